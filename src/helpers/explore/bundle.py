"""Script and style of the explorer, each joined into one piece.

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

IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/)[\s\S])*\*/\n|^[ \t]*// .*\n", re.MULTILINE)

# Grounds that step back, for what lies under the pointer; not part of the charts' themes.
SOFT = {LIGHT.name: "#f2f3f5", DARK.name: "#23282e"}


class BundleError(ValueError):
    """Modules that can't be joined; the message names them."""


@cache
def script(entry: str) -> str:
    """One module with all that it imports, as one piece of script.

    Input: the name of the module: "page" for a page of its own, "widget" for JupyterLab.
    Output: an ES module without imports; `export default` of the entry stays.

    Raises:
        BundleError: modules that import each other, or two that use the same name.
    """
    graph = nx.DiGraph({path.stem: imports(path.stem) for path in SCRIPT.glob("*.js")})
    if not nx.is_directed_acyclic_graph(graph):
        circle = [name for name, _ in nx.find_cycle(graph, entry)]
        raise BundleError(f"modules import each other: {' -> '.join([*circle, circle[0]])}")
    # Each module stands after those that it imports.
    sources = {name: source(name) for name in nx.dfs_postorder_nodes(graph, entry)}
    _refuse_same_names(sources)
    return "".join(COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", s))) for s in sources.values())


def source(name: str) -> str:
    """A module as it stands in its file."""
    return (SCRIPT / f"{name}.js").read_text(encoding="utf-8")


def imports(name: str) -> list[str]:
    """The modules that a module imports, in their order."""
    return IMPORT.findall(source(name))


def _refuse_same_names(sources: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    for module, code in sources.items():
        for name in TOP.findall(code):
            if owners.setdefault(name, module) != module:
                raise BundleError(
                    f"{owners[name]}.js and {module}.js both define {name}: rename one"
                )


@cache
def style() -> str:
    """The style with its colours, for light and dark grounds.

    A page follows the reader's own preference; in JupyterLab its theme decides.
    """
    parts = [
        _rule(".claims-explorer", LIGHT),
        "@media (prefers-color-scheme: dark) {\n" + _rule(".claims-explorer", DARK) + "}\n",
        _rule('[data-jp-theme-light="true"] .claims-explorer', LIGHT),
        _rule('[data-jp-theme-light="false"] .claims-explorer', DARK),
        (FOLDER / "explorer.css").read_text(encoding="utf-8"),
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
