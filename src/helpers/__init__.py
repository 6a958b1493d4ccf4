"""The rules, tables and charts behind the notebooks.

`open_story`, `story_ids` and `StoryError` are the way in. They are looked up on first use, so that
`story check` starts without loading pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.story import StoryError, open_story, story_ids

__all__ = ["StoryError", "open_story", "story_ids"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("helpers.story"), name)
    raise AttributeError(f"helpers has no {name!r}; it has {', '.join(__all__)}")
