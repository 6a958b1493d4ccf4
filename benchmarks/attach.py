"""How long a copy takes to be proved, by what else stands in it.

    python benchmarks/attach.py

Each is the example's article, one paragraph of which has a word written into it, as `story attach`
would find it: in a browser's page with JupyterLab's own scripts, below menus, below one line again
and again. In seconds of the processor, once. Exit code: 0 if each takes at most `GOAL` seconds.
"""

import random
import sys
from collections.abc import Iterator
from importlib.metadata import files
from itertools import accumulate
from time import process_time

from helpers.story.article_copy.proof import known_paragraphs, prove
from helpers.story.csv_tables import read_table
from helpers.story.project import story_folder

GOAL = 30
FOLDER = story_folder("example")
ARTICLE = (FOLDER / "article.txt").read_text(encoding="utf-8")


def changed() -> str:
    """The article with a remark inside its longest paragraph."""
    longest = max(ARTICLE.splitlines(), key=len)
    middle = longest.index(" ", len(longest) // 2)
    return ARTICLE.replace(longest, f"{longest[:middle]} (photo by us){longest[middle:]}")


def scripts(size: int) -> str:
    """So many characters of scripts as pages have them."""
    every = (one for one in files("jupyterlab") or () if "lab/static" in one.as_posix())
    read = (one.read_text() for one in sorted(every) if one.suffix == ".js")
    return next(text for text in accumulate(read) if len(text) >= size)[:size]


def menus(lines: int, words: int) -> str:
    """So many lines of up to so many of the article's words, in random order."""
    chance, known = random.Random(1), ARTICLE.split()
    return "\n".join(
        " ".join(chance.choices(known, k=chance.randint(1, words))) for _ in range(lines)
    )


def copies() -> Iterator[tuple[str, str]]:
    """What is proved: its name, and the copy."""
    text = changed()
    paragraphs = "".join(f"<p class='a'>{line}</p>\n" for line in text.splitlines() if line)
    yield "alone", text
    for size in (100_000, 500_000, 1_000_000):
        yield f"{size:,} characters of script", f"<script>{scripts(size)}</script>{paragraphs}"
    for lines, words in ((100, 5), (3_000, 5), (3_000, 15)):
        yield f"{lines:,} lines of up to {words} words", f"{menus(lines, words)}\n{text}"
    for line in ('"', "a\n", "\u2026\n", "Thursday morning\n\nAt least nine"):
        yield f"{line!r} for 100,000 characters", f"{line * (100_000 // len(line))}\n{text}"


def main() -> int:
    """Measure, print, and say whether the goal is met."""
    known = known_paragraphs(read_table(FOLDER, "paragraphs").rows)
    slowest = 0.0
    for name, copy in copies():
        begun = process_time()
        match = prove(known, copy)
        took = process_time() - begun
        slowest = max(slowest, took)
        print(
            f"{name:58}{len(copy):10,} characters{took:8.2f} s, "
            f"{len(match.words.paragraphs)} of {len(known)} paragraphs",
            flush=True,
        )
    print(f"{'the slowest':58}{slowest:29.2f} s (goal: {GOAL})")
    return 0 if slowest <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
