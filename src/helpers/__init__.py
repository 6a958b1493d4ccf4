"""The rules, tables and charts behind the notebooks.

`open_story`, `story_ids` and `StoryError` are the way in. They are looked up on first use, so that
a command starts without loading what it does not use.
"""

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from helpers.story.problem import StoryError
    from helpers.story.project import story_ids
    from helpers.story.story import open_story

    __all__ = ["StoryError", "open_story", "story_ids"]
else:
    __getattr__, __dir__, __all__ = lazy_loader.attach(
        __name__,
        submod_attrs={
            "story.problem": ["StoryError"],
            "story.project": ["story_ids"],
            "story.story": ["open_story"],
        },
    )
