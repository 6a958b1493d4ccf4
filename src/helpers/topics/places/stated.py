"""Every distance from the place on which an article turns: stated, answered and measured."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.story import evidence
from helpers.story.credits import publisher_name
from helpers.story.csv_tables import split
from helpers.story.story import Story, once
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.places import tables as places
from helpers.values import geodesy
from helpers.values.english import in_words, listed
from helpers.values.quantities import METRES, Quantity
from helpers.values.quantity_columns import CHECKED, checked
from helpers.values.records import columns, joined, lookup, records

ARTICLE, OWN, REFERENCE, PARTY, MEASURED = "article", "own", "reference", "party", "measured"
"""Who gives a distance: the article, the source of its claim once more, somebody else, a party to
the matter, a measure."""

READ = "read_in_copy"
"""The basis of a check whose number was read; any other was computed, at least in part."""

COLUMNS = (
    "from_place from_name to_place to_name given_by who measures paragraph value_km~ lower_km~"
    " upper_km~ bound unit from_edge? miles kilometres figure_ids claim_ids check_ids ref_ids"
)

ENDS = ("from_place", "from_name", "to_place", "to_name")

KM_PER_MILE = geodesy.convert(1, "mile", "km")

Row = Mapping[Any, Any]


@once
@columns(COLUMNS)
def every_distance(story: Story) -> list[dict[str, object]]:
    """Every figure for how far something is from the story's centre, whoever gives it.

    The article's own; of the claims that hold them, every length that a check has read, or has
    computed to some result; and the geodesic, by each gazetteer, where both ends are places. A
    check that was computed is left out where the gazetteers measure the same.

    Input: a story. Without a centre every stated distance counts.
    Output: to_name = "" if the far end is no place; given_by = article, own (the source of the claim
        once more), reference, party or measured; who speaks; measures = what the distance leads
        from and to; from_edge = it counts from the edge of the first place, not from its centre;
        miles, kilometres = the distance in words; paragraphs of the article and ids joined by "|".
        One part after the other for each pair of ends, in it the article first, then the others by
        their length.
    """
    stated = places.stated_distances(story.figures, story.places, story.claims, story.actors)
    if story.article.centre:
        here = (stated["from_place"] == story.article.centre).fillna(value=False)
        stated = stated[here].reset_index(drop=True)
    checks, points = _lengths(story), places.by_gazetteer(stated, story.coordinates)
    names = lookup(story.references, "ref_id", "publisher")
    rows: list[dict[str, object]] = []
    for _, part in stated.groupby(["from_place", "to_place"], dropna=False, sort=False):
        pair = part.iloc[0].to_dict()
        of_pair = points[points["figure_id"] == pair["figure_id"]]
        measured = list(_by_gazetteer(pair, joined(part["claim_id"]), of_pair, names))
        held = checks[checks["claim_id"].isin(part["claim_id"])]
        if measured:
            held = held[held["given_by"] != MEASURED]
        others = [*_from_checks(held, pair), *measured]
        rows += [*_from_article(part), *sorted(others, key=_by_length)]
    return rows


def limit_km(table: pd.DataFrame) -> pd.Series:
    """The one number of each distance, in km: its value, else the limit that it has."""
    return table["value_km"].fillna(table["upper_km"]).fillna(table["lower_km"])


def _by_length(row: Row) -> tuple[int, float]:
    """Whoever speaks before whatever is measured, and then by length."""
    known = (row["value_km"], row["upper_km"], row["lower_km"])
    return (row["given_by"] == MEASURED, float(next(km for km in known if km is not None)))


def _from_article(part: pd.DataFrame) -> Iterator[dict[Any, object]]:
    """The article's own figures; one that the same speaker gives twice is one row."""
    same = ["source", "bound", "unit", "value", "lower", "upper"]
    for _, rows in part.groupby(same, dropna=False, sort=False):
        first = rows.iloc[0].to_dict()
        yield {
            **first,
            **_article_words(first),
            "given_by": ARTICLE,
            "from_edge": False,
            "who": first["source"],
            "paragraph": joined(rows["paragraph"]),
            "figure_ids": joined(rows["figure_id"]),
            "claim_ids": joined(rows["claim_id"]),
        }


def _article_words(row: Row) -> dict[str, object]:
    """An approximate distance of the article in words; all others have theirs already."""
    if row["bound"] != "about" or row["unit"] not in METRES:
        return {}
    quantity = Quantity.of("about", row["value"], str(row["unit"]))
    return {"miles": quantity.length_in_words("mile"), "kilometres": quantity.length_in_words("km")}


def towards_places(table: pd.DataFrame) -> pd.DataFrame:
    """Of every distance, those to a place, which can be measured.

    Input: the output of every_distance. Output: its rows with a place at the far end.
    """
    return table[table["to_place"].notna()].reset_index(drop=True)


def of_the_news(table: pd.DataFrame) -> pd.DataFrame:
    """Of every distance, those that no map settles, as how far a force is.

    Input: the output of every_distance. Output: its rows without a place at the far end; all rows
    if these hold no two that somebody states.
    """
    told = table[table["to_place"].isna()]
    enough = (told["given_by"] != MEASURED).sum() > 1
    return (told if enough else table).reset_index(drop=True)


# ------------------------------------------------------------------------------ references


def _lengths(story: Story) -> pd.DataFrame:
    """The checks whose value is a length: with who gives it, in given_by and who."""
    checks = story.checks
    length = checks["unit"].str.removesuffix(places.EDGE).str.replace("_", " ")
    rules = crosscheck.judged(story).set_index("check_id")
    rules = rules[["standing", "own", "independent", "parties", "measures"]]
    table = checks.assign(length=length).join(rules.add_prefix("rules_"), on="check_id")
    # A length that was computed and settles nothing answers another question than the claim does.
    aside = (table["basis"] != READ) & (table["rules_standing"] == evidence.CANNOT_SETTLE)
    known = table[["value", "lower"]].notna().any(axis=1)
    table = table[length.isin(METRES) & known & ~aside.fillna(value=False)]
    party = set(
        story.references.loc[story.references["interested_party"].fillna(value=False), "ref_id"]
    )
    voices = _voices(story)
    given_by, who, used = [], [], []
    for row in records(table):
        beyond = row.rules_independent + row.rules_parties + row.rules_measures
        own = split(row.rules_own)
        # Whoever only repeats the claim's source is not named beside somebody who does not.
        alone = bool(own) and not beyond
        refs = [ref for ref in split(row.ref_ids) if alone or ref not in own]
        giver = OWN if alone else PARTY if refs and party.issuperset(refs) else REFERENCE
        given_by.append(giver if row.basis == READ else MEASURED)
        who.append(_shortened(voices[ref] for ref in refs))
        used.append("|".join(refs))
    return table.assign(given_by=given_by, who=who, ref_ids=used)


def _voices(story: Story) -> dict[str, str]:
    """By reference, who speaks on the page, and whose page it is where that is somebody else.

    A publisher with a comma says both by itself ("Foreign Office, in the Evening Standard"); else
    whoever the reference speaks for is named before the publisher.
    """
    names = lookup(story.actors, "actor_id", "name")
    found = {}
    for row in records(story.references):
        publisher = row.publisher
        speakers = [names.get(actor, actor) for actor in split(row.speaks_for)]
        own = not speakers or "," in publisher or publisher in speakers
        found[row.ref_id] = publisher if own else f"{listed(speakers)}, in {publisher}"
    return found


def _shortened(voices: Iterable[str]) -> str:
    """Those who give one number in a few words: one voice on several pages is named once."""
    pages: dict[str, list[str]] = {}
    for voice in dict.fromkeys(voices):
        speaker, _, page = voice.partition(", ")
        pages.setdefault(speaker, []).append(page)
    names = list(pages)
    if len(names) > 2:
        return f"{names[0]} and {in_words(len(names) - 1)} others"
    if len(names) == 2:
        return " and ".join(names)
    ((speaker, known),) = pages.items()
    if len(known) > 1:
        return f"{speaker}, on {in_words(len(known))} pages"
    return ", ".join(part for part in (speaker, *known) if part)


def _from_checks(checks: pd.DataFrame, pair: Row) -> Iterator[dict[str, object]]:
    """What references give; one number of the same publishers is one row for all its claims."""
    same = ["given_by", "who", *CHECKED, "measures"]
    for _, rows in checks.groupby(same, dropna=False, sort=False):
        row = rows.iloc[0].to_dict()
        value, lower, upper, bound = (row[name] for name in CHECKED[:-1])
        quantity = checked(value, lower, upper, bound, row["length"])
        yield {
            **{name: pair[name] for name in ENDS},
            **_in_km(quantity),
            **{name: row[name] for name in ("given_by", "who", "measures")},
            "ref_ids": joined(rows["ref_ids"]),
            "from_edge": str(row["unit"]).endswith(places.EDGE),
            "claim_ids": joined(rows["claim_id"]),
            "check_ids": joined(rows["check_id"]),
        }


# ------------------------------------------------------------------------------ gazetteers


def _by_gazetteer(
    pair: Row, claim_ids: str | None, found: pd.DataFrame, names: Mapping[Any, str]
) -> Iterator[dict[str, object]]:
    """The geodesic between two places, once for each gazetteer that has the far one.

    Where several have the near one, it is a range from the shortest to the longest.
    Input: the places; the claims that say how far they are apart; the distance by gazetteers, as
    `tables.by_gazetteer` gives it; the publishers by ref_id.
    """
    for ref, rows in found.groupby("to_ref", sort=False):
        low, high = float(rows["km"].min()), float(rows["km"].max())
        start = f"{in_words(len(rows))} points given for" if len(rows) > 1 else "the point of"
        yield {
            **{name: pair[name] for name in ENDS},
            **_in_km(Quantity.between(low, high, unit="km")),
            # A measure is no limit that somebody set, so it is rounded to the nearest.
            "miles": _measured([low / KM_PER_MILE, high / KM_PER_MILE], "miles"),
            "kilometres": _measured([low, high], "km"),
            "given_by": MEASURED,
            "from_edge": False,
            "who": publisher_name(names[ref]),
            "measures": f"its point, from {start} {pair['from_name']}",
            "claim_ids": claim_ids,
            "ref_ids": joined([ref, *rows["from_ref"]]),
        }


# ------------------------------------------------------------------------------ cells


def _in_km(quantity: Quantity) -> dict[str, object]:
    """The cells of a length: in km, with its bound and its own unit, and in words."""
    km = quantity.to("km")
    numbers = (km.value, km.lower, km.upper)
    value, lower, upper = (None if number is None else float(number) for number in numbers)
    return {
        "value_km": value,
        "lower_km": lower,
        "upper_km": upper,
        "bound": quantity.bound,
        "unit": quantity.unit,
        "miles": quantity.length_in_words("mile"),
        "kilometres": quantity.length_in_words("km"),
    }


def _measured(ends: Iterable[float], unit: str) -> str:
    """A measured length in words: "48.3 to 52.2 km", or one number where both ends agree."""
    words = dict.fromkeys(f"{end:.1f}" for end in ends)
    return f"{' to '.join(words)} {unit}"
