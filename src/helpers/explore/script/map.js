/** The places on the base map; those that nobody has looked up stand in a list below. */

import { Roving, h, svg } from "./dom.js";
import { covered, fit, kept, placeLabels, placeNames, project, scaleLength, zoomed } from "./flat.js";
import { counted } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Ground, Place } from "./model.js" */
/** @import { Box, View } from "./flat.js" */

/** Width of a letter in px, rather too much than too little: of a label in bold, and of a country. */
const LETTER = 8.4;
const CAPITAL = 11;
/** Letters that are twice as wide: Chinese, Japanese, Korean, and pictures. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/gu;

export class MapView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    const { places, ground } = state.model.data;
    this.ground = ground;
    /** @type {Map<string, HTMLElement>} */
    this.marks = new Map();
    /** The size of the pane, noted when it changes: asking for it makes the browser lay out. */
    this.pane = { width: 0, height: 0 };
    const located = places.filter((place) => ground?.points[place.id]);
    const rest = places.filter((place) => !ground?.points[place.id]);
    this.count = h("p", { class: "cx-count" }, `${counted(places.length, "place")}${rest.length > 0 && located.length > 0 ? `, ${located.length} on the map` : ""}`);
    this.frame = ground ? this.map(ground, located) : null;
    this.element = h(
      "section",
      { class: "cx-map", "aria-label": "Map" },
      h("div", { class: "cx-bar" }, h("h2", {}, "Map"), this.count),
      this.frame ? this.tools() : null,
      this.frame,
      places.length === 0 ? h("p", { class: "cx-empty" }, "This story names no place.") : null,
      places.length > 0 && !ground ? h("p", { class: "cx-note" }, "Nobody has looked up where the places of this story lie, so there is no map.") : null,
      rest.length > 0 ? this.list(rest) : null,
    );
    state.watch((part) => this.mark(part === "chosen"));
    this.mark(true);
  }

  tools() {
    const tools = [
      ["All places", () => this.look(this.whole)],
      ["Around the centre", () => this.toCentre()],
      ["Zoom in", () => this.zoom(1.8)],
      ["Zoom out", () => this.zoom(1 / 1.8)],
    ];
    return h(
      "div",
      { class: "cx-choices", role: "group", "aria-label": "View of the map" },
      ...tools.map(([label, onclick]) => h("button", /** @type {any} */ ({ type: "button", onclick }), /** @type {string} */ (label))),
    );
  }

  /**
   * @param {Ground} ground
   * @param {Place[]} located
   */
  map(ground, located) {
    const names = ground.names.map(([name, x, y]) => ({ point: /** @type {[number, number]} */ ([x, y]), element: h("span", { class: "cx-country" }, name) }));
    this.names = names;
    this.picture = svg(
      "svg",
      { "aria-hidden": "true", preserveAspectRatio: "none" },
      ...["countries", "lakes", "rivers"].map((name) => svg("path", { class: `cx-${name}`, d: ground.layers[name] ?? "", "vector-effect": "non-scaling-stroke" })),
    );
    this.options = this.listbox("Places on the map", located, "cx-dots");
    this.scale = h("span", { class: "cx-scale", "aria-hidden": "true" });
    const frame = h(
      "div",
      { class: "cx-frame" },
      this.picture,
      h("div", { class: "cx-names", "aria-hidden": "true" }, ...names.map(({ element }) => element)),
      this.options,
      this.scale,
    );
    this.whole = fit(ground.box, 1.6);
    this.view = this.whole;
    this.dragging(frame);
    new ResizeObserver(() => this.resize(frame, ground)).observe(frame);
    return frame;
  }

  /**
   * @param {string} label
   * @param {Place[]} places
   * @param {string} look
   */
  listbox(label, places, look) {
    const options = places.map((place) => this.option(place));
    const box = h("div", { role: "listbox", "aria-label": label, "aria-multiselectable": "true", class: look }, ...options);
    new Roving(box, () => options, {
      choose: (option, event) => this.choose(option, event.ctrlKey || event.metaKey || event.shiftKey),
    }).set();
    box.addEventListener("click", (event) => {
      const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
      if (option) {
        this.choose(option, event.ctrlKey || event.metaKey || event.shiftKey);
      }
    });
    return box;
  }

  /** @param {Place} place */
  option(place) {
    const option = h(
      "div",
      { role: "option", tabindex: -1, class: "cx-place", "data-place": place.id, "aria-selected": "false", title: `${place.name}, ${place.kind}` },
      h("span", { class: "cx-dot", "aria-hidden": "true" }),
      h("span", { class: "cx-name", dir: "auto" }, place.name),
      " ",
      h("span", { class: "cx-times" }),
    );
    this.marks.set(place.id, option);
    return option;
  }

  /** @param {Place[]} places */
  list(places) {
    return h(
      "div",
      { class: "cx-unlocated" },
      this.ground ? h("h3", {}, "Not on the map") : null,
      this.listbox("Places not on the map", places, "cx-chips"),
    );
  }

  /**
   * @param {HTMLElement} option
   * @param {boolean} add
   */
  choose(option, add) {
    this.state.choose("place", option.dataset.place ?? "", { add });
  }

  // ---------------------------------------------------------------------------- what is seen

  /**
   * @param {HTMLElement} frame
   * @param {Ground} ground
   */
  resize(frame, ground) {
    const { clientWidth, clientHeight } = frame;
    if (clientWidth === 0 || clientHeight === 0) {
      return;
    }
    const closer = this.whole && this.view ? this.whole.width / this.view.width : 1;
    const { x, y } = this.view ?? { x: 0, y: 0 };
    this.pane = { width: clientWidth, height: clientHeight };
    this.whole = fit(ground.box, clientWidth / clientHeight);
    this.look(closer > 1.01 ? zoomed(this.whole, closer, { x, y }, this.whole) : this.whole);
  }

  toCentre() {
    const point = this.ground?.points[this.ground.centre];
    if (point && this.whole) {
      const [x, y] = point;
      this.look(zoomed(this.whole, 6, { x, y }, this.whole));
    }
  }

  /** @param {number} factor */
  zoom(factor) {
    if (this.view && this.whole) {
      const place = this.state.choice?.kind === "place" ? this.ground?.points[this.state.choice.row] : undefined;
      const towards = place && factor > 1 ? { x: place[0], y: place[1] } : this.view;
      this.look(zoomed(this.view, factor, towards, this.whole));
    }
  }

  /** @param {View | undefined} view */
  look(view) {
    if (!view || !this.frame || !this.picture || !this.ground) {
      return;
    }
    this.view = view;
    const { x, y, width, height } = view;
    this.picture.setAttribute("viewBox", [x - width / 2, y - height / 2, width, height].join(" "));
    const { pane } = this;
    const labels = [];
    for (const [id, option] of this.marks) {
      const point = this.ground.points[id];
      if (point) {
        const { left, top, seen } = stand(option, point, view);
        const name = this.state.model.places.get(id)?.name ?? id;
        if (seen) {
          labels.push({ id, x: left * pane.width, y: top * pane.height, width: letters(name) * LETTER + 6, rank: this.rank(id) });
        }
      }
    }
    this.measure(width, pane.width);
    const scale = { left: pane.width * 0.7, right: pane.width, top: pane.height - 32, bottom: pane.height };
    const sides = placeLabels(labels, pane, [scale]);
    for (const [id, option] of this.marks) {
      option.dataset.side = sides.get(id) ?? "none";
    }
    this.nameCountries(view, [scale, ...covered(labels, sides)]);
  }

  /**
   * @param {View} view
   * @param {Box[]} taken
   */
  nameCountries(view, taken) {
    const { pane } = this;
    const seen = (this.names ?? []).filter(({ element, point }) => stand(element, point, view).seen);
    const names = seen.map(({ element, point }) => {
      const { left, top } = project(point, view);
      return { x: left * pane.width, y: top * pane.height, width: letters(element.textContent ?? "") * CAPITAL };
    });
    placeNames(names, taken, pane).forEach((middle, at) => {
      const { element } = seen[at];
      element.hidden = middle === null;
      if (middle) {
        element.style.left = `${middle.x.toFixed(1)}px`;
        element.style.top = `${middle.y.toFixed(1)}px`;
      }
    });
  }

  /**
   * The chosen places get their labels first, then those with most claims.
   * @param {string} id
   */
  rank(id) {
    const chosen = this.marks.get(id)?.getAttribute("aria-selected") === "true";
    return (chosen ? -1e6 : 0) - (this.state.model.atPlace.get(id)?.length ?? 0);
  }

  /**
   * @param {number} km width of the view
   * @param {number} px width of the pane
   */
  measure(km, px) {
    if (this.scale) {
      const length = scaleLength(km);
      this.scale.style.width = `${(length / km) * px}px`;
      this.scale.textContent = `${length.toLocaleString("en-GB")} km`;
    }
  }

  /** @param {HTMLElement} frame */
  dragging(frame) {
    /** @type {{x: number, y: number, view: View} | null} */
    let held = null;
    frame.addEventListener("pointerdown", (event) => {
      const onPlace = /** @type {Element} */ (event.target).closest("[role=option]");
      held = onPlace || !this.view ? null : { x: event.clientX, y: event.clientY, view: this.view };
    });
    frame.addEventListener("pointermove", (event) => {
      if (held && this.whole && event.buttons > 0) {
        const { view } = held;
        const x = view.x - ((event.clientX - held.x) / frame.clientWidth) * view.width;
        const y = view.y - ((event.clientY - held.y) / frame.clientHeight) * view.height;
        this.look(kept({ ...view, x, y }, this.whole));
      }
    });
    for (const end of ["pointerup", "pointerleave", "pointercancel"]) {
      frame.addEventListener(end, () => {
        held = null;
      });
    }
  }

  // ---------------------------------------------------------------------------- what is chosen

  /**
   * Mark the places of the chosen claims; the more claims that are shown, the larger the dot.
   * @param {boolean} anew whether others were chosen, so that the labels have to be set again
   */
  mark(anew) {
    const { chosen, choice, model, lit } = this.state;
    const ids = new Set(chosen.flatMap((id) => model.claims.get(id)?.places ?? []));
    if (choice?.kind === "place") {
      ids.add(choice.row);
    }
    const all = lit.size === model.data.claims.length;
    for (const [id, option] of this.marks) {
      const claims = model.atPlace.get(id) ?? [];
      const count = all ? claims.length : claims.filter((claim) => lit.has(claim)).length;
      option.setAttribute("aria-selected", String(ids.has(id)));
      option.classList.toggle("cx-current", choice?.kind === "place" && choice.row === id);
      option.classList.toggle("cx-faded", count === 0);
      option.style.setProperty("--times", String(Math.min(Math.sqrt(count), 6)));
      const [times] = option.getElementsByClassName("cx-times");
      times.textContent = counted(count, "claim");
    }
    if (anew) {
      this.follow(ids);
      this.look(this.view);
    }
  }

  /** @param {Set<string>} ids the places to be seen: where none of them is, the whole map is shown */
  follow(ids) {
    const points = [...ids].map((id) => this.ground?.points[id]).filter((point) => point !== undefined);
    const view = this.view;
    if (view && points.length > 0 && !points.some((point) => project(point, view).seen)) {
      this.view = this.whole;
    }
  }
}

/**
 * How many letters of common width a name is as long as.
 * @param {string} name
 * @returns {number}
 */
function letters(name) {
  return [...name].length + (name.match(WIDE) ?? []).length;
}

/**
 * Put an element where a point stands.
 * @param {HTMLElement} element
 * @param {[number, number]} point
 * @param {View} view
 */
function stand(element, point, view) {
  const place = project(point, view);
  element.style.left = `${(place.left * 100).toFixed(2)}%`;
  element.style.top = `${(place.top * 100).toFixed(2)}%`;
  element.hidden = !place.seen;
  return place;
}
