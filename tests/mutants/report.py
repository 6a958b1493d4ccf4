"""What a run found: how many changes each layer caught, and what survived for which reason."""

import tomllib
from collections import Counter
from pathlib import Path
from statistics import median

from .layers import Result

REASONS = Path(__file__).with_name("reasons.toml")
HEAD = """| changed | tried | caught by | survived | seconds (median) |
|---|---|---|---|---|"""


def report(results: list[Result], seed: int) -> tuple[str, int]:
    """The report as Markdown, and how many changes survived without a reason."""
    survived = {one.name: _reason(one.name) for one in results if not one.layer}
    kinds = dict.fromkeys((one.family, one.kind) for one in results)
    families = dict.fromkeys(one.family for one in results)
    lines = [
        f"# Changes tried, seed {seed}",
        f"{len(results)} tried, {len(results) - len(survived)} caught, {len(survived)} survived.",
        "\n".join(
            [HEAD, *(_row(name, [o for o in results if o.family == name]) for name in families)]
        ),
        "\n".join(
            [
                HEAD,
                *(
                    _row(": ".join(k), [o for o in results if (o.family, o.kind) == k])
                    for k in kinds
                ),
            ]
        ),
        "\n".join(f"- {name}: {reason or '**no reason**'}" for name, reason in survived.items()),
    ]
    return "\n\n".join(lines) + "\n", sum(not reason for reason in survived.values())


def _row(name: str, results: list[Result]) -> str:
    by = Counter(one.layer for one in results if one.layer)
    told = ", ".join(f"{layer} {count}" for layer, count in by.most_common())
    seconds = median(one.seconds for one in results)
    return f"| {name} | {len(results)} | {told} | {len(results) - by.total()} | {seconds:.1f} |"


def _reason(name: str) -> str:
    """Why a change may survive, as reasons.toml has it; "" if it may not."""
    listed = tomllib.loads(REASONS.read_text(encoding="utf-8"))["survives"]
    found = (entry["reason"] for entry in listed if any(map(name.startswith, entry["mutants"])))
    return next(found, "")
