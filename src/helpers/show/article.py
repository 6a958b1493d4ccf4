"""The article behind a notebook: what it is, and its words where a copy is at hand."""

from markupsafe import Markup

from helpers.show.html import fill, web_address
from helpers.show.output import put
from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.problem import StoryError
from helpers.story.story import Story
from helpers.values.dates import describe
from helpers.values.english import counted

NO_WORDS = "This row comes from a reference; the article has no words for it."
ATTACH = "The words are shown once a copy of the article is attached: story attach PATH"


def header(story: Story, question: str | None = None) -> None:
    """Show what the notebook is about: the article, its author, its date and where it stands.

    Where rows are only proposed, a line says how many, and that findings leave them out.

    Input: the story; the notebook's question, if it is not its heading already.
    """
    article = story.article
    published = ", ".join(filter(None, (describe(article.published), article.published_time)))
    draft = _draft(story)
    html = fill(
        "header",
        draft=draft,
        question=question,
        article=article,
        published=published,
        # A link that is none of the web's is shown as words only.
        link=web_address(article.url),
        words="The text is included." if article.text == "included" else f"{article.licence}.",
    )
    cited = f"{article.headline}\n{article.outlet}, {article.written_by}, {published}"
    cited += f"\n{draft}" if draft else ""
    put(html, f"{question}\n{cited}" if question else cited)


def _draft(story: Story) -> str:
    """How many rows are only proposed; "" if none is."""
    count = int((story.proposals["status"] == "proposed").sum())
    rows = f"{counted(count, 'row')} {'was' if count == 1 else 'were'} proposed by a machine"
    tail = "and not accepted by anybody yet. Findings leave them out."
    return f"Draft: {rows} {tail}" if count else ""


def words(story: Story, table: str, row_id: str) -> None:
    """Show the exact words of a row if a copy of the article is at hand, else how to attach one.

    Input: the table's name and the row's id. Raises: StoryError for a table without ids and
    words, or an id that it does not have.
    """
    locator = _locator(story, table, row_id)
    if locator is None:
        _put_line(NO_WORDS)
        return
    paragraph, start, end = locator
    place = f"Paragraph {paragraph}, characters {start} to {end}"
    found = story.words.span(paragraph, start, end) if story.words else None
    if found is None:
        _put_line(f"{place}. {ATTACH}")
    else:
        put(fill("words", words=found, place=place), f"“{found}” ({place})")


def _put_line(text: str) -> None:
    put(Markup("<p>{}</p>").format(text), text)


def _locator(story: Story, table: str, row_id: str) -> tuple[int, int, int] | None:
    """Paragraph, start and end of a row; None if the row does not come from the article."""
    if table not in TABLES:
        raise StoryError([f"no table {table!r}; the tables are {', '.join(TABLES)}"])
    key, *others = contract_table(table).key
    rows = story.table(table)
    if others or "start" not in rows:
        raise StoryError([f"the rows of {table} have no id and words of their own"])
    found = rows.loc[rows[key] == row_id, ["paragraph", "start", "end"]]
    if found.empty:
        raise StoryError([f"{table}.csv has no {key} {row_id!r}; look it up in that table"])
    if found.isna().any(axis=None):
        return None
    paragraph, start, end = (int(cell) for cell in found.iloc[0])
    return paragraph, start, end
