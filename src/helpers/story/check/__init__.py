"""What `story check` does: frictionless validates, then the rules, and all problems at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.story.article import Article, read_article
from helpers.story.article_copy.proof import Match, copy_path, prove_copy, words_hidden
from helpers.story.check.rules import run_rules
from helpers.story.check.tables import Tables
from helpers.story.check.validation import validate
from helpers.story.contract import TABLES
from helpers.story.csv_tables import CsvTable, Row, read_table
from helpers.story.data_package import PACKAGE, package_text
from helpers.story.problem import Problem
from helpers.story.project import story_folder
from helpers.story.proposals import open_cells, proposed_rows

__all__ = ["Report", "check", "read_tables", "run_rules"]


@dataclass(frozen=True)
class Report:
    """What checking one story gave: its problems, the number of its rows, how far words went.

    `proposals` are, by table, the rows that a machine made and nobody has seen; `open` of their cells
    are still to be filled in, which is no problem.
    """

    story: str
    problems: tuple[Problem, ...]
    rows: int
    proved: str
    proposals: Mapping[str, int] = field(default_factory=dict)
    open: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def proposed(self) -> int:
        """How many rows are only proposed."""
        return sum(self.proposals.values())


def check(story_id: str, *, root: Path | None = None, words: Path | None = None) -> Report:
    """Check one story: its files, the contract, and the rules beyond it.

    Input: `root` the project's folder if not the one found; `words` a copy of the article to prove
    against in place of the one that is attached.

    Raises:
        StoryError: there is no such story.
        FileNotFoundError: `words` does not exist.
    """
    folder = story_folder(story_id, root)
    tables, match, problems = read_tables(folder, words)
    validated = validate(folder, tables.csv, described=tables.maybe_article is not None)
    problems += [*validated, *_new(run_rules(tables), validated)]
    rows = {name: sheet.rows for name, sheet in tables.csv.items()}
    drafts = list(proposed_rows(rows))
    wrong, still_open = _without_drafts(problems, rows, drafts)
    return Report(
        story=story_id,
        problems=wrong,
        rows=sum(map(len, rows.values())),
        proved=_proved(match, tables.csv["paragraphs"], words),
        proposals=Counter(row.table for row in drafts),
        open=still_open,
    )


def read_tables(
    folder: Path, words: Path | None = None
) -> tuple[Tables, Match | None, list[Problem]]:
    """Read a story's files for the rules to look at.

    Output: the tables, what the copy at hand proves, and what keeps files from being read.

    Raises:
        FileNotFoundError: `words` does not exist.
    """
    article, problems = read_article(folder)
    sheets = {name: read_table(folder, name) for name in TABLES}
    for sheet in sheets.values():
        problems += sheet.problems or sheet.outdated
    problems += _package_problems(folder, article)
    match, found = _prove(folder, article, sheets["paragraphs"], words)
    return Tables(sheets, match.words if match else None, article), match, [*problems, *found]


def _new(problems: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of the rules without those of cells that validation has told already."""
    cells: dict[tuple[str, str], set[str]] = {}
    for problem in told:
        cells.setdefault((problem.file, problem.row), set()).update(problem.column.split(", "))
    for problem in problems:
        if not cells.get((problem.file, problem.row), set()) & set(problem.column.split(", ")):
            yield problem


def _without_drafts(
    problems: Iterable[Problem], rows: Mapping[str, tuple[Row, ...]], drafts: Sequence[Row]
) -> tuple[tuple[Problem, ...], int]:
    """What is wrong, told apart from what is only open in rows that nobody has looked at: how many cells.

    A cell of a proposed row is open if it is blank and the contract or a rule asks for it.
    """
    placed = {(row.file, row.place): row for row in drafts}
    still_open = {(row.file, row.place, column) for row, column in open_cells(rows)}
    wrong = []
    for problem in dict.fromkeys(problems):
        row = placed.get((problem.file, problem.row))
        columns = problem.column.split(", ") if problem.column else []
        if row and columns and not any(map(row.cells.get, columns)):
            still_open |= {(row.file, row.place, column) for column in columns}
        else:
            wrong.append(problem)
    return tuple(wrong), len(still_open)


def _package_problems(folder: Path, article: Article | None) -> list[Problem]:
    """Whether datapackage.json is what the contract and article.toml give."""
    path = folder / PACKAGE
    if article is None or (path.is_file() and path.read_bytes() == _package(folder)):
        return []
    found = "other content" if path.is_file() else "no such file"
    expected = "what contract.json and article.toml give"
    return [Problem(path.name, "", "", found, expected, "Write it anew with: story generate.")]


def _package(folder: Path) -> bytes:
    return package_text(folder).encode("utf-8")


def _prove(
    folder: Path, article: Article | None, paragraphs: CsvTable, copy: Path | None
) -> tuple[Match | None, list[Problem]]:
    """Prove the copy at hand; what keeps it from being proved is a problem of the copy."""
    if article is None or not paragraphs.readable:
        return None, []
    path = copy or copy_path(folder, article)
    mend = (
        "Restore article.txt."
        if copy is None and article.text == "included"
        else "Attach a copy of this article with: story attach PATH."
    )
    try:
        match = prove_copy(folder, article, paragraphs.rows, copy)
    except ValueError as error:
        return None, [Problem(path.name, "", "", str(error), "a text file in UTF-8", mend)]
    if match is None and article.text == "included" and not words_hidden():
        return None, [Problem(path.name, "", "", "no such file", "the text of the story", mend)]
    if match is not None and not match.same_article:
        found = f"{len(match.words.paragraphs)} of {len(paragraphs.rows)} paragraphs"
        return None, [Problem(path.name, "", "", found, "a copy of this article", mend)]
    return match, []


def _proved(match: Match | None, paragraphs: CsvTable, copy: Path | None) -> str:
    """How far the words were proved, in a few words."""
    if match is None:
        if copy is None and words_hidden():
            return "words hidden, not proved"
        return "words not proved, which needs a copy of the article: story attach PATH"
    if match.words.complete:
        return "words proved"
    return f"words proved in {len(match.words.paragraphs)} of {len(paragraphs.rows)} paragraphs"
