"""Everything that reads what others wrote: real content of it, and what reading may say of it."""

import gzip
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from helpers.corpus.manifest import FILE, LeftOut, Made, Manifest, read_manifest, write_manifest
from helpers.datasets.ged.download import GedError
from helpers.datasets.ged.recomputation import recompute
from helpers.desk.generate import drift
from helpers.story import dataset, notes
from helpers.story.article import read_article
from helpers.story.article_copy.attach import AttachError, attach
from helpers.story.article_copy.proof import known_paragraphs, prove
from helpers.story.check import check
from helpers.story.contract import TABLES, table, version
from helpers.story.csv_tables import read_table
from helpers.story.locators import locate, normalise, shared_runs
from helpers.story.problem import Problem, StoryError
from helpers.story.story import open_story
from helpers.story.text_files import read_copy
from helpers.topics import finding
from helpers.values import date_words, dates
from helpers.values.quantity_parser import UnreadError, read
from tests.datasets.ged.conftest import ASKED, as_csv, event

ROOT = Path(__file__).resolve().parents[2]
STORIES = Path("data", "stories")
LONGEST_MESSAGE = 2_000
"""So many characters a line may have: a message is read by a person."""

RUNS = re.compile(
    r"""<script|<img[^>]*\son|(?:href|src)="(?:javascript|vbscript|data:text)""", re.I
)
"""What would run in a page made of Markdown."""

Read = Callable[[str, bytes], None]


@dataclass(frozen=True)
class Reader:
    """What is read: real content by name, and what reads it once it is damaged.

    `begin` gives, for the folder of a project of its own, what takes a name and a content; that
    raises whatever reading was not meant to, an AssertionError for a message that is of no use.
    """

    seeds: Mapping[str, bytes]
    begin: Callable[[Path], Read]


def project(folder: Path) -> Path:
    """A bare project that holds the stories of this one, for a reader to break."""
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def _files(pattern: str) -> dict[str, bytes]:
    base = ROOT / STORIES
    found = sorted(base.glob(pattern))
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in found}


# ------------------------------------------------------------------------------ what is told


def expect_a_message(text: str) -> None:
    """A line that a person can read: printed as it is, of bounded length."""
    assert text.strip(), "an error without a word"
    assert len(text) <= LONGEST_MESSAGE, f"a message of {len(text)} characters: {text[:200]}"
    odd = {c for c in text if not c.isprintable()}
    assert not odd, f"a message with {odd!r}: {text[:200]!r}"


def expect_problems(problems: Iterable[Problem]) -> None:
    """Problems each with their file, what was found and expected, and how to mend it."""
    for problem in problems:
        expect_a_message(str(problem))
        told = (problem.file, problem.found, problem.expected, problem.mend)
        assert all(part.strip() for part in told), f"a problem without one of its parts: {problem}"


@contextmanager
def refusing(*errors: type[Exception]) -> Iterator[None]:
    """Let what is read be refused by these errors, if they say something."""
    try:
        yield
    except errors as error:
        for line in str(error).splitlines():
            expect_a_message(line)
        expect_problems(getattr(error, "problems", ()))


# ------------------------------------------------------------------------------ files of a story


@contextmanager
def _replaced(path: Path, content: bytes) -> Iterator[Path]:
    """A file with other content, for as long as it is read."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield path
    finally:
        path.write_bytes(before)


def _tables(folder: Path) -> Read:
    base = project(folder) / STORIES
    known = {table(name).path: name for name in TABLES}

    def read_it(name: str, content: bytes) -> None:
        with _replaced(base / name, content) as path:
            found = read_table(path.parent, known[path.name])
        expect_problems(found.problems)
        assert all(None not in row.cells.values() for row in found.rows)

    return read_it


def _whole_stories(folder: Path) -> Read:
    """A story of which one file is damaged: checked, generated from, opened, its notes read."""
    base = project(folder) / STORIES

    def read_it(name: str, content: bytes) -> None:
        with _replaced(base / name, content) as path:
            story_id = path.relative_to(base).parts[0]
            report = check(story_id, root=folder)
            expect_problems(report.problems)
            with refusing(StoryError):
                expect_problems(finding.problems(open_story(story_id, root=folder)))
            # What is clean can be opened.
            assert not report.clean or open_story(story_id, root=folder).id == story_id

    return read_it


def _articles(folder: Path) -> Read:
    base = project(folder) / STORIES

    def read_it(name: str, content: bytes) -> None:
        with _replaced(base / name, content) as path:
            article, problems = read_article(path.parent)
            with refusing(StoryError):
                drift(folder)
        expect_problems(problems)
        assert (article is None) == bool(problems)
        if article:
            expect_problems(dataset.problems(article))
            dataset.reference(article)

    return read_it


def _notes(folder: Path) -> Read:
    base = project(folder) / STORIES
    opened = {path.name: open_story(path.name, root=folder) for path in base.iterdir()}

    def read_it(name: str, content: bytes) -> None:
        story, topic = name.split("/")[0], Path(name).stem
        # A story with this note alone, since all of them together take a second.
        alone = folder / "alone" / name
        shutil.rmtree(folder / "alone", ignore_errors=True)
        alone.parent.mkdir(parents=True)
        alone.write_bytes(content)
        with refusing(StoryError):
            noted = replace(opened[story], folder=alone.parents[1])
            expect_problems(finding.problems(noted))
            html = notes.to_html(notes.render(noted, topic) or "")
            assert not RUNS.search(html), RUNS.findall(html)

    return read_it


# ------------------------------------------------------------------------------ copies of articles


@cache
def _paragraphs(story_id: str) -> tuple[str, ...]:
    return tuple(normalise((ROOT / STORIES / story_id / "article.txt").read_text("utf-8")))


def _copies_seeds() -> dict[str, bytes]:
    text = (ROOT / STORIES / "example" / "article.txt").read_bytes()
    lines = "".join(f"<p class='a'>{line}</p>\n" for line in text.decode().splitlines() if line)
    page = f"<!DOCTYPE html><html><head><title>A</title></head><body>{lines}</body></html>"
    mine = os.environ.get("CLAIM_ARTICLE")
    copies = {"copy": text, "page": page.encode()}
    return copies | ({"named": Path(mine).read_bytes()} if mine else {})


def _attached(folder: Path) -> Read:
    base = project(folder) / STORIES
    for path in base.glob("*/article.toml"):
        source = path.read_text(encoding="utf-8")
        path.write_text(source.replace('"included"', '"attached"'), encoding="utf-8")
    (base / "example" / "article.txt").unlink()
    kept = base / "example" / "attached.txt"
    copy = folder / "copy.txt"

    def read_it(_: str, content: bytes) -> None:
        copy.write_bytes(content)
        kept.unlink(missing_ok=True)
        with refusing(AttachError, StoryError):
            outcome = attach(copy, root=folder)
            for line in outcome.lines:
                expect_a_message(line)

    return read_it


def _proved(folder: Path) -> Read:
    base = project(folder) / STORIES
    known = known_paragraphs(read_table(base / "example", "paragraphs").rows)
    copy = folder / "copy.txt"

    def read_it(_: str, content: bytes) -> None:
        copy.write_bytes(content)
        with refusing(ValueError):
            text = read_copy(copy)
            match = prove(known, text)
            # Nothing is proved but the paragraphs themselves.
            expected = dict(enumerate(_paragraphs("example"), start=1))
            assert all(expected[at] == words for at, words in match.words.paragraphs.items())

    return read_it


def _locators(_: Path) -> Read:
    paragraphs = _paragraphs("example")

    def read_it(__: str, content: bytes) -> None:
        words = content.decode("utf-8", "surrogateescape")
        found = normalise(words)
        assert normalise("\n".join(found)) == found
        located = locate(paragraphs, words)
        assert all(paragraphs[one.paragraph - 1][one.start : one.end] for one in located)
        shared_runs(words, "\n".join(paragraphs))

    return read_it


# ------------------------------------------------------------------------------ words and values


def _column_of(name: str, column: str) -> bytes:
    stories = [path.name for path in sorted((ROOT / STORIES).iterdir()) if path.is_dir()]
    cells = pd.concat([open_story(one).table(name)[column] for one in stories])
    return "\n".join(dict.fromkeys(cells.dropna())).encode()


def _lines_of(content: bytes) -> dict[str, bytes]:
    return {f"{at:04}": line for at, line in enumerate(content.splitlines())}


def _dates(_: Path) -> Read:
    def read_it(_: str, content: bytes) -> None:
        cell = content.decode("utf-8", "surrogateescape")
        for sentence in dates.problems(cell):
            expect_a_message(sentence)
        with suppress(dates.DateError):
            span = dates.resolve(cell)
            assert bool(dates.describe(cell)) == (span is not None)
            assert span is None or not span.bounded or span.earliest <= span.latest  # type: ignore[operator]

    return read_it


def _date_words(_: Path) -> Read:
    def read_it(_: str, content: bytes) -> None:
        words = content.decode("utf-8", "surrogateescape")
        assert set(date_words.weekdays(words)) <= set(date_words.WEEKDAYS)
        for to_the_day in (True, False):
            assert all(1500 <= one < 2100 for one in date_words.years(words, to_the_day=to_the_day))

    return read_it


def _quantities(_: Path) -> Read:
    def read_it(_: str, content: bytes) -> None:
        words = content.decode("utf-8", "surrogateescape")
        with refusing(UnreadError):
            assert str(read(words))

    return read_it


def _figures_seeds() -> dict[str, bytes]:
    tried = ROOT / "tests" / "values" / "quantities.csv"
    listed = pd.read_csv(tried, dtype=str).iloc[:, 0].dropna()
    return _lines_of(_column_of("figures", "surface") + b"\n" + "\n".join(listed).encode())


# ------------------------------------------------------------------------------ a corpus


def _manifests_seeds() -> dict[str, bytes]:
    known = Manifest(
        version(), "0" * 64, "1" * 64, {"a": Made("2", "3")}, {"b": LeftOut("4", ("no story",))}
    )
    return {FILE: f"{json.dumps(asdict(known), indent=1)}\n".encode()}


def _manifests(folder: Path) -> Read:
    def read_it(name: str, content: bytes) -> None:
        (folder / name).write_bytes(content)
        with refusing(StoryError):
            write_manifest(folder, read_manifest(folder))

    return read_it


# ------------------------------------------------------------------------------ UCDP GED


def _ged_seeds() -> dict[str, bytes]:
    days = ((n, f"2019-01-{n}/2019-02-{n}", (n, n + 3, n + 4)) for n in range(11, 29))
    text = as_csv([event(*each) for each in days], tagged=False).encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("GEDEvent.csv", text)
    book = io.BytesIO()
    pd.read_csv(io.BytesIO(text), dtype=str).to_excel(book, index=False)
    return {
        "a.csv": text,
        "b.csv": text,
        "c.csv": text.replace(b",", b";"),
        "d.csv": text.decode().encode("utf-16"),
        "e.zip": archive.getvalue(),
        "f.gz": gzip.compress(text),
        "g.xlsx": book.getvalue(),
    }


def _releases(folder: Path) -> Read:
    story = open_story("example")
    settings = dataset.of_story(story, ASKED, None)

    def read_it(name: str, content: bytes) -> None:
        path = folder / name
        path.write_bytes(content)
        with refusing(GedError):
            done = recompute(path, settings, lambda _: None)
            for note in done.reading.notes:
                expect_a_message(note)

    return read_it


READERS: Mapping[str, Callable[[], Reader]] = MappingProxyType(
    {
        "tables": lambda: Reader(_files("*/*.csv"), _tables),
        "articles": lambda: Reader(_files("*/article.toml"), _articles),
        "stories": lambda: Reader(
            _files("example/*.csv") | _files("*/article.toml") | _files("*/datapackage.json"),
            _whole_stories,
        ),
        "notes": lambda: Reader(_files("*/notes/*.md"), _notes),
        "copies": lambda: Reader(_copies_seeds(), _proved),
        "attach": lambda: Reader(_copies_seeds(), _attached),
        "locators": lambda: Reader(_lines_of(_column_of("figures", "surface")), _locators),
        "dates": lambda: Reader(_lines_of(_column_of("events", "when")), _dates),
        "date words": lambda: Reader(_lines_of(_column_of("events", "surface")), _date_words),
        "quantities": lambda: Reader(_figures_seeds(), _quantities),
        "manifests": lambda: Reader(_manifests_seeds(), _manifests),
        "releases": lambda: Reader(_ged_seeds(), _releases),
    }
)
"""Every reader by its name; made only when it is asked for."""
