"""Script and style of the explorer, each joined into one piece.

The script is written in modules, which Node tests one by one. A page and a widget take one piece
each, so the modules are put one after another, what they import before them. Nothing is changed but
the lines that import and export; so the names at the top of all modules have to differ.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

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
    sources = {name: (SCRIPT / f"{name}.js").read_text(encoding="utf-8") for name in _order(entry)}
    _refuse_same_names(sources)
    return "".join(COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", s))) for s in sources.values())


def _order(entry: str) -> list[str]:
    """The modules that one needs, each after those that it imports."""
    order: list[str] = []

    def visit(name: str, waiting: tuple[str, ...]) -> None:
        if name in waiting:
            raise BundleError(f"modules import each other: {' -> '.join((*waiting, name))}")
        if name not in order:
            for needed in imports(name):
                visit(needed, (*waiting, name))
            order.append(name)

    visit(entry, ())
    return order


def imports(name: str) -> list[str]:
    """The modules that a module imports, in their order."""
    return IMPORT.findall((SCRIPT / f"{name}.js").read_text(encoding="utf-8"))


def _refuse_same_names(sources: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    for module, source in sources.items():
        for name in TOP.findall(source):
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
    lines = "".join(f"  --cx-{name}: {colour};\n" for name, colour in _colours(theme))
    return f"{selector} {{\n  color-scheme: {theme.name};\n{lines}}}\n"


def _colours(theme: Theme) -> Iterator[tuple[str, str]]:
    yield from theme.hues.items()
    yield "ground", theme.ground
    yield "ink", theme.ink
    yield "muted", theme.muted
    yield "faint", theme.faint
    yield "line", theme.grid
    yield "soft", SOFT[theme.name]
