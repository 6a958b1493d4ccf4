"""A picture with at most 256 colours, none of which stands for another that an eye can tell apart.

Colours mean something here, and a mark may be small: a palette made for photographs takes the rare
ones for their neighbours, and a teal triangle comes out blue.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLOURS = 256
# So many places go to the colours with the most pixels, the rest to those that are worst off.
FREQUENT = 128


def few_colours(image: Image.Image) -> Image.Image:
    """The same picture with a palette, which halves its file.

    Input: an RGB image. Output: one of mode P. With 256 colours or fewer nothing changes at all.
    """
    pixels = np.asarray(image).astype(np.uint32)
    packed = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    seen = np.zeros(1 << 24, dtype=bool)
    seen[packed] = True
    colours = np.flatnonzero(seen)
    rank = np.zeros(1 << 24, dtype=np.uint32)
    rank[colours] = np.arange(len(colours), dtype=np.uint32)
    ranks = rank[packed]
    counts = np.bincount(ranks.ravel(), minlength=len(colours))
    channels = np.stack([colours >> 16, (colours >> 8) & 255, colours & 255], axis=1)
    chosen, nearest = _chosen(channels.astype(np.int64), counts)
    small = Image.fromarray(nearest[ranks])
    small.putpalette(channels[chosen].astype(np.uint8).tobytes())
    return small


def _chosen(channels: NDArray[Any], counts: NDArray[Any]) -> tuple[list[int], NDArray[np.uint8]]:
    """The colours of the palette, and for every colour the place of its nearest one there.

    First come the most frequent, then again and again the one that is farthest from all of them.
    """
    distance = np.full(len(channels), np.iinfo(np.int64).max)
    nearest = np.zeros(len(channels), dtype=np.uint8)
    frequent = np.argsort(-counts, kind="stable")[:FREQUENT]
    chosen: list[int] = []
    while len(chosen) < min(COLOURS, len(channels)):
        at = len(chosen)
        new = int(frequent[at]) if at < len(frequent) else int(distance.argmax())
        to_new = ((channels - channels[new]) ** 2).sum(axis=1)
        closer = to_new < distance
        distance[closer] = to_new[closer]
        nearest[closer] = at
        chosen.append(new)
    return chosen, nearest
