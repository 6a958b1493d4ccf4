/** The explorer in JupyterLab: data and selection are those of the Python object. */

import { explorer } from "./explorer.js";

/** @import { Data } from "./model.js" */

/**
 * What a widget model offers; see the anywidget documentation, "AnyWidget Front-End Module".
 * @typedef {object} WidgetModel
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: () => void) => void} on
 * @property {(event: string, callback: () => void) => void} off
 */

/**
 * @param {{model: WidgetModel, el: HTMLElement}} context
 * @returns {() => void} what takes the view away again
 */
function render({ model, el }) {
  const view = explorer(el, /** @type {Data} */ (model.get("data")), {
    chosen: model.get("claim_ids"),
    onChosen: (ids) => {
      model.set("claim_ids", ids);
      model.save_changes();
    },
  });
  const follow = () => view.select(model.get("claim_ids"));
  model.on("change:claim_ids", follow);
  return () => {
    model.off("change:claim_ids", follow);
    view.remove();
  };
}

export default { render };
