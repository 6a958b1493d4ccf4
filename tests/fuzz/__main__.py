"""Read damaged content for as long as is asked: python -m tests.fuzz --minutes 60 [READER ...].

A minute is one of processor time, so that a busy machine reads no less.

Every input has a limit of processor time and of memory. What was found is told with the damage that
is left after hypothesis has made it small, and kept under dist/failures/fuzz/ to be looked at; a
fault that is known is passed over from then on. Exit codes: 0 nothing found, 1 something found.
"""

import argparse
import faulthandler
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from .damage import damaged
from .readers import READERS, ROOT, Read, Reader

KEPT = ROOT / "dist" / "failures" / "fuzz"
SECONDS = 30
"""So much processor time has each megabyte of an input; most inputs take a hundredth of a second."""
MEGABYTE = 1_000_000
MEMORY = 4 * 2**30
"""So much memory may all of the process hold, DuckDB's share of it reserved and not used."""
BATCH = 200


class TooLongError(Exception):
    """An input that is read for too long."""


@contextmanager
def limited(size: int) -> Iterator[None]:
    """End what takes longer than an input may, by its error; what Python can't end, by the process."""
    most = SECONDS * (1 + size // MEGABYTE)

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError(f"more than {most} seconds of processor time")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, most)
    faulthandler.dump_traceback_later(40 * SECONDS, exit=True)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()


def place(error: BaseException) -> str:
    """What tells one fault from another: its kind, and the last line of ours that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "/src/helpers/" in one.filename] or list(frames)
    told = re.sub(r"\d+", "", str(error))[:60] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} in {Path(ours[-1].filename).name}:{ours[-1].lineno} {told}"


def fuzz(name: str, reader: Reader, read: Read, minutes: float, first: int) -> tuple[int, int]:
    """Read until the time is over; how many inputs were read, and how many faults found."""
    known: set[str] = set()
    count, slowest, begun = 0, 0.0, time.process_time()
    number = first
    while time.process_time() - begun < minutes * 60:

        @seed(number)
        @settings(
            max_examples=BATCH,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            verbosity=Verbosity.quiet,
        )
        @given(damaged(reader.seeds))
        def attempt(case: tuple[str, bytes]) -> None:
            nonlocal count, slowest
            count += 1
            before = time.process_time()
            try:
                with limited(len(case[1])):
                    read(*case)
            except Exception as error:
                if place(error) not in known:
                    raise
            slowest = max(slowest, time.process_time() - before)

        try:
            attempt()
        except Exception as error:
            for each in error.exceptions if isinstance(error, ExceptionGroup) else (error,):
                known.add(place(each))
                _keep(name, number, len(known), each)
        number += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {count:,} inputs in {(time.process_time() - begun) / 60:.1f} minutes, "
        f"seeds {first} to {number - 1}; slowest {slowest:.2f} s, at most {peak:,.0f} MB; "
        f"{len(known)} faults",
        flush=True,
    )
    return count, len(known)


def _keep(name: str, number: int, fault: int, error: Exception) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{name.replace(' ', '-')}-{number}-{fault}.txt"
    told = "".join(traceback.format_exception(error))
    notes = "\n".join(getattr(error, "__notes__", []))
    path.write_text(f"{told}\n{notes}"[:200_000], encoding="utf-8", errors="backslashreplace")
    print(f"{name}: {place(error)}: {str(error)[:200]!r}; {path}", flush=True)


def main() -> int:
    """Fuzz the readers that are asked for, one after the other."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("readers", nargs="*", metavar="READER", help=", ".join(READERS))
    ask.add_argument("--minutes", type=float, default=60, help="of processor time, for each reader")
    ask.add_argument("--seed", type=int, default=0, help="the first of its seeds")
    asked = ask.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found = 0
    for name in asked.readers or READERS:
        with tempfile.TemporaryDirectory(prefix="claim-fuzz-") as folder:
            reader = READERS[name]()
            found += fuzz(name, reader, reader.begin(Path(folder)), asked.minutes, asked.seed)[1]
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
