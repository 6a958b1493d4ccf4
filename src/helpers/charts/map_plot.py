"""A plot that is a map in km: sea, borders and waters, marks and their names, and the scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.charts import natural_earth
from helpers.charts.measured_text import short, text_width
from helpers.charts.name_room import NameRoom
from helpers.charts.natural_earth import Box, Feature, Points
from helpers.charts.sizes import px
from helpers.charts.style import SMALL, TICK, look, theme
from helpers.values.geodesy import Projection

SEA = 0.13
"""How strong the sea and the lakes are, of the colour of water."""

MARK = 5.0
"""Px around the middle of a mark that no name may cover."""

LEADING = 1.32
"""Height of a line of a name, in sizes of type."""

NAME_WIDTH = 160.0
"""Px at which the name of a place wraps; after two lines it ends in an ellipsis."""

BESIDE, AWAY = 9.0, (20.0, 36.0, 54.0)
"""Px between a mark and its name: right beside it, and farther off, tied to it by a line."""

WIDE = 8000.0
"""Km across from which on a map has no scale that holds all over it."""

# Directions in which a name is tried, east and north of its mark, the best first.
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


@dataclass(frozen=True)
class Name:
    """A name that belongs to a point in km, with a line of its own for each further part."""

    x: float
    y: float
    text: str
    bold: bool = False


class MapPlot:
    """The axes of a map: km east and north of the middle of its projection, in one scale.

    window is what it shows, in km; room is where on it there is room for names, in px.
    """

    def __init__(self, ax: Axes, projection: Projection) -> None:
        """Take the axes as they are laid out: call settle before, and change no size after it."""
        box = ax.get_window_extent()
        self.ax, self.projection = ax, projection
        self.room = NameRoom(float(box.width), float(box.height))
        self.window = Box(0, 0, 1, 1)
        self._land: Path | None = None

    def show(self, x: Points, y: Points, *, air: float = 0.2, least: float = 20.0) -> None:
        """Open the window around all points, as wide as the axes; never on a mere point.

        Input: km east and north; air around them as a share of their extent, and the least
        extent in km.
        """
        middle = (float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2)
        extent = max(float(np.ptp(x)), float(np.ptp(y)), least)
        across = float(np.ptp(x)) / 2 + extent * air
        up = float(np.ptp(y)) / 2 + extent * air
        shape = self.room.width / self.room.height
        across, up = max(across, up * shape), max(up, across / shape)
        self.window = Box(middle[0] - across, middle[1] - up, middle[0] + across, middle[1] + up)
        self.ax.set(xlim=(self.window.x0, self.window.x1), ylim=(self.window.y0, self.window.y1))
        self.ax.set(xticks=[], yticks=[])
        self.ax.grid(visible=False)
        for spine in self.ax.spines.values():
            spine.set_visible(True)
            spine.set_color(theme().grid)

    # ------------------------------------------------------------------ km and px

    @property
    def km_per_px(self) -> float:
        """How many km a px stands for."""
        return self.window.width / self.room.width

    def px_at(self, points: Points) -> Points:
        """Points in km as px from the lower left corner."""
        return (points - (self.window.x0, self.window.y0)) / self.km_per_px

    def km_at(self, points: Points) -> Points:
        """Points in px from the lower left corner as km."""
        return points * self.km_per_px + (self.window.x0, self.window.y0)

    def box_of(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle in km as one in px."""
        (left, low), (right, high) = self.px_at(np.array([(x0, y0), (x1, y1)])).tolist()
        return Box(left, low, right, high)

    # ------------------------------------------------------------------ the base map

    def draw_base_map(self) -> dict[str, tuple[Feature, ...]]:
        """Draw what of the base map lies in the window, and tint the sea; else draw nothing.

        Output: what is drawn, per layer.
        """
        layers = {
            layer: natural_earth.in_view(layer, self.projection, self.window)
            for layer in natural_earth.LAYERS
        }
        countries, lakes, rivers = (layers[layer] for layer in natural_earth.LAYERS)
        water = theme().hues["blue"]
        if countries:
            self._land = _compound(line for country in countries for line in country.lines)
            self._fill([self.window.edge(1)], water, SEA, 0.2)
            for country in countries:
                self._fill(country.lines, theme().ground, 1.0, 0.4)
        for lake in lakes:
            self._fill(lake.lines, water, SEA, 0.6)
        self._stroke([*lakes, *rivers], water, 0.55)
        self._stroke(countries, theme().faint, 1.0)
        return layers

    def _fill(self, lines: Sequence[Points], colour: str, alpha: float, height: float) -> None:
        patch = PathPatch(_compound(lines), facecolor=colour, edgecolor="none", alpha=alpha)
        patch.set_zorder(height)
        # The window is set: none of it asks for more room.
        self.ax.add_artist(patch)

    def _stroke(self, features: Sequence[Feature], colour: str, alpha: float) -> None:
        lines = [line for one in features for line in one.lines if self.window.touches(line)]
        strokes = LineCollection(lines, colors=colour, linewidths=px(1.1), alpha=alpha, zorder=1)
        self.ax.add_collection(strokes, autolim=False)
        for line in lines:
            self.room.cross(self.px_at(line))

    # ------------------------------------------------------------------ marks and names

    def place(self, x: float, y: float, kind: str, *, hollow: bool = False) -> None:
        """Draw the mark of a place of some kind, at a point in km; no name may cover it."""
        one = look("place_kind", kind)
        self.ax.plot(
            [x],
            [y],
            marker=one.marker,
            markersize=px(8),
            markerfacecolor=theme().ground if hollow else one.colour,
            markeredgecolor=one.colour,
            markeredgewidth=px(1.6),
            linestyle="none",
            zorder=5,
        )
        self.keep_free(x, y)

    def keep_free(self, x: float, y: float) -> None:
        """Keep names off a point in km."""
        at_x, at_y = self.px_at(np.array([x, y])).tolist()
        self.room.take(Box.around(at_x, at_y, 2 * MARK, 2 * MARK))

    def name(self, names: Iterable[Name]) -> list[Name]:
        """Write each name beside its mark, where it lies on nothing else; take the marks first.

        Output: those for which there is no such place.
        """
        return [one for one in names if not self._name(one)]

    def _name(self, name: Name) -> bool:
        lines = [
            line
            for part in name.text.split("\n")
            for line in short(part, NAME_WIDTH, TICK, lines=2, bold=name.bold)
        ]
        width = max(text_width(line, TICK, bold=name.bold) for line in lines) + 2
        height = len(lines) * TICK * LEADING
        x, y = self.px_at(np.array([name.x, name.y])).tolist()
        for gap in (BESIDE, *AWAY):
            places = []
            for order, (east, north) in enumerate(SIDES):
                off = gap * (0.6 if east and north else 1.0)
                middle = (x + east * (off + width / 2), y + north * (off + height / 2))
                places.append((order * 1.5, Box.around(*middle, width, height)))
            box = self.room.best(places)
            if box is not None:
                if gap > BESIDE:
                    # A thin line from the mark to the nearest edge of the name.
                    near = (min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1))
                    ends = self.km_at(np.array([(x, y), near]))
                    (tie,) = self.ax.plot(*ends.T, color=theme().faint, linewidth=px(0.8), zorder=3)
                    tie.set_in_layout(False)
                self.write("\n".join(lines), box, bold=name.bold)
                return True
        return False

    def write(
        self,
        text: str,
        box: Box,
        *,
        bold: bool = False,
        size: float = TICK,
        colour: str | None = None,
        italic: bool = False,
        turned: float = 0.0,
        backed: bool = True,
    ) -> None:
        """Write a text into a rectangle in px, which is taken from then on.

        Input: turned in degrees against the clock; backed = with the ground behind it, so that
        no line strikes it through.
        """
        self.room.take(box)
        x, y = self.km_at(np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])).tolist()
        written = self.ax.text(
            x,
            y,
            text,
            fontsize=px(size),
            fontweight="bold" if bold else "normal",
            fontstyle="italic" if italic else "normal",
            color=colour or theme().ink,
            linespacing=0.95,
            horizontalalignment="center",
            verticalalignment="center",
            rotation=turned,
            zorder=4,
        )
        if backed:
            ground = {"facecolor": self._ground_at(x, y), "edgecolor": "none", "alpha": 0.8}
            written.set_bbox({**ground, "pad": px(0.5)})
        written.set_in_layout(False)

    def _ground_at(self, x: float, y: float) -> str:
        """The colour of the map at a point in km: that of the sea where it is no land."""
        if self._land is None or self._land.contains_point((x, y)):
            return theme().ground
        shares = zip(to_rgb(theme().hues["blue"]), to_rgb(theme().ground), strict=True)
        red, green, blue = (SEA * water + (1 - SEA) * ground for water, ground in shares)
        return to_hex((red, green, blue))

    def scale_bar(self) -> None:
        """A bar of a round length in km, at the lower left."""
        least = max(self.window.width / 8, 0.1)
        tens = 10.0 ** np.floor(np.log10(least))
        length = next(step for step in (tens, tens * 2, tens * 5, tens * 10) if step >= least)
        x, y = self.km_at(np.array([12, 12]))
        (bar,) = self.ax.plot([x, x + length], [y, y], color=theme().ink, linewidth=px(2), zorder=3)
        bar.set_solid_capstyle("butt")
        # Elsewhere on so much of the globe no bar would be true.
        words = f"{length:,g} km{' from the middle' if self.window.width > WIDE else ''}"
        width = text_width(words, SMALL)
        self.room.take(Box(4, 4, 16 + max(length / self.km_per_px, width), 38))
        box = Box.around(12 + width / 2, 24, width, 14)
        self.write(words, box, size=SMALL, colour=theme().muted)

    def poles(self) -> None:
        """A cross and a name at a pole that the map shows, as north is not up around it."""
        for name, latitude in (("North Pole", 90.0), ("South Pole", -90.0)):
            x, y = (float(each) for each in self.projection.forward(latitude, 0.0))
            if self.window.holds(x, y):
                self.ax.plot([x], [y], "+", color=theme().muted, markersize=px(9), zorder=3)
                self.keep_free(x, y)
                self.name([Name(x, y, name)])

    def note(self, words: str) -> None:
        """Write a line at the foot of the map, where there is room, or at its head."""
        lines = short(words, self.room.width * 0.55, SMALL, lines=2)
        width = max(text_width(line, SMALL) for line in lines) + 2
        height = len(lines) * SMALL * LEADING
        x = self.room.width - width / 2 - 6
        foot, head = (
            Box.around(x, y, width, height)
            for y in (height / 2 + 6, self.room.height - height / 2 - 6)
        )
        box = foot if self.room.is_free(foot) else head
        self.write("\n".join(lines), box, size=SMALL, colour=theme().muted)


def _compound(lines: Iterable[Points]) -> Path:
    """Closed rings as one path."""
    return Path.make_compound_path(*(Path(line, closed=True) for line in lines))
