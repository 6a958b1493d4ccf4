"""A page of the project: one template, filled in, which carries its typeface and asks nobody."""

from functools import partial
from typing import Any

from markupsafe import Markup

from helpers.charts.typeface import page_faces
from helpers.show.html import fill


def fill_page(template: str, **facts: Any) -> bytes:
    """A page from its template, as UTF-8; all that is filled in is escaped unless it is Markup.

    Input: a template of the package that extends `page`; its facts.
    """
    render = partial(fill, template, **facts)
    # Once for its letters, and once with them.
    return render(faces=Markup(page_faces(render(faces="")))).encode()
