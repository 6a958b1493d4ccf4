"""Pages of the project that carry their typeface and ask nobody: templates filled in, the explorer.

Neither pandas nor matplotlib is imported here, so that the gallery need not wait for them.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from helpers.charts.typeface import page_faces
from helpers.desk.outputs import KINDS
from helpers.desk.writing import write_files
from helpers.show.html import fill

if TYPE_CHECKING:
    from helpers.story.story import Story


def fill_page(template: str, **facts: Any) -> bytes:
    """A page from its template, as UTF-8; all that is filled in is escaped unless it is Markup.

    Input: a template of the package that extends `page`; its facts.
    """
    render = partial(fill, template, **facts)
    # Once for its letters, and once with them.
    return render(faces=Markup(page_faces(render(faces="")))).encode()


def write_explorer(story: "Story", dist: Path, *, words: bool = True) -> list[Path]:
    """Write the explorer of a story: dist/<story>/explore.html and, as the last one, dist/explore.html.

    Input: the story; the folder dist; whether the article's words go along where a copy is at hand.
    Output: the paths written. Raises: OSError for a folder that can't be written to.
    """
    from helpers.explore.page import explorer_html

    page = explorer_html(story, words=words).encode()
    own = KINDS["explorer"].path(dist, story.id)
    return write_files({own: page, dist / own.name: page})
