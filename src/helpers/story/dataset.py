"""What is asked of the dataset: side, country, periods, centre, town.

A story says it once, in the table [recompute.ged] of its article.toml; the command may ask for
something else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from helpers.story.article import Article, read_article
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder, story_ids
from helpers.story.story import Story
from helpers.values import dates

TABLE = "recompute.ged"
WORDS = {
    "reference": "the ref_id under which the story cites the dataset",
    "country": "a country as the dataset writes it",
    "side": "a side of the fighting as the dataset writes it",
    "centre_place": "what the dataset calls the place of the centre",
    "town": "a place as the dataset writes it",
}
PERIODS = {
    "months": "whole months such as 2013-01/2014-12",
    "events": "a period such as 2014-08/2014-10",
    "places": "a period such as 2014-08/2014-09-29",
    "town_events": "a period such as 2014-09/2014-10",
}
OTHERS = {
    "radius_km": "a distance in km, above 0",
    "as_published": "event ids in square brackets",
}
ENTRIES = {**WORDS, **PERIODS, **OTHERS}
NEEDED = tuple(name for name in ENTRIES if name != "as_published")
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", re.ASCII)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included, as they are written in the tables."""

    first: date
    last: date
    text: str

    @property
    def months(self) -> list[str]:
        """Its months: 2013-01, 2013-02."""
        ends = (self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month)
        counted = ((number - 1) // 12 for number in range(ends[0], ends[1] + 1))
        names = ((number - 1) % 12 + 1 for number in range(ends[0], ends[1] + 1))
        return [f"{year:04}-{month:02}" for year, month in zip(counted, names, strict=True)]


@dataclass(frozen=True)
class Centre:
    """The point from which distances are measured, in degrees on WGS 84.

    `slug` stands in the names of columns, `place` is what the dataset calls the place.
    """

    slug: str
    latitude: float
    longitude: float
    place: str


@dataclass(frozen=True)
class Settings:
    """What is asked of the dataset; `as_published` is None where every range is taken as it is."""

    reference: str
    country: str
    side: str
    months: Period
    events: Period
    places: Period
    town: str
    town_events: Period
    radius_km: float
    centre: Centre
    as_published: frozenset[int] | None

    @property
    def slug(self) -> str:
        """The side in the names of columns."""
        return slug(self.side)

    @property
    def span(self) -> Period:
        """All the days that any figure asks for."""
        asked = (self.months, self.events, self.places, self.town_events)
        first, last = min(each.first for each in asked), max(each.last for each in asked)
        return Period(first, last, f"{first}/{last}")

    def counts(self, country: str) -> bool:
        """Whether the events of a country count."""
        return country == self.country

    def accepts(self, event: float) -> bool:
        """Whether the range of an event counts as it is printed, though it contradicts itself."""
        return self.as_published is None or event in self.as_published


def slug(name: str) -> str:
    """A name as a part of a column's name: small letters and digits joined by underscores."""
    return re.sub(r"\W+", "_", name.lower()).strip("_") or "side"


def story_asking(root: Path | None = None) -> str:
    """The one story whose article.toml asks for figures of the dataset.

    Raises:
        StoryError: there is none, or more than one.
    """
    articles = [read_article(story_folder(name, root))[0] for name in story_ids(root)]
    asking = [article.id for article in articles if article and _table(article)]
    if len(asking) == 1:
        return asking[0]
    known = ", ".join(asking) or f"none has [{TABLE}] in its article.toml"
    raise StoryError([f"recompute needs --story STORY; stories that quote the dataset: {known}"])


def of_story(story: Story, asked: Mapping[str, Any], centre: str | None) -> Settings:
    """What a story asks of the dataset, and the command in its place.

    Input: the story; `asked` entries that the command was given, in place of those in article.toml;
    `centre` a place_id of the story or "latitude,longitude", in place of the story's centre.

    Raises:
        StoryError: entries that are missing or wrong; all of them at once.
    """
    wrong = list(problems(story.article))
    if wrong:
        raise StoryError(wrong)
    entries = {**_table(story.article), **asked}
    lines = [
        f"recompute ged needs {name}, {expected}: add it to [{TABLE}] in the article.toml of "
        f"{story.id}, or give --{name.replace('_', '-')}"
        for name, expected in ENTRIES.items()
        if name in NEEDED and entries.get(name) is None
    ]
    lines += [
        f"--{name.replace('_', '-')} {entries[name]!r}: expected {expected}"
        for name, expected in ENTRIES.items()
        if entries.get(name) is not None and not _fits(name, entries[name])
    ]
    if lines:
        raise StoryError(lines)
    known = entries.get("as_published", [])
    return Settings(
        reference=entries["reference"],
        country=entries["country"],
        side=entries["side"],
        months=_period(entries["months"]),
        events=_period(entries["events"]),
        places=_period(entries["places"]),
        town=entries["town"],
        town_events=_period(entries["town_events"]),
        radius_km=float(entries["radius_km"]),
        centre=_centre(story, centre or story.article.centre, entries["centre_place"]),
        as_published=None if known is True else frozenset(known),
    )


def problems(article: Article) -> Iterator[Problem]:
    """What is wrong with the table [recompute.ged] of an article, if it has one."""
    entries = article.recompute.get("ged", {})
    if not isinstance(entries, dict):
        yield _problem(TABLE, repr(entries), f"a table [{TABLE}]", "Make it one.")
        return
    for name, value in entries.items():
        if name not in ENTRIES:
            known = ", ".join(ENTRIES)
            yield _problem(f"{TABLE}.{name}", "an unknown entry", known, "Remove or rename it.")
        elif not _fits(name, value) or value is True:
            mend = "Write it as the table's other stories do."
            yield _problem(f"{TABLE}.{name}", repr(value), ENTRIES[name], mend)
    for name in article.recompute:
        if name != "ged":
            yield _problem(f"recompute.{name}", "an unknown dataset", "ged", "Remove or rename it.")


def reference(article: Article) -> str | None:
    """The ref_id under which a story cites the dataset; None if it says nothing of it."""
    named: str | None = _table(article).get("reference")
    return named


def _table(article: Article) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = article.recompute.get("ged", {})
    return entries


def _fits(name: str, value: object) -> bool:
    if name in WORDS:
        return isinstance(value, str) and bool(value.strip())
    if name in PERIODS:
        return isinstance(value, str) and _is_period(name, value)
    if name == "radius_km":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and 0 < float(str(value)) < 20_040
    if value is True:
        return True
    return isinstance(value, list) and all(type(event) is int for event in value)


def _is_period(name: str, text: str) -> bool:
    try:
        span = dates.resolve(text)
    except dates.DateError:
        return False
    if span is None or not span.bounded:
        return False
    whole = all(len(side) in (4, 7) for side in text.split("/"))
    return whole or name != "months"


def _period(text: str) -> Period:
    span = dates.resolve(text)
    if span is None or span.earliest is None or span.latest is None:
        raise ValueError(f"{text!r} is open at one end")
    return Period(span.earliest, span.latest, text)


def _centre(story: Story, named: str | None, place: str) -> Centre:
    """The centre: a point given in figures, or a place of the story with its coordinates."""
    point = _POINT.fullmatch(named or "")
    if point:
        latitude, longitude, name = float(point[1]), float(point[2]), "centre"
    else:
        rows = story.places[story.places["place_id"] == (named or "")]
        if rows.empty or rows["latitude"].isna().any():
            raise StoryError(
                [
                    f"the centre {named!r} is no place of {story.id} with coordinates: give --centre "
                    "LATITUDE,LONGITUDE or the place_id of one"
                ]
            )
        latitude, longitude = float(rows["latitude"].iloc[0]), float(rows["longitude"].iloc[0])
        name = slug(str(named))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise StoryError([f"--centre {named!r}: expected degrees north and east on the globe"])
    return Centre(name, latitude, longitude, place)


def _problem(entry: str, found: str, expected: str, mend: str) -> Problem:
    return Problem("article.toml", "", entry, found, expected, mend)
