"""What is asked of the dataset: side, country, periods, centre, town.

A story says it once, in the table [recompute.ged] of its article.toml; the command may ask for
something else.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from helpers.story.article import Article, fault, read_article
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder, story_ids
from helpers.story.story import Story
from helpers.values import dates

TABLE = "recompute.ged"


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_period(value: object) -> bool:
    try:
        span = dates.resolve(value) if isinstance(value, str) else None
    except dates.DateError:
        return False
    return span is not None and span.bounded


def _is_months(value: object) -> bool:
    return _is_period(value) and all(len(side) in (4, 7) for side in str(value).split("/"))


def _is_radius(value: object) -> bool:
    return type(value) in (int, float) and 0 < float(str(value)) < 20_040


def _is_list_of_ids(value: object) -> bool:
    listed = isinstance(value, list) and all(type(event) is int for event in value)
    return listed or value is True


_KINDS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "reference": ("the ref_id under which the story cites the dataset", _is_name),
    "country": ("a country as the dataset writes it", _is_name),
    "side": ("a side of the fighting as the dataset writes it", _is_name),
    "centre_place": ("what the dataset calls the place of the centre", _is_name),
    "town": ("a place as the dataset writes it", _is_name),
    "months": ("whole months such as 2013-01/2014-12", _is_months),
    "events": ("a period such as 2014-08/2014-10", _is_period),
    "places": ("a period such as 2014-08/2014-09-29", _is_period),
    "town_events": ("a period such as 2014-09/2014-10", _is_period),
    "radius_km": ("a distance in km, above 0", _is_radius),
    "as_published": ("event ids in square brackets", _is_list_of_ids),
}
ENTRIES = {name: expected for name, (expected, _) in _KINDS.items()}
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
        numbers = range(
            self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month + 1
        )
        return [f"{(number - 1) // 12:04}-{(number - 1) % 12 + 1:02}" for number in numbers]


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
    in_article = list(problems(story.article))
    if in_article:
        raise StoryError(in_article)
    entries = {**_table(story.article), **asked}
    missing, wrong = [], []
    for name, (expected, fits) in _KINDS.items():
        value, option = entries.get(name), f"--{name.replace('_', '-')}"
        if value is None and name != "as_published":
            missing.append(
                f"recompute ged needs {name}, {expected}: add it to [{TABLE}] in the article.toml "
                f"of {story.id}, or give {option}"
            )
        elif value is not None and not fits(value):
            wrong.append(f"{option} {value!r}: expected {expected}")
    if missing or wrong:
        raise StoryError(missing + wrong)
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
        yield fault(TABLE, repr(entries), f"a table [{TABLE}]", "Make it one.")
        return
    for name, value in entries.items():
        if name not in ENTRIES:
            known = ", ".join(ENTRIES)
            yield fault(f"{TABLE}.{name}", "an unknown entry", known, "Remove or rename it.")
        elif not _KINDS[name][1](value) or value is True:
            mend = "Write it as the table's other stories do."
            yield fault(f"{TABLE}.{name}", repr(value), ENTRIES[name], mend)
    for name in article.recompute:
        if name != "ged":
            yield fault(f"recompute.{name}", "an unknown dataset", "ged", "Remove or rename it.")


def reference(article: Article) -> str | None:
    """The ref_id under which a story cites the dataset; None if it says nothing of it."""
    named: str | None = _table(article).get("reference")
    return named


def _table(article: Article) -> Mapping[str, Any]:
    entries = article.recompute.get("ged")
    return entries if isinstance(entries, dict) else {}


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
