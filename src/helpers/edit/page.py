"""The editor as a page: script and style in one file, which asks nothing but its own server."""

from functools import cache
from pathlib import Path

from markupsafe import Markup

from helpers.charts.typeface import page_faces
from helpers.explore.bundle import script, style
from helpers.show.html import fill
from helpers.story.article import Article
from helpers.story.article_copy.proof import Words
from helpers.values.dates import describe

FOLDER = Path(__file__).parent
SCRIPT = FOLDER / "script"
STYLE = FOLDER / "editor.css"


def editor_script(entry: str) -> str:
    """The script of the editor: "page" or "widget"."""
    return script(entry, SCRIPT)


def editor_style() -> str:
    """The style of the editor, with that of the explorer, whose text it shows."""
    return style(STYLE)


def editor_html(article: Article, words: Words | None, nonce: str) -> str:
    """The page of the editor.

    Input: the article; its words, for whose letters the page brings the typeface; a number that is
    used once, by which the browser knows the page's own script.
    """
    code = editor_script("page")
    letters = "".join(
        sorted({letter for text in (words.paragraphs if words else {}).values() for letter in text})
    )
    return fill(
        "editor",
        headline=article.headline,
        language=article.language,
        outlet=article.outlet,
        published=describe(article.published),
        faces=Markup(_faces(letters)),
        style=Markup(editor_style()),
        script=Markup(code),
        nonce=nonce,
    )


@cache
def _faces(letters: str) -> str:
    return page_faces(letters + editor_script("page") + editor_style())
