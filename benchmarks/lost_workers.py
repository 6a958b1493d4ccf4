"""What a user sees when a worker, and then the scheduler, is killed in the middle of many stories.

    .venv/bin/python benchmarks/lost_workers.py [--stories 200] [--worker-after 60] [--scheduler-after 120]

Begins a scheduler and two workers on this machine, runs `story run --all` on them over stories that
are made up, and kills one worker and later the scheduler, each after so many stories. Prints every
line that the user sees; `>` are this program's own.
"""

import argparse
import json
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from made_stories import make

HERE = ("--host", "127.0.0.1")
Process = subprocess.Popen[str]


def main() -> int:
    """Run, kill, print; the exit code is 1 if the command ended as if all were well."""
    options = _options()
    with nullcontext(options.at) if options.at else TemporaryDirectory() as name:
        place = Path(name).absolute()
        make(options.stories, place / "project")
        begun: list[Process] = []
        try:
            return int(_watched(place, options, begun) == 0)
        finally:
            for process in begun:
                process.kill()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--worker-after", type=int, default=60)
    parser.add_argument("--scheduler-after", type=int, default=120)
    parser.add_argument("--at", type=Path, help="where stories and charts stay")
    return parser.parse_args()


def _watched(place: Path, options: argparse.Namespace, begun: list[Process]) -> int:
    """The exit code of the command, of which every line is printed."""
    file = place / "scheduler.json"
    file.unlink(missing_ok=True)
    scheduler = _begin(begun, "scheduler", "--port", "0", "--scheduler-file", str(file))
    while not file.is_file():
        time.sleep(0.1)
    named = ("--scheduler-file", str(file), "--nthreads", "1", "--no-nanny")
    worker, _ = (_begin(begun, "worker", *named, "--name", name) for name in ("one", "two"))
    address = json.loads(file.read_text("utf-8"))["address"]
    words = ["--root", str(place / "project"), "run", "--all", "--size", "web"]
    words += ["--scheduler", address, "--to", str(place / "dist")]
    print(f"> story {' '.join(words)}", flush=True)
    command = subprocess.Popen(
        [sys.executable, "-m", "helpers.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    begun.append(command)
    assert command.stdout is not None
    killed = 0.0
    for done, line in enumerate(command.stdout, start=1):
        print(line, end="", flush=True)
        if done == options.worker_after:
            worker.kill()
            print("> one of two workers is killed", flush=True)
        if done == options.scheduler_after:
            scheduler.kill()
            killed = time.monotonic()
            print("> the scheduler is killed", flush=True)
    code = command.wait()
    print(f"> exit code {code}, {time.monotonic() - killed:.0f} s after the scheduler", flush=True)
    return code


def _begin(begun: list[Process], what: str, *words: str) -> Process:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *HERE]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begun.append(subprocess.Popen([*command, *words], text=True, **quiet))
    return begun[-1]


if __name__ == "__main__":
    sys.exit(main())
