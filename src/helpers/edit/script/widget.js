/** The editor in JupyterLab: it asks the kernel. */

import { edit } from "./editor.js";

/**
 * What a widget model offers; see the anywidget documentation, "AnyWidget Front-End Module".
 * @typedef {object} Kernel
 * @property {(content: object) => void} send
 * @property {(event: string, callback: (message: any) => void) => void} on
 * @property {(event: string, callback: (message: any) => void) => void} off
 */

/**
 * @param {{model: Kernel, el: HTMLElement}} context
 * @returns {Promise<() => void>} what takes the view away again
 */
async function render({ model, el }) {
  /** @type {Map<string, (answer: any) => void>} */
  const waiting = new Map();
  const view = Math.random().toString(36).slice(2);
  let count = 0;
  const heard = (/** @type {any} */ { id, answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  model.on("msg:custom", heard);
  const ask = (/** @type {object} */ asked) =>
    new Promise((done) => {
      count += 1;
      const id = `${view}-${count}`;
      waiting.set(id, done);
      model.send({ id, asked });
    });
  const editor = await edit(el, ask);
  return () => {
    model.off("msg:custom", heard);
    editor.remove();
  };
}

export default { render };
