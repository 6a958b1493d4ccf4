"""Every command of the project, with nothing but Python: `python make.py charts`.

`make` calls this file with the same words. Where there is no make, as on Windows, call it yourself:
`py make.py help` lists what there is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    wanted = ".".join(map(str, OLDEST))
    print(f"Python {wanted} or newer is needed, and {sys.executable} is {sys.version.split()[0]}.")
    sys.exit(2)

import tomllib  # noqa: E402 - no older Python has it

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
FOLDER, SUFFIX = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
PYTHON, STORY, UV = (VENV / FOLDER / f"{name}{SUFFIX}" for name in ("python", "story", "uv"))

# The second reader of dates, of the versions and hashes in its lock.
READER = ROOT / "tests" / "values" / "edtf"
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is there is taken: one without windows starts and draws in less time."""
APT_GET = ("apt-get", "install", "-y", "--no-install-recommends")

# What a command needs of pyproject.toml's lists.
CHARTS = frozenset({"run", "scripts", "build", "lock"})
LAB = CHARTS | {"lab", "pages"}
PICTURES = frozenset({"pictures"})
ALL = LAB | PICTURES | {"cluster", "places", "remote", "test"}

# What changes the code, for those who ask for it.
MUTANTS = ROOT / "tests" / "mutants" / "requirements.txt"

# For how long damaged files are read, and which damage comes first.
FUZZED = {"MINUTES": "60", "SEED": "0"}

# What looks up vulnerabilities asks servers, and is fetched when it is wanted.
PIP_AUDIT, ZIZMOR = "pip-audit==2.10.1", "zizmor==1.32.0"


class CommandError(Exception):
    """Ends with a code: a message was printed, or the command that failed has said why."""


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a command in the project's folder; stop where it fails, with its code."""
    out = subprocess.DEVNULL if quiet else None
    done = subprocess.run([str(word) for word in command], cwd=ROOT, stdout=out, check=False)
    if done.returncode:
        raise CommandError(done.returncode)


def works(*command: str | Path, quiet: bool = False) -> bool:
    """Whether a command ran and did not fail."""
    try:
        run(*command, quiet=quiet)
    except (OSError, CommandError):
        return False
    return True


def refuse(message: str) -> None:
    """Say what is wrong and how to mend it, and stop."""
    print(message)
    raise CommandError(2)


def same(one: Path, other: Path) -> bool:
    """Whether both files are there and hold the same."""
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


# --- the environment ------------------------------------------------------------------------------

PIN = re.compile(
    r"^(?P<pin>(?P<name>[\w.-]+)==.*\n(?: +--hash=.*\n)+)(?P<asked_by>(?: +#.*\n)*)", re.MULTILINE
)


def pins(text: str) -> list[str]:
    """The lines of each package in a list, without comments."""
    return [found["pin"] for found in PIN.finditer(text)]


def needed(groups: frozenset[str]) -> list[str]:
    """What groups of pyproject.toml need of requirements.txt.

    Below each package requirements.txt says what asks for it, so no second list is kept. What one
    group asks for with an extra may be taken for another as well: too much then, never too little.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"run": project["dependencies"], **project["optional-dependencies"]}
    names = {re.split(r"[^\w.-]", line)[0] for group in groups for line in lists[group]}
    found = list(PIN.finditer((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    asked_by = {pin["name"]: set(re.findall(r"[\w.-]+", pin["asked_by"])) for pin in found}
    for _ in asked_by:  # no chain is longer than the list
        names |= {name for name, others in asked_by.items() if others & names}
    return [pin["pin"] for pin in found if pin["name"] in names]


def set_up(groups: frozenset[str]) -> None:
    """Install what groups need, and the project itself in place; nothing that is there already.

    The list of what was installed is written last, so an install that broke off is not taken for
    one. Where a version has changed all begins anew; a further group is installed beside others.
    """
    wanted, listed = needed(groups), needed(ALL)
    stamp, project = (VENV / f"{name}.installed" for name in ("requirements", "project"))
    there = set(pins(stamp.read_text(encoding="utf-8"))) if stamp.is_file() else set()
    begun = there and there <= set(listed) and shutil.which(PYTHON)
    if not begun:
        stamp.unlink(missing_ok=True)
        print("== setting up .venv (once, about a minute)", flush=True)
        run(sys.executable, "-m", "venv", "--clear", VENV)
        install_list([pin for pin in listed if pin.startswith("uv==")], with_uv=False)
        there = set()
    if not there.issuperset(wanted):
        install_list([pin for pin in listed if pin in there.union(wanted)]).replace(stamp)
    if not same(ROOT / "pyproject.toml", project):
        install("--no-deps", "--no-build-isolation", "--editable", ".")
        shutil.copyfile(ROOT / "pyproject.toml", project)


def install_list(wanted: list[str], with_uv: bool = True) -> Path:
    """Install pinned packages by their hashes; returns the file that lists them."""
    path = VENV / "requirements.partial"
    path.write_text("".join(wanted), encoding="utf-8")
    install("--require-hashes", "--requirement", path, with_uv=with_uv)
    return path


def install(*what: str | Path, with_uv: bool = True) -> None:
    """Install into the environment: with uv in seconds, and with pip in minutes where uv cannot.

    pip knows what a newsroom has told it of its own index and certificates, and uv does not.
    """
    if with_uv and works(UV, "pip", "install", "--quiet", "--python", PYTHON, *what):
        return
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-compile")
    run(PYTHON, "-m", "pip", "install", *quiet, *what)


def apt_get(package: str) -> bool:
    """Install a Debian package where that takes no password; whether it worked."""
    sudo = () if is_root() else ("sudo", "-n")
    if not shutil.which("apt-get") or (sudo and not works(*sudo, "true", quiet=True)):
        return False
    print(f"== installing {package} (once)", flush=True)
    # Nobody is there to be asked, so that debconf need not say that it can't ask.
    prefix = (*sudo, "env", "DEBIAN_FRONTEND=noninteractive")
    return works(*prefix, "apt-get", "update", "-qq") and works(
        *prefix, *APT_GET, package, "-qq", quiet=True
    )


def has_chromium() -> bool:
    """Whether there is a browser: the one that CHROMIUM names, or one that is installed."""
    named = os.environ.get("CHROMIUM")
    return any(map(shutil.which, [named] if named else CHROMIUMS))


def is_root() -> bool:
    """Whether this may install for the whole machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


# --- the commands ---------------------------------------------------------------------------------


def charts(story: str) -> None:
    """Draw every chart and table, run every notebook, write explorer and exports into dist/."""
    set_up(CHARTS | PICTURES if has_chromium() else CHARTS)
    run(STORY, "export", story, "--to", "dist")
    run(STORY, "explore", story, "--to", "dist")
    run(STORY, "charts", story, "--dark", "--to", "dist")
    run(STORY, "tables", story, "--to", "dist")
    run(STORY, "notebooks", story, "--to", "dist")
    print("Open dist/index.html")


def setup(_: str) -> None:
    """Set up all of .venv, for work in an editor; the other commands set up what they need."""
    set_up(ALL)


def test(story: str) -> None:
    """Everything that CI runs."""
    set_up(ALL)
    browser(story)
    reader(story)
    run(PYTHON, Path("tests", "run_all.py"))


def browser(_: str) -> None:
    """Find Chromium, in which pages are tested, or install it where apt-get can."""
    named, skipped = os.environ.get("CHROMIUM"), os.environ.get("BROWSER") == "skip"
    if skipped and os.environ.get("CI"):
        refuse("BROWSER=skip leaves tests out, and CI leaves out none: unset BROWSER")
    if skipped or has_chromium():
        return
    if named:
        refuse(f"CHROMIUM is {named}, and no program stands there: unset or mend it")
    if not (apt_get(CHROMIUMS[0]) or apt_get("chromium")):
        refuse(
            f"Chromium is missing, in which pages are tested: sudo {' '.join(APT_GET)} chromium, "
            "or install it from chromium.org and set CHROMIUM to its path; "
            "BROWSER=skip make test leaves those tests out"
        )


def reader(_: str) -> None:
    """Install the second reader of dates, which those of the stories are held against."""
    lock, stamp = READER / "package-lock.json", READER / "node_modules" / "installed"
    if same(lock, stamp):
        return
    npm = shutil.which("npm") or (apt_get("npm") and shutil.which("npm"))
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    if npm and works(npm, "ci", "--prefix", READER, *quiet):
        shutil.copyfile(lock, stamp)
        return
    print(
        "The second reader of dates could not be installed, and no date is held against it: "
        "install npm, which comes with nodejs.org, and run make reader"
    )
    if os.environ.get("CI"):
        raise CommandError(2)


def lab(_: str) -> None:
    """Open JupyterLab on the overview."""
    set_up(LAB)
    run(PYTHON, "-m", "jupyterlab", Path("notebooks", "00-overview.ipynb"))


def notebooks(story: str) -> None:
    """Run the notebooks and store their outputs in place."""
    set_up(CHARTS)
    run(STORY, "notebooks", story, "--in-place")


def check(_: str) -> None:
    """Hold every table of every story against the contract."""
    set_up(CHARTS)
    run(STORY, "check")


def generate(_: str) -> None:
    """Write again what is generated: data packages, tables in words, README files."""
    set_up(CHARTS)
    run(STORY, "generate")


def lock(_: str) -> None:
    """Compile requirements.txt anew from pyproject.toml, with the newest versions; list licences."""
    set_up(ALL)
    oldest = ".".join(map(str, OLDEST))
    hashed = ("--generate-hashes", "--no-header", "--quiet", "--upgrade")
    which = (UV, "pip", "compile", "--universal", "--python-version", oldest, *hashed)
    run(*which, "--all-extras", "pyproject.toml", "-o", "requirements.txt")
    run(*which, "--group", "mutants", "--constraint", "requirements.txt", "-o", MUTANTS)
    set_up(ALL)
    licences = ("--format=markdown", "--no-version", "--output-file=docs/licences.md")
    run(PYTHON, "-m", "piplicenses", *licences, quiet=True)


def audit(_: str) -> None:
    """Look up known vulnerabilities of all that is pinned, and weak spots of the workflows."""
    set_up(CHARTS)
    reader("")
    tool = (UV, "tool", "run", "--quiet")
    python = ("--strict", "--require-hashes", "--disable-pip", "--requirement", "requirements.txt")
    passed = [
        works(*tool, PIP_AUDIT, *python),
        works(shutil.which("npm") or "npm", "audit", "--prefix", READER),
        works(*tool, ZIZMOR, "--offline", ".github"),
    ]
    if not all(passed):
        raise CommandError(1)


def mutants(_: str) -> None:
    """Change one thing at a time in a scratch copy, and see what notices (SEED=2 ALL=1 MATCH="...")."""
    set_up(ALL)
    install("--require-hashes", "--requirement", MUTANTS)
    told = ((name, os.environ.get(name.upper())) for name in ("seed", "match"))
    options = [f"--{name}={value}" for name, value in told if value]
    run(PYTHON, "-m", "tests.mutants", *options, *["--all"][: bool(os.environ.get("ALL"))])


def properties(_: str) -> None:
    """Ask what must always hold of 2,000 random examples; `make test` asks the same few each time."""
    set_up(ALL)
    asked = ("--quiet", "-p", "no:cacheprovider", "--hypothesis-profile=night", "-m", "hypothesis")
    run(PYTHON, "-m", "pytest", *asked, "--ignore=tests/browser", "tests")


def fuzz(_: str) -> None:
    """Read damaged files of every kind; an hour of processor time each, or MINUTES=10 (SEED=2)."""
    minutes, seed = (os.environ.get(name) or usual for name, usual in FUZZED.items())
    if not seed.isdecimal():
        refuse(f"SEED is {seed}: a whole number is expected, such as 2")
    set_up(ALL)
    # An hour uses up to three thousand of them, one after the other.
    run(PYTHON, "-m", "tests.fuzz", f"--minutes={minutes}", f"--seed={10_000 * int(seed)}")


def clean(_: str) -> None:
    """Remove the environment and everything that was made."""
    caches = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")
    for folder in (VENV, READER / "node_modules", *(ROOT / name for name in ("dist", *caches))):
        shutil.rmtree(folder, ignore_errors=True)


COMMANDS = {
    command.__name__: command
    for command in (
        setup,
        charts,
        test,
        browser,
        reader,
        lab,
        notebooks,
        check,
        generate,
        lock,
        audit,
        mutants,
        properties,
        fuzz,
        clean,
    )
}


def main(words: list[str]) -> int:
    """Run one command; return the exit code."""
    name, *story = words or ["help"]
    if name not in COMMANDS or len(story) > 1:
        for known, command in COMMANDS.items():
            print(f"{known:<11}{command.__doc__}")
        print("STORY is isis-baghdad-2014 unless another is named: example")
        return 0 if words in ([], ["help"]) else 2
    # Compiled once, kept: every notebook starts a Python of its own.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        COMMANDS[name](story[0] if story else os.environ.get("STORY") or "isis-baghdad-2014")
    except CommandError as stopped:
        return int(stopped.args[0])
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
