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

    Input: an RGB or RGBX image. Output: one of mode P. With 256 colours or fewer nothing changes.
    """
    pixels = np.asarray(image.convert("RGBX")).view(">u4").astype(np.uint32).ravel() >> 8
    # Most neighbours are alike: what has to be sorted is where another colour begins.
    begins = np.flatnonzero(np.append(True, pixels[1:] != pixels[:-1]))
    lengths = np.diff(begins, append=pixels.size)
    colours, ranks = np.unique(pixels[begins], return_inverse=True)
    channels = np.stack([colours >> 16, (colours >> 8) & 255, colours & 255]).astype(np.int32)
    chosen, nearest = _chosen(channels, np.bincount(ranks, weights=lengths))
    places = np.repeat(nearest[ranks], lengths).reshape(image.height, image.width)
    small = Image.fromarray(places)
    small.putpalette(channels[:, chosen].T.astype(np.uint8).tobytes())
    return small


def _chosen(channels: NDArray[Any], counts: NDArray[Any]) -> tuple[list[int], NDArray[np.uint8]]:
    """The colours of the palette, and for every colour the place of its nearest one there.

    Input: a column of red, green and blue per colour, and how many pixels each has. First come the
    most frequent, then again and again the one that is farthest from all of them.
    """
    many = channels.shape[1]
    distance = np.full(many, np.iinfo(np.int32).max, dtype=np.int32)
    nearest = np.zeros(many, dtype=np.uint8)
    frequent = np.argsort(-counts, kind="stable")[:FREQUENT]
    chosen: list[int] = []
    while len(chosen) < min(COLOURS, many):
        at = len(chosen)
        new = int(frequent[at]) if at < len(frequent) else int(distance.argmax())
        to_new = ((channels - channels[:, [new]]) ** 2).sum(axis=0, dtype=np.int32)
        closer = to_new < distance
        distance[closer] = to_new[closer]
        nearest[closer] = at
        chosen.append(new)
    return chosen, nearest
