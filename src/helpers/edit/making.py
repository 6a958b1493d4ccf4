"""New rows: each with an id of its own, and with what is made along with it."""

from collections.abc import Sequence

from helpers.draft.proposed import following, slug
from helpers.edit.rows import PROPOSALS, located, refuse_twice
from helpers.edit.sheets import Cells, Sheets, with_row
from helpers.edit.tables import referred, row_id, table
from helpers.story.article_copy.proof import Words


def make(
    sheets: Sheets,
    name: str,
    cells: Cells,
    words: Words | None,
    beside: Sequence[tuple[str, Cells]] = (),
) -> Sheets:
    """A new row, and rows that are made along with it and name it.

    Raises:
        EditError: a span without words, or a row of that key stands there already.
    """
    told: dict[str, str] = dict.fromkeys(table(name).columns, "") | dict(cells)
    if name == "casualties" and told["ref_id"] and not told["claim_id"]:
        # A toll that a reference gives does not stand in the article.
        told |= dict.fromkeys(("paragraph", "start", "end", "sha256"), "")
    whole = dict(located(told, words))
    key = table(name).key
    if len(key) == 1 and not whole[key[0]]:
        whole[key[0]] = new_id(sheets, name, whole)
    if name == "references":
        # Most voices know it by themselves; whoever repeats one says so.
        whole["origin"] = whole["origin"] or whole["ref_id"]
    refuse_twice(sheets, name, row_id(name, whole), whole)
    found = with_row(sheets, name, whole)
    for other, more in beside:
        named = {
            field.name: whole[key[0]]
            for field in table(other).fields
            if referred(other, field) == name and not more.get(field.name)
        }
        found = make(found, other, {**more, **named}, words)
    return found


def new_id(sheets: Sheets, name: str, cells: Cells) -> str:
    """An id for a row that has none: the next number of its table, or one of its name.

    An id that a proposal had is given to nobody, even if its row was dropped.
    """
    once = {each["row_id"] for each in sheets[PROPOSALS].rows() if each["table"] == name}
    taken = {*sheets[name].places, *once}
    pattern = table(name).field(table(name).key[0]).pattern or ""
    if r"\d" in pattern:
        return following(pattern[0], taken)
    if name == "topics":
        words = "".join(each if each.isalpha() else " " for each in cells["label"])
        plain = slug(words, ()).replace("-", "_")
        return next(
            one for one in (plain + "_more" * turn for turn in range(99)) if one not in taken
        )
    if name == "references":
        return slug(f"{cells['publisher']} {cells['kind'].rpartition('_')[2]}", taken)
    return slug(cells["name"], taken)
