"""What a notebook shows: charts and tables that anybody can read, with or without the picture.

Everything is static HTML without style or script, so that it reads the same in an untrusted
notebook, in an export and in a diff; nothing in it is random.
"""

import base64
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Protocol

import pandas as pd
from IPython.display import display
from markupsafe import Markup
from PIL import Image

from helpers.charts.figure import ChartFigure
from helpers.charts.pictures import to_png
from helpers.charts.sizes import SIZES
from helpers.show.contents import notebook_map
from helpers.show.pages import LIST, number_text, templates
from helpers.story import notes
from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.topics.catalogue import chart
from helpers.topics.crosscheck import tables as crosscheck
from helpers.values.dates import describe
from helpers.values.english import BLANK

LIMIT = 20
SMALL = 8
"""Rows of a table that an eye takes in at once: it needs neither a filter nor pages."""


class Told(Protocol):
    """A finding: a sentence, its sources in a line, and the ids of the rows it rests on."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def evidence(self) -> str:
        """The sources; "" where they are not told."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids."""


def _put(output: Mapping[str, str]) -> None:
    display(dict(output), raw=True)  # type: ignore[no-untyped-call]


# ------------------------------------------------------------------------------ charts


def show(figure: ChartFigure) -> None:
    """Show a chart: the picture with its alt text, a caption, and its rows as a table that opens.

    Input: a figure from helpers.charts. The picture stands in the output once more as image/png,
    for whatever shows no HTML, and the alt text as text/plain.
    """
    _put(chart_output(figure))


def chart_output(figure: ChartFigure) -> dict[str, str]:
    """What show puts out, by media type."""
    picture = base64.b64encode(to_png(figure)).decode("ascii")
    count = len(figure.rows)
    html = (
        templates()
        .get_template("figure.html.j2")
        .render(
            name=figure.name,
            alt=figure.alt,
            picture=picture,
            width=SIZES[figure.size].width,
            title=figure.title,
            subtitle=figure.subtitle,
            source=figure.source.rstrip("."),
            publishers=figure.sources,
            credit=figure.credit.rstrip("."),
            count=f"{count} row" if count == 1 else f"{count} rows",
            # Made by a template of this package, which has escaped what it was given.
            table=Markup(table_html(figure.rows, figure.title, limit=None)),
        )
    )
    return {"text/html": html, "image/png": picture, "text/plain": figure.alt}


class _Images(HTMLParser):
    """The charts and images in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.charts: list[str] = []
        self.images: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "figure" and "data-chart" in found:
            self.charts.append(found["data-chart"])
        if tag == "img":
            self.images.append(found)


def picture_problems(output: Mapping[str, Any]) -> list[str]:
    """Whether the picture in a stored output is the one that its alt text describes.

    Input: an output of a notebook (nbformat), with `data` by media type. Output: one line per
    problem; none for an output that shows no chart and no picture.
    """
    data = output.get("data", {})
    images = _Images()
    images.feed(_text(data.get("text/html", "")))
    if not images.charts:
        return ["a picture without a chart around it"] if "image/png" in data else []
    name = images.charts[0]
    if len(images.charts) != 1 or len(images.images) != 1:
        return [f"{name}: one chart with one image is expected in an output"]
    image = images.images[0]
    inline = _png(image.get("src", "").removeprefix("data:image/png;base64,"))
    beside = _png(_text(data.get("image/png", "")))
    if inline is None or beside is None:
        return [f"{name}: the picture is missing, or no PNG"]
    return [f"{name}: {fault}" for fault in _mismatches(name, image, data, inline, beside)]


def _mismatches(
    name: str, image: Mapping[str, str], data: Mapping[str, Any], inline: bytes, beside: bytes
) -> list[str]:
    alt = image.get("alt", "")
    with Image.open(io.BytesIO(inline)) as picture:
        picture.load()
        title = picture.info.get("Title")
        told = picture.info.get("Description")
    faults = {
        "its image has no alt text": not alt.strip(),
        "the picture in its HTML is another than the one beside it": inline != beside,
        f"its picture says it is the chart {title!r}": title != name,
        "its picture carries another alt text than its HTML": told != alt,
        "its plain text is not its alt text": _text(data.get("text/plain", "")) != alt,
    }
    return [fault for fault, found in faults.items() if found]


def _text(value: str | Sequence[str]) -> str:
    """A stored text, which may be a list of lines."""
    return value if isinstance(value, str) else "".join(value)


def _png(encoded: str) -> bytes | None:
    try:
        decoded = base64.b64decode("".join(encoded.split()), validate=True)
    except ValueError:
        return None
    return decoded if decoded.startswith(b"\x89PNG\r\n\x1a\n") else None


# ------------------------------------------------------------------------------ tables


@dataclass(frozen=True)
class _Column:
    heading: str
    number: bool


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    limit: int | None = LIMIT,
    headings: Mapping[str, str] | None = None,
) -> None:
    """Show a table: a caption, headings that belong to their columns, numbers to the right.

    Input: the rows, with a plain index; what they are; how many rows to show (None = all); other
    words for headings. Blanks are shown as a dash and never as zero, lists with semicolons.
    While the notebook is open in JupyterLab, a table with more than SMALL rows can be sorted,
    filtered and paged there, all its rows; what is stored is the static table in any case.
    """
    html = table_html(frame, caption, limit=limit, headings=headings)
    if len(frame) > SMALL and _somebody_looks():
        html = _live(html, frame, caption, headings or {})
    _put({"text/html": html, "text/plain": _plain_table(frame, caption, limit)})


def _somebody_looks() -> bool:
    """Whether a Jupyter server has started this kernel, for a notebook that is open.

    Whoever runs notebooks without one (nbval, `story notebooks`) has no use for a widget.
    """
    return bool(os.environ.get("JPY_SESSION_NAME"))


def _live(html: str, frame: pd.DataFrame, caption: str, named: Mapping[str, str]) -> str:
    """The static table in the place where a live one is drawn over it."""
    from helpers.show.live_tables.rows import Rows, value
    from helpers.show.live_tables.widget import live_tables

    texts = _cells(frame, None)
    amounts = [is_amount(frame[name]) for name in frame.columns]
    values = [
        [value(*cell) for cell in zip(row, shown, amounts, strict=True)]
        for row, shown in zip(frame.itertuples(index=False, name=None), texts, strict=True)
    ]
    headings = [named.get(str(name), str(name)) for name in frame.columns]
    name = live_tables().hold(Rows(caption, headings, amounts, texts, values))
    return f'<div data-table="{name}">\n{html}\n</div>'


def table_html(
    frame: pd.DataFrame,
    caption: str,
    *,
    limit: int | None = LIMIT,
    headings: Mapping[str, str] | None = None,
) -> str:
    """The HTML that table shows."""
    named = headings or {}
    return (
        templates()
        .get_template("table.html.j2")
        .render(
            caption=caption,
            columns=[
                _Column(named.get(str(name), str(name)), is_amount(frame[name]))
                for name in frame.columns
            ],
            rows=_cells(frame, limit),
            below=_below(frame, limit),
        )
    )


def is_amount(column: "pd.Series[Any]") -> bool:
    """Whether a column holds numbers, which stand to the right."""
    types = pd.api.types
    return types.is_numeric_dtype(column.dtype) and not types.is_bool_dtype(column.dtype)


def _cells(frame: pd.DataFrame, limit: int | None) -> list[list[str]]:
    shown = frame if limit is None else frame.head(limit)
    columns = [[cell_text(cell, str(name)) for cell in shown[name]] for name in shown.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def cell_text(cell: object, column: str = "") -> str:
    """A cell as a reader sees it.

    Output: a dash for a blank, a list with semicolons, yes or no, a number with separators and
    without needless decimals (but a year or a paragraph as it is), anything else as its text.
    """
    if isinstance(cell, list | tuple | set | frozenset):
        return "; ".join(map(str, cell)) or BLANK
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return BLANK
    if pd.api.types.is_bool(cell):
        return "yes" if cell else "no"
    if pd.api.types.is_number(cell):
        return number_text(float(str(cell)), column)
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return str(cell).replace(LIST, "; ") or BLANK


def _below(frame: pd.DataFrame, limit: int | None) -> str:
    """What has to be said below the table: rows left out, and what a dash means."""
    shown = len(frame) if limit is None else min(limit, len(frame))
    lines = []
    if shown < len(frame):
        lines.append(f"{shown} of {len(frame)} rows shown.")
    if frame.empty:
        lines.append("No rows.")
    if any(cell == BLANK for row in _cells(frame, limit) for cell in row):
        lines.append(f"{BLANK} means not stated.")
    return " ".join(lines)


def _plain_table(frame: pd.DataFrame, caption: str, limit: int | None) -> str:
    heading = " | ".join(map(str, frame.columns))
    lines = [" | ".join(row) for row in _cells(frame, limit)]
    return "\n".join(part for part in (caption, heading, *lines, _below(frame, limit)) if part)


# ------------------------------------------------------------------------------ words


def findings(told: Sequence[Told]) -> None:
    """Show findings as a list: each with its sources in the next line, and its rows folded away.

    The fold is a `details` element, which needs no script.
    """
    if not told:
        line = "These rows hold nothing to report."
        _put({"text/html": f"<p>{line}</p>", "text/plain": line})
        return
    lines = [(one.text, one.evidence, runs(one.rows)) for one in told]
    html = templates().get_template("findings.html.j2").render(findings=lines)
    _put({"text/html": html, "text/plain": "\n".join(_plain_finding(*line) for line in lines)})


def _plain_finding(text: str, evidence: str, rows: str) -> str:
    """A finding without HTML: a line each for the sentence, its sources and its rows."""
    below = [f"  {told}" for told in (evidence, f"Rows: {rows}" if rows else "") if told]
    return "\n".join([f"- {text}", *below])


def runs(ids: Sequence[str]) -> str:
    """Row ids as a reader sees them: three or more in a row as a run, "c001 to c004, c009".

    Input: ids; those with a number at their end are put in order.
    """
    parts = []
    for begins, ends, count in _in_runs(sorted(dict.fromkeys(ids), key=_numbered)):
        parts += [f"{begins} to {ends}"] if count > 2 else [begins, ends][:count]
    return ", ".join(parts)


def _numbered(row_id: str) -> tuple[str, int]:
    stem = row_id.rstrip("0123456789")
    return stem, int(row_id[len(stem) :] or -1)


def _in_runs(ids: Sequence[str]) -> list[tuple[str, str, int]]:
    """First, last and length of each run of ids whose numbers follow each other."""
    found: list[tuple[str, str, int]] = []
    for row_id in ids:
        stem, number = _numbered(row_id)
        if found and number > 0 and _numbered(found[-1][1]) == (stem, number - 1):
            begins, _, count = found[-1]
            found[-1] = (begins, row_id, count + 1)
        else:
            found.append((row_id, row_id, 1))
    return found


def header(story: Story, question: str | None = None) -> None:
    """Show what the notebook is about: the article, its author, its date and where it stands.

    Input: the story; the notebook's question, if it is not its heading already.
    """
    article = story.article
    time = f", {article.published_time}" if article.published_time else ""
    facts = {
        "question": question,
        "headline": article.headline,
        # A link that is none of the web's is shown as words only.
        "link": article.url if article.url.startswith(("https://", "http://")) else None,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": f"{describe(article.published)}{time}",
        "words": "The text is included." if article.text == "included" else article.licence + ".",
    }
    html = templates().get_template("header.html.j2").render(facts)
    plain = f"{article.headline}\n{article.outlet}, {article.byline}, {facts['published']}"
    lines = f"{question}\n{plain}" if question else plain
    _put({"text/html": html, "text/plain": lines})


def note(story: Story, topic: str, heading: str | None = None) -> None:
    """Show what the story's own note says on a topic besides its findings; nothing if it has none.

    Input: the story; the topic; a heading of the note, to show only what stands below it.
    Raises: StoryError, naming note and placeholder, for one that can't be filled.
    """
    text = notes.render(story, topic) if heading is None else notes.below(story, topic, heading)
    if text is not None:
        _put({"text/html": notes.to_html(text), "text/plain": text})


def contents(story: Story) -> None:
    """Show the other notebooks as links, each with its question and its first finding."""
    text = notebook_map(story, folder="")
    _put({"text/html": notes.to_html(text), "text/plain": text})


def told(story: Story, topic: str) -> None:
    """Show the story's note on a topic heading by heading, each with its chart and its evidence.

    Below each part stands the chart that it asks for, and folded away the checks that it cites,
    under the rules of evidence. Nothing is shown if the story has no such note.
    Raises: StoryError as `note`, and for a chart that is none.
    """
    evidence = crosscheck.cited(story)
    for part in notes.sections(story, topic):
        _put({"text/html": notes.to_html(part.text), "text/plain": part.text})
        if part.chart:
            show(chart(story, part.chart))
        here = evidence.loc[[key for key in part.check_ids if key in evidence.index]]
        if len(here):
            _folded(here.reset_index(), "The evidence, check by check")


def _folded(frame: pd.DataFrame, caption: str) -> None:
    """Show a table behind a line that opens it, without script."""
    page = templates().from_string(
        "<details><summary>{{ caption }}</summary>\n{{ table }}\n</details>"
    )
    # Made by a template of this package, which has escaped what it was given.
    inside = Markup(table_html(frame, caption, limit=None))
    html = page.render(caption=caption, table=inside)
    _put({"text/html": html, "text/plain": _plain_table(frame, caption, None)})


def words(story: Story, table: str, row_id: str) -> None:
    """Show the exact words of a row if a copy of the article is at hand, else how to attach one.

    Input: the table's name and the row's id. Raises: StoryError for a table without ids and
    words, or an id that it does not have.
    """
    locator = _locator(story, table, row_id)
    if locator is None:
        _line("This row comes from a reference; the article has no words for it.")
        return
    paragraph, start, end = locator
    place = f"Paragraph {paragraph}, characters {start} to {end}"
    found = story.words.span(paragraph, start, end) if story.words else None
    if found is None:
        _line(
            f"{place}. The words are shown once a copy of the article is attached: "
            "story attach PATH"
        )
        return
    html = templates().get_template("words.html.j2").render(words=found, place=place)
    _put({"text/html": html, "text/plain": f"“{found}” ({place})"})


def _line(text: str) -> None:
    html = templates().from_string("<p>{{ text }}</p>").render(text=text)
    _put({"text/html": html, "text/plain": text})


def _locator(story: Story, table: str, row_id: str) -> tuple[int, int, int] | None:
    """Paragraph, start and end of a row; None if the row does not come from the article."""
    if table not in TABLES:
        raise StoryError([f"no table {table!r}; the tables are {', '.join(TABLES)}"])
    key = contract_table(table).key
    names = [field.name for field in contract_table(table).fields]
    if len(key) != 1 or "start" not in names:
        raise StoryError([f"the rows of {table} have no id and words of their own"])
    rows = story.table(table)
    found = rows[rows[key[0]] == row_id]
    if found.empty:
        raise StoryError([f"{table}.csv has no {key[0]} {row_id!r}; look it up in that table"])
    cells = [found[name].iloc[0] for name in ("paragraph", "start", "end")]
    if any(pd.isna(cell) for cell in cells):
        return None
    paragraph, start, end = (int(cell) for cell in cells)
    return paragraph, start, end
