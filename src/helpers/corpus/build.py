"""A corpus built from the stories of a project: what has changed is written, and nothing else."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from helpers.corpus.manifest import (
    FILE,
    LeftOut,
    Made,
    Manifest,
    read_manifest,
    rules,
    write_manifest,
)
from helpers.corpus.places import digest_in, is_here, names_in
from helpers.corpus.transfer import sources_of, stories_in
from helpers.corpus.writing import (
    FACTS,
    PARTITION,
    READ,
    take_away,
    write_facts,
    write_story,
)
from helpers.story.contract import version
from helpers.story.data_package import PACKAGE
from helpers.story.problem import StoryError

Task = tuple[Any, ...]
KEPT = 30.0
"""So many seconds of work are lost at most if a build is ended from outside."""

Each = Callable[[str, Iterable[Task]], Iterable[tuple[Task, Any]]]
"""Call a function of `corpus.writing`, by its name, with every task; give each with its result."""


@dataclass(frozen=True)
class Built:
    """What came of a build: stories written, unchanged and taken away; those left out, and why."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]


def build(
    stories: Path,
    corpus: Path,
    progress: Callable[[str], object] = print,
    each: Each | None = None,
) -> Built:
    """Bring a corpus up to date with the stories of a folder, which stay untouched.

    Input: the folder `data/stories` of a project, and the folder of the corpus, made if need be, or
        places as `places.place_of` gives them; whom to tell; `each` who does the work, this process
        if nobody is named.
    Output: what was done. A story that fails the check is left out, and taken out if it stood there;
        one in which nothing changed since is not checked again.

    Raises:
        StoryError: `stories` is no such folder, `corpus` holds something else, or one of them
            can't be reached.
        OSError: the corpus can't be written to; what was written stands.
    """
    names = stories_in(stories)
    before = _standing(corpus)
    sources = sources_of(stories, names, READ)
    stands = [name for name in names if _is_whole(before, name, sources[name], corpus)]
    removed = sorted(_folders(corpus) - set(names))
    take_away(removed, corpus)
    made = {name: before.stories[name] for name in stands}
    left_out = {
        name: known
        for name, known in before.left_out.items()
        if name not in made and known.source == sources.get(name)
    }
    tasks = [(name, stories, corpus) for name in names if name not in made | left_out]
    results = (each or _here)("write_story", tasks) if tasks else ()
    kept = monotonic()
    try:
        for at, ((name, *_), problems) in enumerate(results, start=1):
            done = f"story {at} of {len(tasks)}: {name}"
            if problems:
                take_away([name], corpus)
                told = _told(stories / name, problems)
                left_out[name] = LeftOut(sources[name], told)
                progress(f"{done}, LEFT OUT: {told[0]}")
            else:
                made[name] = Made(sources[name], _parquet(corpus, name))
                progress(done)
            if monotonic() - kept > KEPT:
                # Without the table of all stories, which the end of a build writes.
                write_manifest(corpus, replace(before, stories=made, left_out=left_out, facts=""))
                kept = monotonic()
    finally:
        same = made == before.stories and before.facts == digest_in(corpus, FACTS)
        facts = before.facts if same else write_facts(corpus, sorted(made))
        write_manifest(corpus, replace(before, stories=made, left_out=left_out, facts=facts))
    written = tuple(name for name in names if name in made and name not in stands)
    problems_of = {name: left_out[name].problems for name in sorted(left_out)}
    return Built(written, tuple(stands), tuple(removed), problems_of)


def _standing(corpus: Path) -> Manifest:
    """The manifest that still counts; one without stories where everything is to be made anew."""
    names = names_in(corpus)
    others = [name for name in names if not name.startswith((PARTITION, FACTS, "."))]
    if others and FILE not in names:
        raise StoryError(
            [f"{corpus} holds {others[0]}, which is of no corpus; name a folder of its own"]
        )
    try:
        before = read_manifest(corpus)
    except StoryError:
        before = Manifest(version(), "")
    return before if before.rules == rules() else Manifest(version(), rules())


def _is_whole(before: Manifest, story: str, source: str, corpus: Path) -> bool:
    """Whether what stands of a story was made from the same files, and nobody has touched it."""
    known = before.stories.get(story)
    return known is not None and known == Made(source, _parquet(corpus, story))


def _parquet(corpus: Path, story: str) -> str:
    """The hash of what stands of a story; "" elsewhere, where it would have to be fetched."""
    if not is_here(corpus):
        return ""
    return digest_in(corpus / f"{PARTITION}{story}", "*")


def _folders(corpus: Path) -> set[str]:
    names = (name for name in names_in(corpus) if name.startswith(PARTITION))
    return {name.removeprefix(PARTITION) for name in names}


def _here(_function: str, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
    for task in tasks:
        yield task, write_story(*task)


def _told(folder: Path, problems: tuple[str, ...]) -> tuple[str, ...]:
    """Why a story is left out: what explains the rest comes first."""
    if not (folder / "article.toml").is_file():
        return ("no story: it has no article.toml", *problems)
    contract = _contract_of(folder)
    if contract and contract != version():
        told = f"its tables are of contract {contract}, and this is contract {version()}"
        return (f"{told}: bring them up to date, then story generate", *problems)
    return problems


def _contract_of(folder: Path) -> str:
    """The version of the contract that a story says its tables are of; "" if it says none."""
    try:
        package = json.loads((folder / PACKAGE).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(package.get("version", "")) if isinstance(package, dict) else ""
