"""Two pictures and what differs between them, in one."""

from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

GAP, LABEL = 12, 28  # pixels
SEEN = 24
"""Steps of 255 from which on a difference of colour is marked."""


def side_by_side(old: bytes, new: bytes) -> bytes:
    """A PNG of both and of their difference: what moved is red, what stayed is pale."""
    shown = [Image.open(BytesIO(one)).convert("RGB") for one in (old, new)]
    size = tuple(max(one.size[side] for one in shown) for side in (0, 1))
    first, second = (_on(one, size) for one in shown)
    panels = {"old": first, "new": second, "difference": _marked(first, second)}
    width, height = size
    sheet = Image.new("RGB", (3 * width + 2 * GAP, height + LABEL), "#888888")
    pen = ImageDraw.Draw(sheet)
    for at, (name, panel) in enumerate(panels.items()):
        pen.text((at * (width + GAP) + GAP, 4), name, fill="white", font_size=LABEL * 0.6)
        sheet.paste(panel, (at * (width + GAP), LABEL))
    kept = BytesIO()
    sheet.save(kept, "PNG")
    return kept.getvalue()


def _on(picture: Image.Image, size: tuple[int, ...]) -> Image.Image:
    """A picture at the upper left of a white ground."""
    ground = Image.new("RGB", (size[0], size[1]), "white")
    ground.paste(picture)
    return ground


def _marked(old: Image.Image, new: Image.Image) -> Image.Image:
    """The new picture, pale, with red wherever the old one differs."""
    bands = ImageChops.difference(old, new).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    moved = most.point(lambda step: 255 if step > SEEN else 0)
    pale = Image.blend(new.convert("L").convert("RGB"), Image.new("RGB", new.size, "white"), 0.75)
    return Image.composite(Image.new("RGB", new.size, "#d00000"), pale, moved)
