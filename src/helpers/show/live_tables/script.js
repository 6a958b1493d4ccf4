/**
 * Tables of a notebook, each drawn by itables in the place of its static twin.
 *
 * The twin stands inside an element with data-table, the id of the table. It is hidden while the
 * live one is shown.
 */

/** Compare two cells; a blank comes last in either direction, because it is not the least. */
function compare(direction) {
  return (one, other) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const numbers = typeof one === "number" && typeof other === "number";
    const order = numbers
      ? one - other
      : String(one).localeCompare(String(other), "en", { numeric: true });
    return direction * order;
  };
}

async function load(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** An id that no element has: the same table may be shown twice. */
function unused(id) {
  let found = id;
  for (let count = 2; document.getElementById(found); count += 1) found = `${id}-${count}`;
  return found;
}

function show(place, twin, shown) {
  for (const part of twin) part.style.display = shown ? "" : "none";
  place.toggleAttribute("data-live", !shown);
}

function draw(ITable, place, table) {
  const twin = [...place.children];
  const live = document.createElement("div");
  live.className = "claim-table";
  // JupyterLab has its own meaning for single keys.
  live.dataset.lmSuppressShortcuts = "true";
  const element = document.createElement("table");
  element.id = unused(place.dataset.table);
  const note = document.createElement("p");
  note.textContent = table.below;
  live.append(element, note);
  place.append(live);
  show(place, twin, false);
  const remove = () => {
    live.remove();
    show(place, twin, true);
  };
  try {
    new ITable(element, structuredClone(table.arguments));
    // Each bundle numbers its fields from 0, and another notebook may be open on this page.
    for (const label of live.querySelectorAll("label[for]")) {
      const field = live.querySelector(`[id="${label.htmlFor}"]`);
      if (field) field.id = label.htmlFor = `${element.id}-${field.id}`;
    }
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

async function begin(model) {
  const { ITable, jQuery, set_or_remove_dark_class: followTheme } = await load(model.get("bundle"));
  Object.assign(jQuery.fn.dataTable.ext.type.order, {
    "cell-asc": compare(1),
    "cell-desc": compare(-1),
  });
  followTheme();
  const removals = new WeakMap();
  const drawAll = () => {
    const tables = model.get("tables");
    for (const place of document.querySelectorAll("[data-table]:not([data-live])")) {
      const table = tables[place.dataset.table];
      if (table && !removals.has(place)) removals.set(place, draw(ITable, place, table));
    }
  };
  // An output may come before or after its rows, and JupyterLab may put it up anew.
  let waiting = 0;
  const soon = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      drawAll();
    });
  };
  const watcher = new MutationObserver(soon);
  watcher.observe(document.body, { childList: true, subtree: true });
  model.on("change:tables", soon);
  drawAll();
  return () => {
    watcher.disconnect();
    cancelAnimationFrame(waiting);
    model.off("change:tables", soon);
    for (const place of document.querySelectorAll("[data-live]")) removals.get(place)?.();
  };
}

/** The bundle is loaded behind anywidget's back, which gives up on what takes over two seconds. */
function initialize({ model }) {
  let gone = false;
  let end = () => {};
  begin(model).then(
    (stop) => {
      if (gone) stop();
      else end = stop;
    },
    (error) => console.error("tables stay as they are:", error),
  );
  return () => {
    gone = true;
    end();
  };
}

export default { initialize };
