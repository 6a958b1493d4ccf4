/** Making elements. Text becomes text nodes and nothing else: no data is ever read as markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * What an element is given: attributes, `class`, and functions as `onclick` and the like.
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Given
 */

/** @typedef {Array<Node | string | null>} Inside */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Given} [given] true stands for a bare attribute, null and false for none
 * @param {Inside} inside
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function h(name, given = {}, ...inside) {
  const element = document.createElement(name);
  furnish(element, given);
  element.append(...inside.filter((part) => part !== null));
  return element;
}

/**
 * The same for the picture language.
 * @param {string} name
 * @param {Given} [given]
 * @param {Inside} inside
 * @returns {SVGElement}
 */
export function svg(name, given = {}, ...inside) {
  const element = document.createElementNS(SVG, name);
  furnish(element, given);
  element.append(...inside.filter((part) => part !== null));
  return element;
}

/**
 * @param {Element} element
 * @param {Given} given
 */
function furnish(element, given) {
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === "function") {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
}

/** @type {Map<HTMLElement, Element>} what each pane is to show in the next frame */
const wanted = new Map();

/**
 * Bring an element into view inside its own pane, in the next frame; the page itself stays where it
 * is. All panes are measured first and then moved, so that the page is laid out once.
 * @param {HTMLElement} pane
 * @param {Element | undefined} element
 */
export function reveal(pane, element) {
  if (!element) {
    return;
  }
  if (wanted.size === 0) {
    requestAnimationFrame(() => {
      const moves = [...wanted].map(([here, shown]) => ({ here, ...move(here, shown) }));
      wanted.clear();
      for (const { here, top, behavior } of moves) {
        if (top !== 0) {
          here.scrollBy({ top, behavior });
        }
      }
    });
  }
  wanted.set(pane, element);
}

/**
 * How far a pane has to scroll to show an element, and whether it may be seen to do so.
 * @param {HTMLElement} pane
 * @param {Element} element
 * @returns {{top: number, behavior: "auto" | "smooth"}}
 */
function move(pane, element) {
  const here = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const margin = Math.min(48, frame.height / 4);
  if (here.top >= frame.top + margin && here.bottom <= frame.bottom - margin) {
    return { top: 0, behavior: "auto" };
  }
  const top = here.top - frame.top - (frame.height - here.height) / 2;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { top, behavior: calm || Math.abs(top) > 2 * frame.height ? "auto" : "smooth" };
}

/**
 * A pane that scrolls. It remembers whether it was scrolled, since asking for that would make the
 * browser lay out the page at once, in the middle of a change.
 */
export class Pane {
  /**
   * @param {Given} given
   * @param {Inside} inside
   */
  constructor(given, ...inside) {
    this.element = h("div", given, ...inside);
    this.moved = false;
    this.element.addEventListener("scroll", () => {
      this.moved = true;
    }, { passive: true });
  }

  toTop() {
    if (this.moved) {
      this.element.scrollTop = 0;
      this.moved = false;
    }
  }
}

/**
 * Let one element of a group be reached by Tab, and the arrows move among all of them.
 * The group is asked for its members at each step, so they may change.
 */
export class Roving {
  /**
   * @param {HTMLElement} group
   * @param {() => HTMLElement[]} members in order
   * @param {object} [ways]
   * @param {(member: HTMLElement, event: KeyboardEvent) => void} [ways.choose] on Enter and Space
   * @param {(member: HTMLElement, event: KeyboardEvent) => void} [ways.moved] after an arrow
   * @param {(event: KeyboardEvent) => boolean} [ways.other] any other key; true if it was used
   */
  constructor(group, members, ways = {}) {
    this.members = members;
    this.ways = ways;
    /** @type {HTMLElement | null} */
    this.active = null;
    group.addEventListener("keydown", (event) => this.onKey(event));
    group.addEventListener("focusin", (event) => {
      const member = this.members().find((one) => one.contains(/** @type {Node} */ (event.target)));
      if (member) {
        this.set(member);
      }
    });
  }

  /**
   * Make a member the one that Tab reaches; the first one if there is none.
   * @param {HTMLElement | null} [member]
   */
  set(member = null) {
    const next = member ?? this.members()[0] ?? null;
    if (this.active && this.active !== next) {
      this.active.tabIndex = -1;
    }
    this.active = next;
    if (next) {
      next.tabIndex = 0;
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const members = this.members();
    const at = members.findIndex((one) => one === event.target);
    if (at < 0 || event.altKey) {
      return;
    }
    const to = step(event.key, at, members.length);
    if (to !== null) {
      event.preventDefault();
      this.set(members[to]);
      members[to].focus({ preventScroll: false });
      this.ways.moved?.(members[to], event);
    } else if ((event.key === "Enter" || event.key === " ") && this.ways.choose) {
      event.preventDefault();
      this.ways.choose(members[at], event);
    } else if (this.ways.other?.(event)) {
      event.preventDefault();
    }
  }
}

/**
 * Where a key leads in a list.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 * @returns {number | null} null for a key that does not move
 */
export function step(key, at, count) {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
    case "ArrowLeft":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
