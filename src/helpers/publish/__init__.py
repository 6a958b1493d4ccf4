"""Files for the desk: charts with their numbers, notebooks as pages, and an index of them all.

Layout: dist/<story>/charts/<chart>/ with the files of one chart, dist/<story>/notebooks/<name>.html,
dist/<story>/story.json, and dist/index.html, which shows whatever stands there. Every file is
written beside its place and then renamed, so that a run that is cut short leaves the old one whole.

The names below are looked up on first use: finding out that nothing has changed takes neither
pandas nor matplotlib.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.publish.charts import write_charts
    from helpers.publish.folders import PublishError, UnknownError
    from helpers.publish.gallery import write_index
    from helpers.publish.notebooks import write_notebooks
    from helpers.publish.unchanged import index_stands

__all__ = [
    "PublishError",
    "UnknownError",
    "index_stands",
    "write_charts",
    "write_index",
    "write_notebooks",
]

_HOMES = {
    "PublishError": "folders",
    "UnknownError": "folders",
    "index_stands": "unchanged",
    "write_charts": "charts",
    "write_index": "gallery",
    "write_notebooks": "notebooks",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"helpers.publish.{_HOMES[name]}"), name)
    raise AttributeError(f"helpers.publish has no {name!r}; it has {', '.join(__all__)}")
