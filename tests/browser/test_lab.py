"""The notebooks in a real JupyterLab: opened as stored, run from the top, and explored by hand.

JupyterLab is started and opened once, and the tests work in it side by side, as a reporter does.
"""

import ast
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from helpers.desk.forked_kernel import PROVISIONER
from helpers.story.story import open_story

from ..conftest import Change
from .conftest import ROOT, NewPage
from .tabs import Tab, Tabs

EXPLORE = "07-explore"
NOTEBOOKS = ("00-overview", "06-cross-check")
"""The first that a reporter opens, and the one with most tables and charts; widgets have tests of their
own. That every cell of all of them runs is seen without a browser; here it is what they show."""

START, RUN = 120, 300  # seconds for the server to answer, and for all notebooks to run
WIDE: Any = {"width": 1600, "height": 1000}
# All cells stand in the page, nothing asks the network for news, nothing is saved by itself.
SETTINGS: dict[str, dict[str, Any]] = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "docmanager-extension/plugin": {"autosave": False},
}

# Kernels are forked (see helpers.desk.forked_kernel) but the editor's, started as readers start theirs.
OWN: dict[str, Any] = {
    "name": "own",
    "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "display_name": "A kernel of its own",
    "language": "python",
    "metadata": {"kernel_provisioner": {"provisioner_name": "local-provisioner"}},
}

WARM = {"name": "python3", "display_name": "Python 3", "language": "python"}

# Of a notebook that is open: its panel, and per code cell its id, its count, its outputs.
PANEL = """[...window.jupyterapp.shell.widgets("main")].find(
  (widget) => widget.context?.path === `notebooks/${name}.ipynb`)"""
CODE = f"""[...{PANEL}.content.model.cells].filter((cell) => cell.type === "code")"""
CELLS = f"""(name) => {CODE}.map((cell) => (
  {{ id: cell.id, count: cell.executionCount, outputs: cell.outputs.toJSON() }}))"""
# Asked again and again, so without the outputs, which are large.
IDLE = f"""(name) => {PANEL}.sessionContext.kernelDisplayStatus === 'idle'"""
RUN_THROUGH = f"""(name) => ({IDLE})(name) &&
  {CODE}.every((cell, at) => cell.executionCount === at + 1)"""

# What JupyterLab itself says on the console of a kernel that is restarted or left, or is slow.
RESTARTED = re.compile(
    "Connection lost, reconnect|debugger state|History was unable|WebSocket .* before the connection"
    # Whatever had been asked of a kernel that is restarted or left before it could answer.
    r"|Canceled future for \w+ message before replies were done|Subshell identifier not available"
    # JupyterLab asks its server for the kernels while one of them is about to start: the server
    # lists one that has done nothing yet, and fails (traitlets: last_activity is None).
    r"|status of 500 \(Internal Server Error\) \S+/api/kernels\?"
    # A last word of the kernel that was left, to a widget that went with it.
    "|Comm not found for comm id"
    # How slow JupyterLab itself is on a busy machine.
    r"|Plugin \S+ .*?(is taking too long|took [\d.]+ms) to activate"
    # anywidget gives a script two seconds by the clock, which a busy machine may miss, and carries
    # on; that explorer and tables come to life is what the tests look for.
    r"|\[anywidget\] Failed to initialize model"
)

pytestmark = pytest.mark.timeout(START + 2 * RUN)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its folder of notebooks, and the tab in which it is open."""

    address: str
    token: str
    notebooks: Path
    tab: Tab

    def url(self, notebook: str) -> str:
        # Reset: otherwise the notebooks of earlier tests are opened again beside it.
        return f"/lab/tree/notebooks/{notebook}.ipynb?reset&token={self.token}"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, tabs: Tabs) -> Iterator[Lab]:
    """JupyterLab on a free port, with no configuration but that of this test; stopped at the end."""
    place = tmp_path_factory.mktemp("lab")
    settings, token = place / "settings", secrets.token_hex(16)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # JupyterLab saves what it opens: these are copies.
    hidden = shutil.ignore_patterns(".*")
    copies = place / "project" / "notebooks"
    shutil.copytree(ROOT / "notebooks", copies, ignore=hidden)
    for name in NOTEBOOKS:
        unrun(copies / f"{name}.ipynb")
    for name, held in SETTINGS.items():
        path = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(held), encoding="utf-8")
    own = place / "data" / "kernels" / OWN["name"] / "kernel.json"
    own.parent.mkdir(parents=True)
    own.write_text(json.dumps(OWN), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ip=127.0.0.1", f"--ServerApp.root_dir={place / 'project'}"),
        *(f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"),
        *("--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"),
        *("--LabApp.news_url=None", "--LanguageServerManager.autodetect=False"),
    ]
    environment = {
        **os.environ,
        "CLAIM_WORDS": "hide",
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(place / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(place / "config"),
        "JUPYTER_RUNTIME_DIR": str(place / "runtime"),
        "JUPYTER_PATH": str(place / "data"),
        "JUPYTER_DEFAULT_PROVISIONER_NAME": PROVISIONER,
    }
    log = place / "lab.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/api/status?token={token}", server, log)
            tab = tabs.take(viewport=WIDE, harmless=RESTARTED, base_url=address)
            yield Lab(address, token, place / "project" / "notebooks", tab)
        finally:
            # Asked to end, it stumbles over a kernel that is about to start, and never does.
            server.kill()  # its kernels end with it
            server.wait()


def unrun(path: Path) -> None:
    """Take what its cells have shown out of a notebook, which is drawn anew as they run."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    path.write_text(json.dumps(notebook), encoding="utf-8")


def wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers; fail with what it said if it does not."""
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer:\n{log.read_text(errors='replace')[-2000:]}")


@pytest.fixture
def page(lab: Lab, watched: list[Tab]) -> Iterator[Page]:
    """JupyterLab in its tab, as the test before has left it."""
    watched.append(lab.tab)
    page = lab.tab.page
    if page.url == "about:blank":
        page.goto(lab.url(EXPLORE))
        page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=START * 1000)
    yield page
    lab.tab.forget()


def command(page: Page, name: str, **told: str) -> None:
    """Have JupyterLab do something."""
    # What a command returns, such as a whole notebook, stays where it is.
    execute = "async ([name, told]) => void (await window.jupyterapp.commands.execute(name, told))"
    page.evaluate(execute, [name, told])


def opened(page: Page, name: str) -> Locator:
    """Open a notebook, or bring it to the front; its panel."""
    command(page, "docmanager:open", path=f"notebooks/{name}.ipynb")
    panel = page.locator(".jp-NotebookPanel:visible")
    panel.locator(".jp-Cell").first.wait_for(timeout=START * 1000)
    return panel


def wait(page: Page, condition: str, name: str) -> None:
    """Wait until something is so of a notebook."""
    page.wait_for_function(condition, arg=name, timeout=RUN * 1000, polling=100)


def run_all(page: Page, names: Iterable[str]) -> list[str]:
    """Restart kernels and run all cells, as a person does from the menu; what went wrong."""
    for name in names:
        opened(page, name)
        wait(page, IDLE, name)
        # Looked for where it stands: several notebooks on the page are tens of thousands of elements.
        page.locator(".lm-MenuBar").get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu").get_by_text("Restart Kernel and Run All Cells").click()
        page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    return all_run(page, names)


def all_run(page: Page, names: Iterable[str]) -> list[str]:
    """Wait until every cell has run, in order; what went wrong, by notebook and cell."""
    for name in names:
        with suppress(TimeoutError):  # what has not run is said below
            wait(page, RUN_THROUGH, name)
    return [
        f"{name}, cell {cell['id']}: {trouble}"
        for name in names
        for at, cell in enumerate(page.evaluate(CELLS, name))
        for trouble in troubles(cell, at + 1)
    ]


def troubles(cell: dict[str, Any], count: int) -> list[str]:
    """Whether a cell has not run in its turn; its errors and warnings."""
    late = [] if cell["count"] == count else [f"has run as {cell['count']}, expected {count}"]
    return late + [
        output.get("evalue") or output.get("text")
        for output in cell["outputs"]
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


def test_notebooks_run_from_the_top_side_by_side(page: Page) -> None:
    for name in NOTEBOOKS:
        opened(page, name)
        wait(page, IDLE, name)
        # Their kernels are as fresh as after a restart, which the explorer's test asks for.
        assert page.evaluate(CELLS, name)[0]["count"] is None
        command(page, "notebook:run-all-cells")
    went_wrong = all_run(page, NOTEBOOKS)
    for name in NOTEBOOKS:  # left open, they would make all that follows slow
        page.evaluate(f"(name) => {PANEL}.dispose()", name)
    assert went_wrong == []


def test_a_stored_notebook_shows_its_claims_without_a_kernel(lab: Lab, page: Page) -> None:
    # A copy of its own: a test before may have run the other, and so replaced what was stored.
    shutil.copy(ROOT / "notebooks" / f"{EXPLORE}.ipynb", lab.notebooks / "stored.ipynb")
    panel = opened(page, "stored")
    claims = len(open_story("isis-baghdad-2014").claims)
    panel.get_by_text(f"The claims as a table, {claims} rows").click()
    expect(
        panel.get_by_role("cell", name="c111").or_(panel.get_by_role("rowheader", name="c111"))
    ).to_be_visible()
    wait(page, IDLE, "stored")  # JupyterLab stumbles over a panel that goes while its kernel starts
    page.evaluate(f"(name) => {PANEL}.dispose()", "stored")


def ask(page: Page, code: str) -> str:
    """Put code into a new cell at the end, run it, and read what it says."""
    page.evaluate(
        """() => {
          const { content } = window.jupyterapp.shell.currentWidget;
          content.activeCellIndex = content.widgets.length - 1;
        }"""
    )
    command(page, "notebook:insert-cell-below")
    command(page, "notebook:enter-edit-mode")
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")
    last = page.locator(".jp-CodeCell").filter(has_text=code).last
    output = last.locator(".jp-OutputArea-output").first
    output.wait_for(timeout=30_000)
    return output.inner_text().strip()


def ids(explorer: Locator) -> list[str]:
    """The claims that are chosen in the list."""
    chosen = explorer.locator('.cx-row[aria-selected="true"]')
    return [str(row.get_attribute("data-claim")) for row in chosen.all()]


def told(page: Page, word: str) -> list[str]:
    """The claims that the next cell finds in the selection."""
    said = ask(page, f'print("{word}", *explorer.selection["claim_id"])')
    assert said.startswith(word)
    return said.split()[1:]


def test_explorer_and_next_cell_share_one_selection(page: Page) -> None:
    explorer = opened(page, EXPLORE).locator(".jp-OutputArea .claims-explorer")
    assert run_all(page, [EXPLORE]) == []
    expect(explorer).to_be_visible()
    explorer.get_by_text("More filters").click()
    explorer.get_by_label("Topic").select_option("strikes")
    expect(explorer.locator(".cx-claims .cx-count")).to_contain_text(" of ")

    first = explorer.locator(".cx-row").first
    first.click()
    expect(explorer.locator(".cx-card h3")).to_have_text(first.locator(".cx-said").inner_text())
    expect(explorer.locator(".cx-article .cx-current").first).to_be_attached()
    clicked = ids(explorer)
    assert told(page, "clicked") == clicked == [first.get_attribute("data-claim")]

    # JupyterLab has its own meaning for arrows and Enter, and must leave these alone.
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-selected", "false")
    keyed = ids(explorer)
    assert told(page, "keyed") == keyed != clicked

    explorer.locator(".cx-way").first.click()
    entered = ids(explorer)
    assert told(page, "entered") == entered != keyed

    ask(page, 'explorer.selection = ["c011", "c024"]; print("set")')
    expect(explorer.locator('.cx-way[aria-pressed="true"]')).to_have_count(0)
    explorer.get_by_role("button", name="All claims").click()
    expect(explorer.locator('.cx-row[aria-selected="true"]')).to_have_count(2)
    assert ids(explorer) == ["c011", "c024"]
    expect(explorer.locator(".cx-turner")).to_contain_text("1 of 2 chosen")

    expect(explorer).to_have_css("background-color", "rgb(255, 255, 255)")
    command(page, "apputils:change-theme", theme="JupyterLab Dark")
    expect(explorer).to_have_css("background-color", "rgb(21, 24, 28)")
    expect(explorer).to_have_css("color", "rgb(231, 233, 236)")


# Fifty rows and a small table; cells that would be code, a formula, or another direction.
TABLES = """
import pandas as pd
from helpers.show import table

nasty = ["<script>window.ran = 1</script>", "<img src=x onerror=window.ran=1>", "=2+5", "مرحبا", "🚒"]
ids = [f"c{n}" for n in range(1, 51)]
people = pd.array([3000, None, 0, 20, *range(100, 146)], "Int64")
rows = pd.DataFrame({"claim": ids, "words": [*nasty, *["plain"] * 45], "people": people})
table(rows, "Fifty claims")
table(rows.head(8), "Eight claims")
"""


EDIT = """
import os
from pathlib import Path
from helpers.edit import EditorView

del os.environ["CLAIM_WORDS"]  # of the example, whose words are included
EditorView("example", Path("copied"))
"""


def test_a_story_is_edited_in_the_lab(lab: Lab, page: Page, folder: Path, propose: Change) -> None:
    propose("claims", "c005")
    cell = nbformat.v4.new_code_cell(EDIT.replace('"copied"', repr(str(folder.parents[2]))))
    book = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": OWN})
    nbformat.write(book, lab.notebooks / "edited.ipynb")
    panel = opened(page, "edited")
    wait(page, IDLE, "edited")
    command(page, "notebook:run-all-cells")
    assert all_run(page, ["edited"]) == []
    editor = panel.locator(".claims-editor")
    text = editor.get_by_role("textbox", name="The article")
    text.click()
    # JupyterLab has its own meaning for single letters, and must leave these alone.
    page.keyboard.press("j")
    expect(editor.locator(".ce-side h2")).to_have_text("claim c005")
    editor.get_by_label("Paraphrase").fill("Told in the lab.")
    page.keyboard.press("Control+Enter")
    # A check takes a second or two, on a busy machine many.
    expect(editor.locator(".ce-status")).to_have_text(
        "Saved: claim c005 accepted.", timeout=RUN * 1000
    )
    assert "Told in the lab." in (folder / "claims.csv").read_text(encoding="utf-8")
    assert len(page.evaluate(CELLS, "edited")) == 1


def column(table: Locator, number: int) -> list[str]:
    """The texts of one column of the page that is shown."""
    return table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()


def test_a_live_table_sorts_filters_and_turns_pages(
    lab: Lab, page: Page, new_page: NewPage
) -> None:
    cell = nbformat.v4.new_code_cell(TABLES)
    book = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": WARM})
    nbformat.write(book, lab.notebooks / "tables.ipynb")
    panel = opened(page, "tables")
    wait(page, IDLE, "tables")
    command(page, "notebook:run-all-cells")
    assert all_run(page, ["tables"]) == []
    cells = page.evaluate(CELLS, "tables")
    # What would be saved is the static table, whatever is drawn over it.
    fifty, eight = (output["data"] for output in cells[0]["outputs"])
    assert sorted(fifty) == sorted(eight) == ["text/html", "text/plain"]
    assert "20 of 50 rows shown." in fifty["text/html"]
    assert "data-table" not in eight["text/html"]

    live = panel.locator(".claim-table")
    expect(live).to_have_count(1)
    table = live.locator("table")
    expect(table.locator("tbody tr")).to_have_count(10)
    expect(panel.get_by_text("20 of 50 rows shown.")).to_be_hidden()
    assert table.get_attribute("id") == "table-fifty-claims-edd7f82b"
    assert column(table, 2)[:5] == ast.literal_eval(re.findall(r"nasty = (.*)", TABLES)[0])
    assert column(table, 3)[:4] == ["3,000", "–", "0", "20"]
    assert not page.evaluate("() => 'ran' in window")

    last = live.locator(".dt-paging-button.last")
    # By number, not by letter; and a blank is not the least of them: it stands last both ways.
    by_people = table.get_by_role("columnheader").filter(has_text="people")
    amounts = table.locator("tbody td.amount")
    by_people.click()
    expect(amounts.first).to_have_text("0")
    assert column(table, 3)[:3] == ["0", "20", "100"]
    last.click()
    expect(amounts.last).to_have_text("–")
    assert column(table, 3)[-2] == "3,000"
    by_people.locator("[role=button]").focus()
    page.keyboard.press("Enter")
    expect(amounts.first).to_have_text("3,000")
    last.click()
    expect(amounts.last).to_have_text("–")
    assert column(table, 3)[-2] == "0"

    # Its id is its own: each notebook on this page counts its fields from 0.
    own = re.compile("^table-fifty-claims-edd7f82b-")
    expect(live.get_by_label("Filter")).to_have_attribute("id", own)
    # Single keys mean something to JupyterLab: "dd" deletes a cell.
    live.get_by_label("Filter").press_sequentially("<script>dd")
    expect(live.get_by_text("No row matches the filter.")).to_be_visible()
    live.get_by_label("Filter").fill("<script>")
    expect(table.locator("tbody tr")).to_have_count(1)
    assert column(table, 1) == ["c1"]
    assert len(page.evaluate(CELLS, "tables")) == 1

    # Saved, and opened again with a new kernel that knows nothing of it: the static table.
    command(page, "docmanager:save")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    again = new_page(viewport=WIDE, harmless=RESTARTED, base_url=lab.address)
    again.goto(lab.url("tables"))
    expect(again.get_by_text("20 of 50 rows shown.")).to_be_visible(timeout=START * 1000)
    expect(again.locator(".claim-table")).to_have_count(0)
