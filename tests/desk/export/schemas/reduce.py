"""Reduce a vocabulary in N-Quads to a table: its terms, what they are part of, what they connect.

python reduce.py schema.nq http://schema.org/ > schema-org.csv
python reduce.py oa.nq http://www.w3.org/ns/oa# > oa.csv
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

QUAD = re.compile(r"<([^>]*)> <([^>]*)> <([^>]*)>")
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COLUMNS = {
    "parents": (f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"),
    "domains": (f"{RDFS}domain", "http://schema.org/domainIncludes"),
    "ranges": (f"{RDFS}range", "http://schema.org/rangeIncludes"),
}


def rows(lines: Iterable[str], namespace: str) -> Iterator[tuple[str, ...]]:
    """One row per term of the namespace: term, types, parents, domains, ranges."""
    found: dict[str, dict[str, set[str]]] = {}
    for line in lines:
        quad = QUAD.match(line)
        if quad is None or not quad[1].startswith(namespace):
            continue
        term = found.setdefault(quad[1].removeprefix(namespace), {})
        term.setdefault(quad[2], set()).add(quad[3].removeprefix(namespace))
    for name in sorted(found):
        held = found[name]
        types = {re.split("[/#]", value)[-1] for value in held.get(TYPE, ())}
        cells = [
            {value for each in properties for value in held.get(each, ())}
            for properties in COLUMNS.values()
        ]
        yield (name, *("|".join(sorted(cell)) for cell in (types, *cells)))


def main(path: str, namespace: str) -> None:
    """Print the table."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("term", "types", *COLUMNS))
    writer.writerows(rows(Path(path).read_text(encoding="utf-8").splitlines(), namespace))


if __name__ == "__main__":
    main(*sys.argv[1:])
