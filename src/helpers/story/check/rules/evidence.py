"""Rules about evidence: a check that rests on something, and on something other than its article."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from helpers.story.check.tables import Tables
from helpers.story.problem import Problem

NOT_CHECKED = "not_checked"
NOT_LOOKED_UP = "not_looked_up"
WITHOUT_REFERENCES = ("not_found", NOT_CHECKED)


def verdict_has_references(tables: Tables) -> Iterator[Problem]:
    """A verdict rests on references; only not_found and not_checked may have none."""
    for row in tables.rows("checks"):
        verdict = row.text("verdict")
        if verdict and verdict not in WITHOUT_REFERENCES and not row.items("ref_ids"):
            yield row.problem(
                "ref_ids",
                f"a blank cell beside the verdict {verdict}",
                "at least one reference",
                "Name the references in ref_ids, or write not_checked.",
            )


def unchecked_has_no_references(tables: Tables) -> Iterator[Problem]:
    """A check that was not made names no references."""
    for row in tables.rows("checks"):
        if row.text("verdict") == NOT_CHECKED and row.items("ref_ids"):
            yield row.problem(
                "ref_ids",
                f"{row.text('ref_ids')!r} beside the verdict {NOT_CHECKED}",
                "no references where nothing was looked up",
                "Choose another verdict, or blank ref_ids.",
            )


def not_looked_up_is_not_checked(tables: Tables) -> Iterator[Problem]:
    """Where nothing was looked up nothing was checked."""
    for row in tables.rows("checks"):
        looked = row.text("basis") != NOT_LOOKED_UP
        if not looked and row.text("verdict") not in ("", NOT_CHECKED):
            yield row.problem(
                "verdict",
                f"{row.text('verdict')} with the basis {NOT_LOOKED_UP}",
                NOT_CHECKED,
                f"Write {NOT_CHECKED}, or look it up and correct the basis.",
            )


def reach_is_stated(tables: Tables) -> Iterator[Problem]:
    """A check that was made says how far its references reach; one that was not says nothing."""
    for row in tables.rows("checks"):
        made = row.text("verdict") not in ("", NOT_CHECKED)
        if made and not row.text("shows"):
            yield row.problem(
                "shows",
                f"a blank cell beside the verdict {row.text('verdict')}",
                "matter (the references know it by themselves) or saying (it was said or reported)",
                "Fill in shows.",
            )
        elif row.text("verdict") == NOT_CHECKED and row.text("shows"):
            yield row.problem(
                "shows",
                f"{row.text('shows')!r} beside the verdict {NOT_CHECKED}",
                "a blank cell where nothing was looked up",
                "Blank shows, or choose another verdict.",
            )


def article_is_no_reference(tables: Tables) -> Iterator[Problem]:
    """No check cites its own article, by its address or by its publisher and title."""
    own = {
        row.key: found for row in tables.rows("references") if (found := _own(tables, row.cells))
    }
    for row in tables.rows("checks"):
        for ref in row.items("ref_ids"):
            if ref in own:
                yield row.problem(
                    "ref_ids",
                    f"{ref!r}, which {own[ref]}",
                    "references other than the article that is checked",
                    f"Take {ref!r} out of ref_ids, or correct its row in references.csv.",
                )


def value_has_its_unit(tables: Tables) -> Iterator[Problem]:
    """A value has a unit, and a unit a value."""
    for row in tables.rows("checks"):
        if row.text("value") and not row.text("unit"):
            yield row.problem(
                "unit",
                f"a blank cell beside the value {row.text('value')}",
                "the unit of the value, in the singular",
                "Write the unit: km, mile, person ...",
            )
        elif row.text("unit") and not row.text("value"):
            yield row.problem(
                "value",
                f"a blank cell beside the unit {row.text('unit')}",
                "the number that the unit belongs to",
                "Fill in the value, or blank the unit.",
            )


def value_has_its_bound(tables: Tables) -> Iterator[Problem]:
    """A value has a bound and says what it measures; without a value both are blank."""
    expected = {
        "bound": "how the value is to be read: exact, about, at_most ...",
        "measures": "what the value measures, in a few words of our own",
    }
    for row in tables.rows("checks"):
        for column, words in expected.items():
            if row.text("value") and not row.text(column):
                found = f"a blank cell beside the value {row.text('value')}"
                yield row.problem(column, found, words, f"Fill in {column}.")
            elif row.text(column) and not row.text("value"):
                found = f"{row.text(column)!r} without a value"
                yield row.problem(
                    column, found, "a blank cell", f"Blank {column}, or give a value."
                )


def _own(tables: Tables, cells: dict[str, str]) -> str:
    """Why a reference is the article itself; "" if it is not."""
    article = tables.article
    address = _page(cells["address"])
    if address and address == _page(article.url):
        return "has the address of the article"
    same_title = _plain(cells["title"]) == _plain(article.headline)
    if same_title and _plain(cells["publisher"]) == _plain(article.outlet):
        return "has the publisher and the title of the article"
    return ""


def _page(address: str) -> str:
    """An address without what does not change the page: scheme, www, query, a slash at the end."""
    parts = urlsplit(address.strip())
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}"


def _plain(words: str) -> str:
    """Words without case, punctuation and spaces, to compare them."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())
