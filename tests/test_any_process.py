"""The same inputs give the same bytes in any process: charts, exports, tables, the explorer."""

import os
import subprocess
import sys
from pathlib import Path

from helpers.desk.charts import write_charts
from helpers.desk.export import EXPORTS, write_exports
from helpers.desk.pages import write_explorer
from helpers.story.story import open_story

TWO = ["claims-voices", "places-distances"]
"""A chart of rows and one that reads two tables."""


def make(dist: Path) -> None:
    """Write what leaves the house, without the notebooks."""
    story = open_story("example")
    write_charts(story.id, dist, TWO, lambda _: None, sizes=["mobile"], processes=1)
    write_exports(story, dist)
    write_explorer(story, dist)


def test_the_same_inputs_give_the_same_bytes_in_any_process(root: Path, tmp_path: Path) -> None:
    here, beside = tmp_path / "here", tmp_path / "beside"
    make(here)
    environment = {**os.environ, "PYTHONHASHSEED": "4021"}
    command = [sys.executable, "-m", "tests.test_any_process", str(beside)]
    subprocess.run(command, check=True, env=environment, cwd=root)
    made, again = (
        {path.relative_to(dist): path.read_bytes() for path in dist.rglob("*.*") if path.is_file()}
        for dist in (here, beside)
    )
    assert set(made) == set(again)
    # Of a chart six files, its facts and its rows; every export; the explorer twice; the story.
    assert len(made) == 2 * 8 + len(EXPORTS) + 3
    assert [str(name) for name in made if made[name] != again[name]] == []


if __name__ == "__main__":
    make(Path(sys.argv[1]))
