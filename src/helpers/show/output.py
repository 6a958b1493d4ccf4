"""How anything gets into the output of a cell: as HTML, with a twin in plain text."""

from collections.abc import Mapping

from IPython.display import display


def put(html: str, plain: str) -> None:
    """Put out HTML, and the words for whatever shows none."""
    put_media({"text/html": html, "text/plain": plain})


def put_media(output: Mapping[str, str]) -> None:
    """Put out one thing in several media types."""
    display(dict(output), raw=True)  # type: ignore[no-untyped-call]
