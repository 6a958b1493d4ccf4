"""Proving a copy of an article by its hashes alone, on small texts and on the stories' own."""

import textwrap
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helpers.story.article_copy import proof, search
from helpers.story.article_copy.proof import Known, Match, known_paragraphs, prove
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import Row, read_table
from helpers.story.locators import digest, normalise
from helpers.story.project import story_folder, story_ids
from helpers.story.story import Story

from .damage import DAMAGES

# Words without line breaks inside them, some with a hyphen; few, so that runs repeat.
TOKENS = st.sampled_from(
    ("Isolde", "well-known", "9", "ships", "sank", "-", "'quoted'", "Zoë", "U.N.", "by", "the")
)
PARAGRAPHS = st.lists(
    st.lists(TOKENS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8
)
# Kinds that change characters of any text, and add no words.
KEPT = {
    kind
    for kind in DAMAGES
    if not any(word in kind for word in ("capital", "drop", "advert", "furniture", "glued"))
}
# Kinds after which a character of the article is none of the copy.
CODED = {kind for kind in DAMAGES if "mojibake" in kind or "entities" in kind}
WIDTHS = st.integers(min_value=10, max_value=90)


def proved(paragraphs: list[str], copy: str, *furniture: Known) -> Match:
    """What a copy proves of an article of these paragraphs."""
    known = [
        Known(number, "body", len(text), digest(text))
        for number, text in enumerate(paragraphs, start=1)
    ]
    return prove([*known, *furniture], copy)


@given(PARAGRAPHS, WIDTHS)
def test_paragraphs_are_found_wherever_the_lines_are_broken(
    paragraphs: list[str], width: int
) -> None:
    copy = textwrap.fill(
        " ".join(paragraphs), width, break_long_words=False, break_on_hyphens=False
    )
    found = proved(paragraphs, copy)
    assert dict(found.words.paragraphs) == dict(enumerate(paragraphs, start=1))
    assert (found.share, found.extra) == (1, ())


@given(PARAGRAPHS, WIDTHS)
def test_broken_hyphens_curly_quotes_and_dashes_of_a_copy_do_not_matter(
    paragraphs: list[str], width: int
) -> None:
    copy = "\n".join(textwrap.fill(text, width, break_long_words=False) for text in paragraphs)
    assert proved(paragraphs, copy).words.complete
    curly = "\r\n".join(paragraphs).replace("'", "\u2019").replace(" - ", " \u2013 ")
    assert proved(paragraphs, "\n" + curly).words.complete


@given(PARAGRAPHS, st.data())
def test_extra_paragraphs_and_missing_ones_move_nothing(
    paragraphs: list[str], data: st.DataObject
) -> None:
    here = data.draw(st.lists(st.booleans(), min_size=len(paragraphs), max_size=len(paragraphs)))
    lines = ["Furniture of the page"]
    for text, kept in zip(paragraphs, here, strict=True):
        lines += [text, "More furniture"] if kept else ["Even more furniture"]
    words = proved(paragraphs, "\n\n".join(lines)).words
    for number, (text, kept) in enumerate(zip(paragraphs, here, strict=True), start=1):
        # A paragraph that was dropped may still stand inside another: its words are proved all
        # the same, since its hash is.
        assert words.paragraphs.get(number) in ((text,) if kept else (text, None))
        assert (number in words.paragraphs) is not (number in words.missing)


@given(PARAGRAPHS, st.data())
def test_a_changed_letter_or_figure_is_never_proved(
    paragraphs: list[str], data: st.DataObject
) -> None:
    text = "Unlike any other, 40 times " + paragraphs[0]
    at = data.draw(st.sampled_from([at for at, c in enumerate(text) if c.isalnum()]))
    new = data.draw(
        st.sampled_from(["", "x7"[text[at].isdigit()] + text[at], "y8"[text[at].isdigit()]])
    )
    assume(new != text[at])
    copy = text[:at] + new + text[at + 1 :]
    assert not proved([text], copy).words.complete
    damage = data.draw(st.sampled_from([DAMAGES[kind] for kind in KEPT]))
    assert not proved([text], damage([copy], Random(1))).words.complete


@given(PARAGRAPHS, st.sampled_from(sorted(KEPT)), st.integers(0, 99))
# Its bytes in cp1252 are a letter of Korean in UTF-8.
@example(["Zoë 'quoted'"], "entities", 0)
# The first stands inside the second too.
@example([" ".join(["Isolde"] * times) for times in (5, 6)], "entities", 0)
# A soft hyphen at the end of a paragraph joins it to none.
@example(["Isolde Isolde 9", "Isolde"], "soft hyphens", 7)
def test_what_copying_does_to_any_paragraphs_is_undone(
    paragraphs: list[str], kind: str, chance: int
) -> None:
    copy = DAMAGES[kind](paragraphs, Random(chance))
    assert dict(proved(paragraphs, copy).words.paragraphs) == dict(enumerate(paragraphs, start=1))


COPIES = [
    ("The \u00adpeo\u00adple", "The people"),
    ("The peo\u00ad\nple", "The people"),
    ("\ufeffThe\ufeff people", "The people"),
    ("A\u200b mile\u200e off\u2060.", "A mile off."),
    ("The \ufb01rst \ufb02oor o\ufb03ce", "The first floor office"),
    ("``A mile,'' he said", '"A mile," he said'),
    ("''A mile,'' he said", '"A mile," he said'),
    (",,A mile,'' he said", '"A mile," he said'),
    ("\u00abA mile\u00bb, he said", '"A mile", he said'),
    ("\u00ab A mile \u00bb, he said", '"A mile", he said'),
    ("\u00bbA mile\u00ab, he said", '"A mile", he said'),
    ("\u2039A mile\u203a, he said", "'A mile', he said"),
    ("the city\u02bcs gate", "the city's gate"),
    ("the city`s gate", "the city's gate"),
    ("the city\u00b4s gate", "the city's gate"),
    ("wait \u2026 no", "wait ... no"),
    ("wait . . . no", "wait... no"),
    ("wait...", "wait\u2026"),
    ("wait\u2026 no\u2026", "wait... no. . ."),
    ("a\u00a0mile\u2009off\u202f.", "a mile off ."),
    ("a mile--no more", "a mile\u2014no more"),
    ("a mile \u2e3a no more", "a mile - no more"),
    ("the bombard-\nment", "the bombardment"),
    ("a well-\nknown man", "a well-known man"),
    ("a well-\nknown bombard-\nment", "a well-known bombardment"),
    ("two- \nand three-storey", "two- and three-storey"),
    ("\uff21 \uff4d\uff49\uff4c\uff45\uff0c \uff13\uff10\uff10\uff10", "A mile, 3000"),
    ("Zoe\u0308\u2019s caf\u0065\u0301", "Zo\u00eb's caf\u00e9"),
    ("AT&amp;T&rsquo;s&nbsp;men", "AT&T's men"),
    ("AT&amp;amp;T&#8217;s men", "AT&T's men"),
    ("It\u00e2\u20ac\u2122s \u00e2\u20ac\u0153fine\u00e2\u20ac\u009d", 'It\'s "fine"'),
    ("\u00e2\u20ac\u0153fine\u00e2\u20ac he said", '"fine" he said'),
    ("caf\u00c3\u00a9\u00c2\u00a0owner", "caf\u00e9 owner"),
    ("T he city fell", "The city fell"),
    ("T\nhe city fell", "The city fell"),
    ('"T he city" fell', '"The city" fell'),
    ("THE CITY fell", "The city fell"),
    ("T HE CITY OF ROME fell", "The city of Rome fell"),
    ("A man fell", "A man fell"),
    ("The city\nADVERTISEMENT\nfell", "The city fell"),
    ("The city Read more: 12 things fell", "The city fell"),
    ("2\u00bd miles", "2\u00bd miles"),
    ("2\u00bd miles", "21/2 miles"),
    ("the \u200dbrand\u2122", "the brandTM"),
    ("\U0001d413he city", "The city"),
    ("a city\u2028of men", "a city of men"),
]


@pytest.mark.parametrize(("copy", "paragraph"), COPIES)
def test_a_copy_stands_for_the_paragraph_it_was_made_from(copy: str, paragraph: str) -> None:
    [paragraph] = normalise(paragraph)
    # A headline that is as it was tells of which article the copy is.
    found = proved([paragraph, "A headline"], f"A headline\n\n{copy}")
    assert found.words.paragraphs[1] == paragraph
    assert len(found.places[1]) == len(paragraph)


@pytest.mark.parametrize(
    ("copy", "paragraph"),
    [
        ("a mile", "a mi1e"),
        ("3,000 men", "3.000 men"),
        ("300 men", "30 men"),
        ("30 men", "300 men"),
        ("1930", "1931"),
        ("-5", "5"),
        ("They sank 1.5 men … deep", "5 men... deep"),
        ("Some 1.5 men (photo) were lost", "5 men were lost"),
        ("the cafe", "the caf\u00e9"),
        ("no man", "now man"),
        ("a city ISIS held", "a city Isis held"),
        ("A CITY that ISIS held", "A city that Isis held"),
        ("A BIG CITY\nISIS held", "A big city Isis held"),
        ("The city did fall", "The city did not fall"),
        ("two miles", "2 miles"),
        ("wellknown", "well-known"),
        ("fell. The city", "The city fell."),
        ("\u0430 mile", "a mile"),  # a Cyrillic letter
    ],
)
def test_other_letters_or_figures_are_another_paragraph(copy: str, paragraph: str) -> None:
    assert proved([paragraph, "A headline"], f"A headline\n\n{copy}").words.missing == (1,)


@pytest.mark.parametrize(
    ("paragraphs", "copy", "matched", "extra", "extra_words"),
    [
        (["the bombardment ended"], "the bombard-\nment ended", [1], (), 0),
        (
            ["same words", "other", "same words"],
            "same words\nother\nsame words\n",
            [1, 2, 3],
            (),
            0,
        ),
        (["one two", "three"], "Cookies here\n\none\ntwo three\nSign up now\n", [1, 2], (1, 5), 5),
        (["one two", "three"], "quite another text", [], (1,), 3),
        (["one two"], "", [], (), 0),
        (["a ship"], "a shipping line", [], (1,), 3),
        (["ship"], "a flagship line", [], (1,), 3),
    ],
)
def test_a_copy_proves_whole_words_and_the_rest_is_told_by_line(
    paragraphs: list[str], copy: str, matched: list[int], extra: tuple[int, ...], extra_words: int
) -> None:
    found = proved(paragraphs, copy)
    assert list(found.words.paragraphs) == matched
    assert tuple(one.line for one in found.extra) == extra
    assert sum(one.words for one in found.extra) == extra_words
    assert found.same_article is bool(matched)


def test_boilerplate_does_not_count_towards_the_share() -> None:
    found = proved(["abcdef", "xyz"], "abcdef", Known(3, "boilerplate", 40, digest("f" * 40)))
    assert found.share == pytest.approx(6 / 9)
    assert found.words.missing == (2, 3)
    assert found.same_article
    assert prove([], "anything").share == 0


def test_words_give_a_span_only_where_it_is_proved() -> None:
    words = proved(["one two", "three"], "one two").words
    places = [(1, 4, 7), (1, 4, 8), (1, 4, 4), (1, -3, 2), (2, 0, 1)]
    assert [words.span(*place) for place in places] == ["two", None, None, None, None]
    assert (words.missing, words.complete) == ((2,), False)


@pytest.fixture(scope="module", params=["example", "article"])
def located(request: pytest.FixtureRequest, root: Path) -> tuple[list[str], dict[str, list[Row]]]:
    """The paragraphs of an article, and the rows of its story that say where they stand, by table."""
    path = root / "data/stories/example/article.txt"
    if request.param == "article":
        path = request.getfixturevalue("article_copy")
    paragraphs = normalise(path.read_text(encoding="utf-8"))
    for folder in map(story_folder, story_ids()):
        rows = {name: list(read_table(folder, name).rows) for name in TABLES}
        if rows["paragraphs"][0].text("sha256") == digest(paragraphs[0]):
            return paragraphs, rows
    raise LookupError


@pytest.mark.parametrize("kind", ["as it is", *DAMAGES])
def test_a_damaged_copy_is_proved_and_every_locator_finds_its_characters(
    kind: str, located: tuple[list[str], dict[str, list[Row]]]
) -> None:
    paragraphs, rows = located
    copy = "\n".join(paragraphs)
    if kind in DAMAGES:
        copy = DAMAGES[kind](paragraphs, Random(1))
    found = prove(known_paragraphs(rows["paragraphs"]), copy)
    assert list(found.words.paragraphs.values()) == paragraphs
    for row in (row for name in TABLES if table(name).located for row in rows[name]):
        place = [row.whole(column) or 0 for column in ("paragraph", "start", "end")]
        words = found.words.span(*place) if place[0] else None
        assert words is None or digest(words) == row.text("sha256")
    for number, text in found.words.paragraphs.items():
        at = found.places[number]
        assert len(at) == len(text)
        if kind not in CODED:
            there = [unicodedata.normalize("NFKC", copy[place : place + 2]) for place in at]
            assert all(
                c.casefold() in there[i].casefold()
                for i, c in enumerate(unicodedata.normalize("NFC", text))
                if c.isalnum()
            )


def test_a_wrapped_copy_is_proved_at_every_width(example: Story) -> None:
    text = (example.folder / "article.txt").read_text(encoding="utf-8")
    known = known_paragraphs(read_table(example.folder, "paragraphs").rows)
    for width in (20, 72, 10_000):
        assert prove(known, textwrap.fill(text, width)).words == example.words


def test_a_copy_whose_lines_are_the_paragraphs_is_proved_as_by_the_search(
    example: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = known_paragraphs(read_table(example.folder, "paragraphs").rows)
    text = (example.folder / "article.txt").read_text(encoding="utf-8")
    windows = text.replace("\n", "\r\n")
    monkeypatch.setattr(proof, "_search", None)
    quick = [prove(known, copy) for copy in (text, windows)]
    monkeypatch.undo()
    monkeypatch.setattr(proof, "_line_by_line", lambda *_: None)
    for copy, match in zip((text, windows), quick, strict=True):
        searched = prove(known, copy)
        assert match.words == searched.words
        assert match.places == searched.places
        assert (list(match.extra), list(match.left_over), match.share) == ([], [], searched.share)


def test_a_line_that_is_not_its_paragraph_letter_by_letter_is_searched_for(example: Story) -> None:
    known = known_paragraphs(read_table(example.folder, "paragraphs").rows)
    lines = [line for line in (example.folder / "article.txt").read_text().splitlines() if line]
    for broken in ([f" {lines[0]}", *lines[1:]], lines[1:], [lines[1], lines[0], *lines[2:]]):
        assert proof._line_by_line(known, "\n".join(broken)) is None
    assert proof._line_by_line(known, "\n".join(lines)) is not None


def _texts_hashed(monkeypatch: pytest.MonkeyPatch, paragraphs: list[str], copy: str) -> int:
    hashed: list[str] = []

    def counted(text: str) -> str:
        hashed.append(text)
        return digest(text)

    with monkeypatch.context() as patched:
        patched.setattr(search, "digest", counted)
        assert 2 in proved(paragraphs, copy).words.paragraphs
    return len(hashed)


@pytest.mark.parametrize(
    "line", ['"', "A ", "½.", "« »", "''\n", "a\n", "THE END.\nIT ", "day morning\n\nAt least six"]
)
def test_a_line_that_stands_there_again_and_again_is_searched_once(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraphs = ["The ferry has sunk outside the port.", "Six people drowned, the owners say."]
    monkeypatch.setattr(search, "MOST_TRIES", 300)
    monkeypatch.setattr(search, "MOST_READINGS_IN_ALL", 300)
    few, many = (
        _texts_hashed(monkeypatch, paragraphs, f"{line * times}\n{paragraphs[1]}")
        for times in (60, 600)
    )
    assert many <= few + 100


def test_a_paragraph_that_somebody_wrote_into_is_found_beside_long_menus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What stands between two paragraphs is searched before the rest, whose tries may run out."""
    paragraphs = [
        "The ferry has sunk outside the port.",
        "Six people drowned, the owners said.",
        "The search for others will go on today.",
    ]
    menus = "\n".join(f"{name} news and weather" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4)
    copy = "\n".join([menus, paragraphs[0], "Six people (photo) drowned, the owners said."])
    monkeypatch.setattr(search, "MOST_TRIES", 500)
    assert proved(paragraphs, f"{copy}\n{paragraphs[2]}\n{menus}").words.complete


@pytest.mark.parametrize("limit", ["MOST_TRIES", "MOST_READINGS_IN_ALL"])
def test_a_search_without_end_is_given_up(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = ["The ferry has sunk outside the port.", "Six people drowned, the owners said."]
    menus = "\n".join("".join(Random(line).choices("a-… A½.", k=30)) for line in range(12))
    hashed = []
    for most in (10, 1_000):
        monkeypatch.setattr(search, limit, most)
        hashed.append(_texts_hashed(monkeypatch, paragraphs, f"{menus}\n{paragraphs[1]}"))
    assert hashed[0] < hashed[1]
