"""Script and style of the explorer, each joined into one piece; the editor's are joined here too.

The script is written in modules, which Node tests one by one. A page and a widget take one piece
each, so the modules are put one after another, what they import before them. Nothing is changed but
the lines that import and export; so the names at the top of all modules have to differ.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import networkx as nx

from helpers.charts.style import DARK, LIGHT, Theme

FOLDER = Path(__file__).parent
SCRIPT = FOLDER / "script"

IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[a-z_./]*\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/)[\s\S])*\*/\n|^[ \t]*// .*\n", re.MULTILINE)

# Grounds that step back, for what lies under the pointer; not part of the charts' themes.
SOFT = {LIGHT.name: "#f2f3f5", DARK.name: "#23282e"}


class BundleError(ValueError):
    """Modules that can't be joined; the message names them."""


@cache
def script(entry: str, folder: Path | None = None) -> str:
    """One module with all that it imports, as one piece of script.

    Input: the name of the module: "page" for a page of its own, "widget" for JupyterLab; the folder
    in which it stands, if not the explorer's.
    Output: an ES module without imports; `export default` of the entry stays.

    Raises:
        BundleError: modules that import each other, or two that use the same name.
    """
    first = (folder or SCRIPT).resolve() / f"{entry}.js"
    graph: nx.DiGraph[Path] = nx.DiGraph()
    waiting = [first]
    while waiting:
        path = waiting.pop()
        if path not in graph or not graph.nodes[path]:
            graph.add_node(path, read=True)
            graph.add_edges_from((path, other) for other in imports(path))
            waiting += imports(path)
    if not nx.is_directed_acyclic_graph(graph):
        circle = [path.stem for path, _ in nx.find_cycle(graph, first)]
        raise BundleError(f"modules import each other: {' -> '.join([*circle, circle[0]])}")
    # Each module stands after those that it imports.
    sources = {path: source(path) for path in nx.dfs_postorder_nodes(graph, first)}
    _refuse_same_names(sources)
    return "".join(COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", s))) for s in sources.values())


def source(path: Path) -> str:
    """A module as it stands in its file."""
    return path.read_text(encoding="utf-8")


def imports(path: Path) -> list[Path]:
    """The modules that a module imports, in their order."""
    return [(path.parent / name).resolve() for name in IMPORT.findall(source(path))]


def _refuse_same_names(sources: Mapping[Path, str]) -> None:
    owners: dict[str, Path] = {}
    for module, code in sources.items():
        for name in TOP.findall(code):
            if owners.setdefault(name, module) != module:
                raise BundleError(
                    f"{owners[name].name} and {module.name} both define {name}: rename one"
                )


@cache
def style(*more: Path) -> str:
    """The style with its colours, for light and dark grounds.

    Input: further files of style, which come last. A page follows the reader's own preference; in JupyterLab its theme decides.
    """
    parts = [
        _rule(".claims-explorer", LIGHT),
        "@media (prefers-color-scheme: dark) {\n" + _rule(".claims-explorer", DARK) + "}\n",
        _rule('[data-jp-theme-light="true"] .claims-explorer', LIGHT),
        _rule('[data-jp-theme-light="false"] .claims-explorer', DARK),
        *(source(path) for path in (FOLDER / "explorer.css", *more)),
    ]
    return "".join(parts)


def _rule(selector: str, theme: Theme) -> str:
    # A name of the page comes after the hue that is called the same, and wins.
    colours = [
        *theme.hues.items(),
        ("ground", theme.ground),
        ("ink", theme.ink),
        ("muted", theme.muted),
        ("faint", theme.faint),
        ("line", theme.grid),
        ("soft", SOFT[theme.name]),
    ]
    lines = "".join(f"  --cx-{name}: {colour};\n" for name, colour in colours)
    return f"{selector} {{\n  color-scheme: {theme.name};\n{lines}}}\n"
