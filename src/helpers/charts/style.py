"""The house style: sizes, and one fixed look per category, the same in every chart.

A category is told apart by its marker, line or hatch as well as by its colour, so that nothing is
lost in greyscale. Colours are muted on purpose: red is given to no one, least of all to the dead.
The hues of each theme were moved, as little as possible, until any two can be told apart with any
kind of colour blindness; tests/charts/test_colours.py holds them there.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

FONTS = Path(__file__).parent / "fonts"
FAMILY = ("Source Sans 3", "DejaVu Sans")
"""The typeface of the house, and what stands in for the letters that it does not have."""

# Type sizes in px at web size; the smallest that may ever be drawn is SMALLEST.
SUBTITLE = 14
LABEL = 13
TICK = 12
SMALL = 11
SMALLEST = 9

# Dash patterns in multiples of the line's width.
SOLID = (0, ())
DASHED = (0, (4, 2))
DOTTED = (0, (1, 1.6))
DASH_DOT = (0, (5, 1.8, 1, 1.8))
LONG_DASH = (0, (8, 2.5))

Dash = tuple[float, tuple[float, ...]]


class StyleError(LookupError):
    """A category or a group of categories that has no look."""


@dataclass(frozen=True)
class Theme:
    """The ground and what stands on it.

    ink and muted are for text, faint for marks that step back, grid for hairlines; hues maps the
    name of a hue to its colour on this ground.
    """

    name: str
    ground: str
    ink: str
    muted: str
    faint: str
    grid: str
    hues: Mapping[str, str]


LIGHT = Theme(
    name="light",
    ground="#ffffff",
    ink="#1d2126",
    muted="#565d66",
    faint="#858c95",
    grid="#dde0e4",
    hues=MappingProxyType(
        {
            "navy": "#103c66",
            "blue": "#327eba",
            "teal": "#2d705c",
            "olive": "#6a7039",
            "ochre": "#a97318",
            "brown": "#713f17",
            "plum": "#7c4c7c",
            "slate": "#698192",
            "stone": "#918678",
            "ink": "#2b3036",
        }
    ),
)

DARK = Theme(
    name="dark",
    ground="#15181c",
    ink="#e7e9ec",
    muted="#a9b0b9",
    faint="#79818b",
    grid="#343a41",
    hues=MappingProxyType(
        {
            "navy": "#a9cced",
            "blue": "#3a91dc",
            "teal": "#5db8a5",
            "olive": "#c3c679",
            "ochre": "#dba749",
            "brown": "#bd865c",
            "plum": "#c594ce",
            "slate": "#7693a3",
            "stone": "#8d8478",
            "ink": "#dcdfe3",
        }
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType({one.name: one for one in (LIGHT, DARK)})
"""Every theme, by its name."""

_theme: ContextVar[Theme] = ContextVar("theme", default=LIGHT)


def theme() -> Theme:
    """The theme that is being drawn in.

    Output: the Theme set by the nearest use_theme, LIGHT outside of any.
    """
    return _theme.get()


@contextmanager
def use_theme(chosen: Theme) -> Iterator[Theme]:
    """Draw in another theme for the length of a with block."""
    token = _theme.set(chosen)
    try:
        yield chosen
    finally:
        _theme.reset(token)


@dataclass(frozen=True)
class Look:
    """How one category is drawn.

    marker is a matplotlib marker, line a dash pattern in line widths, hatch a matplotlib hatch
    ("" for a plain fill), label the words for a key.
    """

    hue: str
    marker: str
    line: Dash
    hatch: str
    label: str

    @property
    def colour(self) -> str:
        """The colour on the ground of the present theme, as #rrggbb."""
        return theme().hues[self.hue]


def _group(**looks: tuple[str, str, Dash, str, str]) -> Mapping[str, Look]:
    return MappingProxyType({name: Look(*parts) for name, parts in looks.items()})


# In the order in which they are to be shown. Every category of the contract that a chart can meet
# has its look here; a test holds the two against each other.
GROUPS: Mapping[str, Mapping[str, Look]] = MappingProxyType(
    {
        "voice": _group(
            direct=("navy", "o", SOLID, "", "quoted"),
            indirect=("ochre", "s", DASHED, "////", "reported speech"),
            narrator=("slate", "D", DOTTED, "...", "the outlet's own voice"),
        ),
        "voiced": _group(
            outlet=("slate", "D", DOTTED, "...", "the outlet's own voice"),
            unnamed=("ochre", "s", DASHED, "////", "unnamed sources"),
            named=("teal", "^", DASH_DOT, "\\\\\\\\", "named sources"),
            quoted=("navy", "o", SOLID, "", "in quotation marks"),
        ),
        "relation_family": _group(
            structure=("slate", "s", SOLID, "", "structure"),
            cooperation=("teal", "o", SOLID, "////", "cooperation"),
            conflict=("plum", "X", SOLID, "xxxx", "conflict"),
            speech=("ochre", "^", SOLID, "...", "speech"),
        ),
        "status": _group(
            asserted=("ink", "o", SOLID, "", "asserted"),
            reported=("slate", "s", DASHED, "////", "reported"),
            contested=("ochre", "D", DOTTED, "...", "contested"),
            denied=("plum", "X", DASH_DOT, "xxxx", "denied"),
            rejected=("brown", "P", LONG_DASH, "\\\\\\\\", "rejected"),
        ),
        "event_status": _group(
            asserted=("ink", "o", SOLID, "", "asserted"),
            reported=("slate", "s", DASHED, "////", "reported"),
            contested=("ochre", "D", DOTTED, "...", "contested"),
            possible=("blue", "^", DASH_DOT, "\\\\\\\\", "possible"),
        ),
        "certainty": _group(
            certain=("navy", "o", SOLID, "", "certain"),
            probable=("blue", "s", DASHED, "////", "probable"),
            possible=("teal", "^", DOTTED, "...", "possible"),
            unknown=("stone", "D", DASH_DOT, "xxxx", "unknown"),
        ),
        "hedged": _group(
            unhedged=("navy", "o", SOLID, "", "without a hedge"),
            hedged=("ochre", "s", DASHED, "////", "hedged"),
        ),
        "figure_kind": _group(
            distance=("teal", "o", SOLID, "", "distance"),
            casualties=("ink", "s", SOLID, "xxxx", "people harmed"),
            count=("blue", "^", SOLID, "////", "count"),
            date=("ochre", "D", DASHED, "...", "date"),
            ordinal=("plum", "v", DOTTED, "\\\\\\\\", "ordinal"),
            vague=("stone", "X", DASH_DOT, "||||", "no number given"),
        ),
        "place_kind": _group(
            country=("ink", "s", SOLID, "", "country"),
            province=("slate", "p", DASHED, "", "province"),
            city=("navy", "o", SOLID, "\\\\\\\\", "city"),
            town=("blue", "^", SOLID, "////", "town"),
            area=("olive", "h", DOTTED, "...", "area"),
            road=("brown", "d", LONG_DASH, "----", "road"),
            site=("plum", "X", SOLID, "xxxx", "site"),
            at_sea=("teal", "v", DASHED, "||||", "position at sea"),
        ),
        "actor_kind": _group(
            person=("plum", "o", SOLID, "", "person"),
            group=("ochre", "s", SOLID, "////", "group"),
            state=("navy", "D", SOLID, "\\\\\\\\", "state"),
            force=("teal", "^", SOLID, "xxxx", "armed force"),
            outlet=("slate", "p", DASHED, "...", "news outlet"),
            organisation=("blue", "h", DASHED, "||||", "organisation"),
            people=("brown", "X", DOTTED, "----", "people"),
            vessel=("olive", "v", SOLID, "oo", "vessel"),
            unnamed=("stone", "P", DOTTED, "++++", "source without a name"),
        ),
        "outcome": _group(
            killed=("ink", "s", SOLID, "", "killed"),
            missing=("plum", "X", LONG_DASH, "\\\\\\\\", "missing"),
            injured=("slate", "o", DASHED, "////", "injured"),
            struck=("ochre", "^", DOTTED, "...", "hit"),
            captive=("blue", "D", DASH_DOT, "xxxx", "held captive"),
            survived=("teal", "v", SOLID, "||||", "surviving"),
        ),
        "verdict": _group(
            supports=("navy", "o", SOLID, "", "supports"),
            supports_in_part=("blue", "s", SOLID, "////", "supports in part"),
            refines=("teal", "^", DASHED, "...", "refines"),
            accounts_differ=("ink", "<", DASH_DOT, "++++", "accounts differ"),
            conflicts=("plum", "X", SOLID, "xxxx", "conflicts"),
            cannot_settle=("ochre", "D", DASH_DOT, "\\\\\\\\", "cannot settle"),
            not_found=("slate", "p", DOTTED, "||||", "not found"),
            not_checked=("stone", "h", DOTTED, "----", "not checked"),
        ),
        "standing": _group(
            conflicts=("plum", "X", SOLID, "xxxx", "contradicted"),
            accounts_differ=("ink", "<", DASH_DOT, "////", "accounts differ"),
            refines=("teal", "^", DASHED, "...", "refined"),
            supports_in_part=("blue", "s", SOLID, "////", "upheld in part"),
            supports=("navy", "o", SOLID, "", "upheld"),
            said_otherwise=("brown", "P", LONG_DASH, "++++", "said differently"),
            said=("olive", "v", LONG_DASH, "oo", "said, not shown"),
            cannot_settle=("ochre", "D", DASH_DOT, "\\\\\\\\", "can't be settled"),
            known_later=("slate", ">", DOTTED, "...", "known only later"),
            not_found=("slate", "p", DOTTED, "||||", "not found"),
            not_checked=("stone", "h", DOTTED, "----", "not checked"),
        ),
        "link_kind": _group(
            restates=("slate", "o", SOLID, "", "restates"),
            contradicts=("plum", "X", SOLID, "xxxx", "contradicts"),
            qualifies=("ochre", "s", DASHED, "////", "limits"),
            answers=("blue", "^", DOTTED, "...", "answers"),
            supports=("teal", "D", DASH_DOT, "\\\\\\\\", "supports"),
        ),
        "paragraph_kind": _group(
            headline=("ink", "s", SOLID, "\\\\\\\\", "headline"),
            standfirst=("navy", "D", SOLID, "////", "standfirst"),
            byline=("brown", "p", DOTTED, "----", "byline"),
            dateline=("ochre", "v", DOTTED, "...", "dateline"),
            caption=("teal", "^", DASHED, "xxxx", "caption"),
            body=("slate", "o", SOLID, "", "body"),
            boilerplate=("stone", "X", DASH_DOT, "||||", "boilerplate"),
        ),
        "share": _group(
            whole=("stone", "s", SOLID, "", "all"),
            part=("navy", "o", SOLID, "////", "of them"),
        ),
        "source": _group(
            article=("navy", "o", SOLID, "", "the article"),
            reference=("ochre", "s", DASHED, "////", "a reference"),
        ),
        "given_by": _group(
            article=("navy", "o", SOLID, "", "the article"),
            own=("plum", "v", DOTTED, "...", "the claim's own source, elsewhere"),
            reference=("ochre", "s", DASHED, "////", "another source"),
            party=("brown", "P", LONG_DASH, "++++", "a party to the matter"),
            measured=("teal", "D", DASH_DOT, "\\\\\\\\", "measured or computed"),
        ),
    }
)


def look(group: str, value: str) -> Look:
    """How a category is drawn, the same in every chart.

    Input: the name of a group of categories (see GROUPS) and the category as the table has it.
    Raises: StyleError naming the known groups or categories.
    """
    if group not in GROUPS:
        raise StyleError(f"no looks for {group!r}: known are {', '.join(GROUPS)}")
    if value not in GROUPS[group]:
        raise StyleError(f"no look for {group} {value!r}: known are {', '.join(GROUPS[group])}")
    return GROUPS[group][value]
