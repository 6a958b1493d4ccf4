"""Kernels forked from one warm parent, in which pandas, matplotlib and the helpers stand ready.

A kernel of one's own spends most of its time on starting and importing. The parent is Python's own
fork server: it has imported modules and done nothing else, so that every notebook begins in a fresh
namespace. `ForkedManager` starts such kernels, `client_for` runs the cells of a notebook in one.
"""

import gc
import multiprocessing
import os
import signal
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

import helpers
from helpers.desk.writing import end_with_parent

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

KERNEL = "python3"
CELL_LIMIT = 60
"""Seconds for which a cell may run. Most take well under one, but a machine may be busy."""

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
PROVISIONER = "forked"
"""The name under which pyproject.toml makes it known to Jupyter's client."""
WARM = ("ipykernel.kernelapp", "ipykernel.zmqshell", "matplotlib_inline.backend_inline", __name__)
"""What a kernel imports before its first cell; the helpers import the rest."""
ROOMS = ("values", "story", "charts", "topics", "show")
"""The rooms from which every notebook imports; the explorer is asked for by one."""
SELDOM = frozenset({"making", "printed", "printed_table", "live_tables"})
"""What no notebook imports from them, or few do."""


class ForkedKernel:
    """A kernel's process, as Jupyter's client knows one: what it asks of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], folder: str, environment: dict[str, str]) -> None:
        begin_parent()
        self._process: BaseProcess = multiprocessing.get_context("forkserver").Process(
            target=run_kernel, args=(arguments, folder, environment), daemon=True
        )
        self._process.start()
        self.pid: int = self._process.pid or 0

    def poll(self) -> int | None:
        """The exit code, if the kernel has ended."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """The exit code, once the kernel has ended."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal to a kernel that has not ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


class _ForkedSpecs(KernelSpecManager):
    """The kernels of this machine, started as forks."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        spec = super().get_kernel_spec(kernel_name)
        spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": PROVISIONER}}
        return spec


class ForkedManager(AsyncKernelManager):
    """Starts and ends a kernel as any manager of Jupyter's does: as a fork, where there are forks."""

    def __init__(self, **settings: Any) -> None:
        specs = _ForkedSpecs() if FORKS else KernelSpecManager()
        super().__init__(kernel_spec_manager=specs, **settings)


class ForkedProvisioner(LocalProvisioner):
    """Starts kernels as forks; everything else is as for any kernel on this machine."""

    process: Any

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel: cmd is a Python, `-m`, a module, and the kernel's own arguments."""
        folder = str(kwargs.get("cwd") or Path.cwd())
        self.process = ForkedKernel(cmd[3:], folder, dict(kwargs.get("env") or os.environ))
        self.pid, self.pgid, self.cwd = self.process.pid, None, folder
        return self.connection_info


def begin_parent() -> None:
    """Start the parent of all kernels, unless it runs; it imports while this process goes on."""
    if not FORKS:
        return
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload([*WARM, *modules()])
    forkserver.ensure_running()


def modules() -> list[str]:
    """What notebooks import from the helpers. Listed, not imported: that is for the parent."""
    home = Path(helpers.__path__[0])
    paths = (path for room in ROOMS for path in sorted((home / room).rglob("*.py")))
    names = (path.relative_to(home.parent).with_suffix("").parts for path in paths)
    return [
        ".".join(parts).removesuffix(".__init__") for parts in names if SELDOM.isdisjoint(parts)
    ]


def run_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be a kernel, in a process that was just forked; returns when it is told to end."""
    from ipykernel.kernelapp import IPKernelApp

    gc.freeze()  # what the parent imported is never garbage: to look through it would copy it
    end_with_parent()
    os.setsid()  # an interrupt of whoever started it is not meant for the kernel
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.argv = [IPKernelApp.name, *arguments]
    IPKernelApp.launch_instance()


def client_for(
    notebook: "NotebookNode", folder: Path, limit: int, **settings: Any
) -> "NotebookClient":
    """A client that runs a notebook in a kernel of its own.

    Input: the notebook, whose cells get the outputs; the folder to run it in; for how many seconds
    a cell may run; further settings of nbclient.
    """
    import helpers.story.jsonschema_without_iri  # noqa: F401, I001  # before nbclient
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
