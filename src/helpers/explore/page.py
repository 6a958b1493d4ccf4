"""The explorer as a file: no kernel, no network, nothing in the data that could become script."""

import json

import pandas as pd
from markupsafe import Markup

from helpers.charts.typeface import page_faces
from helpers.explore.bundle import script, style
from helpers.explore.columns import Json
from helpers.explore.data import explorer_data, listed_claims, without_words
from helpers.show.html import IN_SCRIPT, fill
from helpers.show.tables import table_html
from helpers.story.story import Story
from helpers.topics.claims.tables import VOICES


def explorer_html(story: Story, *, words: bool = True) -> str:
    """The explorer of a story as one HTML file.

    Input: the story; whether the article's words are shown where a copy is at hand. A page with
    words that belong to others is for its maker alone.
    Output: HTML that needs no network. Without script it shows the claims as a table.
    """
    twin = twin_html(listed_claims(story), story.article.headline)
    return _page(explorer_data(story, words=words), twin)


def _page(data: Json, twin: str) -> Markup:
    """A page around the data of the explorer, and what is shown without script."""
    # Made by this package, or escaped for the place where it stands.
    held, code, rules = as_script(data), script("page"), style()
    return fill(
        "explorer",
        article=data["article"],
        ways=data["ways"],
        base_map=bool(data["ground"]) and any(data["ground"]["layers"].values()),
        data=Markup(held),
        faces=Markup(page_faces(held + code + rules)),
        style=Markup(rules),
        script=Markup(code),
        twin=twin,
    )


def as_script(data: Json) -> str:
    """Data as JSON that may stand inside a script element.

    Output: one line; `<`, `>`, `&` and the two line ends that JSON allows are escaped.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(IN_SCRIPT)


def twin_html(claims: pd.DataFrame, headline: str) -> Markup:
    """The claims as a table, for whoever sees no script; every cell escaped.

    Input: the output of `listed_claims`; the headline of the article.
    """
    columns = ["claim_id", "paragraph", "paraphrase", "speaker_name", "voiced", "verdict"]
    return table_html(
        claims[columns].assign(voiced=claims["voiced"].map(VOICES)),
        f"All claims of {headline}",
        limit=None,
        headings={"speaker_name": "who says it", "voiced": "voice", "verdict": "how it stands"},
    )


def output_html(data: Json, claims: pd.DataFrame) -> str:
    """The explorer as a notebook keeps it: in a frame of its own, with the claims as a table below.

    What a notebook stores is passed on, so words stay away unless they are the project's own. A
    reader who trusts the notebook sees the explorer, everybody else the table.

    Input: the outputs of `explorer_data` and `listed_claims`.
    """
    headline = data["article"]["headline"]
    return fill(
        "explorer_output",
        headline=headline,
        # As an attribute, the page is text: all of it is escaped.
        page=str(_page(without_words(data), "")),
        twin=twin_html(claims, headline),
        count=len(claims),
    )
