"""Kernels are forked from one parent that has imported everything, and share nothing else."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from helpers.desk.forked_kernel import ForkedManager

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")

Said = Callable[..., list[str]]


@pytest.fixture
def said() -> Said:
    """What the cells of a new notebook print, in a kernel of its own."""

    def run(*sources: str, **environment: str) -> list[str]:
        make: Any = NotebookClient
        notebook: Any = new_notebook(cells=[new_code_cell(text) for text in sources])
        make(notebook, kernel_name="python3", kernel_manager_class=ForkedManager).execute(
            env={**os.environ, **environment}
        )
        return [output.text.strip() for cell in notebook.cells for output in cell.outputs]

    return run


def test_a_kernel_begins_with_the_helpers_imported_and_nothing_of_the_one_before(
    said: Said,
) -> None:
    look = "import sys; print('helpers.show' in sys.modules)"
    left = "import pandas; print(hasattr(pandas, 'left'), 'mine' in globals(), __name__)"
    leave = "import pandas; pandas.left = mine = 1"
    first = said(look, left, leave, "import os; print(os.getppid())")
    second = said(look, left, "import os; print(os.getppid())")
    assert first == second
    assert first[:2] == ["True", "False False __main__"]


def test_a_kernel_has_the_environment_that_it_is_given_and_leaves_ours_alone(said: Said) -> None:
    (told,) = said("import os; print(os.environ.pop('CLAIM_WORDS'))", CLAIM_WORDS="hide")
    assert told == "hide"
    assert "CLAIM_WORDS" not in os.environ


ORPHANS = """
import asyncio, os, signal
from helpers.desk.forked_kernel import ForkedManager

async def begin():
    manager = ForkedManager(kernel_name="python3")
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready()
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(begin())
"""


def test_a_kernel_ends_with_whoever_started_it_even_if_that_is_killed() -> None:
    # The kernel and its parent keep this pipe open: it ends only when they have ended.
    begun = subprocess.Popen([sys.executable, "-c", ORPHANS], stderr=subprocess.PIPE)
    _, told = begun.communicate(timeout=50)
    assert (begun.returncode, told) == (-9, b"")
