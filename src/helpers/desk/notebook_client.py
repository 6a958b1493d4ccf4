"""Whoever runs the cells of a notebook: nbclient, with a kernel that is a fork."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import helpers.story.jsonschema_without_iri  # noqa: F401  # before nbclient
from helpers.desk.forked_kernel import ForkedManager

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

KERNEL = "python3"
CELL_LIMIT = 60
"""Seconds for which a cell may run. Most take well under one, but a machine may be busy."""


def client_for(
    notebook: "NotebookNode", folder: Path, limit: int, **settings: Any
) -> "NotebookClient":
    """A client that runs a notebook in a kernel of its own.

    Input: the notebook, whose cells get the outputs; the folder to run it in; for how many seconds
    a cell may run; further settings of nbclient.
    """
    from nbclient import NotebookClient

    make: Any = NotebookClient
    client: NotebookClient = make(
        notebook,
        timeout=limit,
        kernel_name=KERNEL,
        kernel_manager_class=ForkedManager,
        record_timing=False,
        store_widget_state=False,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(folder)}},
        # The kernel talks to this process alone, on this machine: it need not warn of the network.
        extra_arguments=["--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"],
        **settings,
    )
    return client


def environment(**more: str) -> dict[str, str]:
    """The environment of a kernel: that of this process, and more."""
    # Nobody looks at these runs, even if a cell of an open notebook has begun them.
    return {**os.environ, "JPY_SESSION_NAME": "", **more}
