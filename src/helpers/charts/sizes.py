"""The sizes that charts come in, and the one that is being drawn.

Lengths are in px at 100 dpi, type has the same size everywhere: a chart on a phone is narrower and
higher, never smaller. A page on the web grows with its chart; a square takes the smallest side at
which the chart fits, so that its type stands as large as it can in the picture of 1,080 px.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from types import MappingProxyType

DPI = 100
MARGIN = 16
PROOF = 1.5
"""Device pixels per px of a print size at 1x: 150 dpi, so that 2x is the 300 dpi of the press."""

MILLIMETRES = 25.4

TALLEST = 840.0
"""The height in px that a title of two lines leaves in the largest of the sizes of fixed height."""


def px(pixels: float) -> float:
    """Points for a length in px at 100 dpi: what font sizes and line widths are given in."""
    return pixels * 72 / DPI


class SizeError(LookupError):
    """A size that is not offered; the message lists those that are."""


@dataclass(frozen=True)
class Size:
    """One size: the width in px, and the height if it is fixed.

    use says for what it is made; pixels is the width of its PNG at 1x; wider are the widths to
    try, in order, when a chart has no room in a fixed height; title is the size of type of the
    title in px; press says that it is printed on paper.
    """

    name: str
    use: str
    width: int
    pixels: int
    title: int = 20
    height: int | None = None
    wider: tuple[int, ...] = ()
    press: bool = False

    @property
    def inner(self) -> int:
        """The width between the margins, in px."""
        return self.width - 2 * MARGIN

    @property
    def scale(self) -> float:
        """Device pixels per px, in the PNG at 1x."""
        return self.pixels / self.width

    @property
    def narrow(self) -> bool:
        """Whether labels must stand above their marks, there being no room beside them."""
        return self.width < 480


def _printed(name: str, use: str, millimetres: float, title: int) -> Size:
    width = round(millimetres / MILLIMETRES * DPI)
    return Size(name, use, width, round(width * PROOF), title=title, press=True)


SIZES = MappingProxyType(
    {
        size.name: size
        for size in (
            Size("web", "an article on a wide screen", 760, 760),
            Size("mobile", "a phone held upright", 375, 375, title=18),
            Size(
                "square",
                "social media and newsletters",
                600,
                1080,
                height=600,
                wider=(680, 760, 860, 960, 1080),
            ),
            _printed("column", "a column in print, 90 mm wide", 90, 17),
            _printed("spread", "across a page in print, 280 mm wide", 280, 26),
        )
    }
)
"""Every size that is offered, in the order in which they are listed."""

_size: ContextVar[Size] = ContextVar("size", default=SIZES["web"])


def size() -> Size:
    """The size that is being drawn: that of the nearest use_size, web outside of any."""
    return _size.get()


@contextmanager
def use_size(chosen: str | Size) -> Iterator[Size]:
    """Draw in another size for the length of a with block.

    Raises: SizeError for a name that is none of SIZES.
    """
    if isinstance(chosen, str) and chosen not in SIZES:
        raise SizeError(f"no size is called {chosen!r}; known sizes: {', '.join(SIZES)}")
    now = SIZES[chosen] if isinstance(chosen, str) else chosen
    token = _size.set(now)
    try:
        yield now
    finally:
        _size.reset(token)


def attempts(wanted: Size) -> list[Size]:
    """The size itself, and then the wider ones to try if it has no room."""
    if wanted.height is None:
        return [wanted]
    share = wanted.height / wanted.width
    wider = [replace(wanted, width=w, height=round(w * share), wider=()) for w in wanted.wider]
    return [wanted, *wider]


def rows_to_draw(limits: Sequence[int], height: Callable[[int], float]) -> int:
    """The most rows whose chart has room in the size that is being drawn.

    Input: the limits to try, the largest first; the height in px of a chart with so many rows.
    Output: one of the limits: the first where the height is free, the last if none has room.
    """
    if size().height is None:
        return limits[0]
    return next((limit for limit in limits if height(limit) <= TALLEST), limits[-1])
