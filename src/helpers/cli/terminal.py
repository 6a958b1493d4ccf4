"""What the command prints, whatever it prints to: letters that it lacks, a reader who has gone."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BufferedWriter, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

GONE = (errno.EPIPE, errno.EINVAL)
"""What the system says where nobody reads on, as behind `| head`; the second on Windows."""


class _Outlet(RawIOBase):
    """Where bytes go to, until they can't: then they are dropped, and `failed` says why."""

    def __init__(self, raw: RawIOBase) -> None:
        self._raw = raw
        self.failed: OSError | None = None

    def write(self, data: "ReadableBuffer") -> int | None:
        if not self.failed:
            try:
                return self._raw.write(data)
            except OSError as error:
                self.failed = error
        return memoryview(data).nbytes

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw.isatty()

    def fileno(self) -> int:
        return self._raw.fileno()


@contextmanager
def any_terminal() -> Iterator[list[OSError]]:
    r"""Let nothing that is printed stop the work, for as long as this lasts.

    A letter that the encoding of the output lacks is printed as its escape, such as \u016b. Where
    nobody reads on, the rest is dropped.

    Output: a list that holds, in the end, why output was lost for other reasons.
    """
    lost: list[OSError] = []
    outlets: list[_Outlet] = []
    with (
        redirect_stdout(_lenient(sys.stdout, outlets)) as out,
        redirect_stderr(_lenient(sys.stderr, outlets)) as errors,
    ):
        try:
            yield lost
        finally:
            for stream in (out, errors):
                # A program without a window has neither.
                if stream is not None:
                    stream.flush()
    failures = [outlet.failed for outlet in outlets if outlet.failed]
    lost += [failure for failure in failures if failure.errno not in GONE]


def _lenient(stream: TextIO, outlets: list[_Outlet]) -> TextIO:
    """The same output, by way of an outlet; a stream that is no file as it is."""
    if not isinstance(stream, TextIOWrapper):
        return stream
    # Without buffers (python -u) the stream stands on the file itself.
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if not isinstance(raw, RawIOBase):
        return stream
    stream.flush()
    outlets.append(_Outlet(raw))
    return TextIOWrapper(
        BufferedWriter(outlets[-1]),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
