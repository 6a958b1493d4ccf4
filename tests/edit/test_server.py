"""The editor's server: this machine's own page is answered, and nobody else."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from markupsafe import escape

from helpers.cli import main
from helpers.edit.editor import Editor
from helpers.edit.page import editor_html
from helpers.edit.server import HOST, PortError, listen

from ..parsed_html import Parsed
from .served import served

Asked = Callable[..., tuple[int, str]]


@pytest.fixture
def address(editor: Editor) -> Iterator[str]:
    with served(editor) as found:
        yield found


@pytest.fixture
def asked(address: str) -> Asked:
    """Ask the server: asked("POST", "ask", {...}, Host=...); status and text."""
    parts = urlsplit(address)

    def ask(way: str, path: str, told: object = None, **headers: str) -> tuple[int, str]:
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        sent = {"Content-Type": "application/json", **headers}
        sent = {name.replace("_", "-"): text for name, text in sent.items() if text}
        body = json.dumps(told) if told is not None else None
        where = path if path.startswith("/") else parts.path + path
        with closing(connection):
            connection.request(way, where, body, sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    return ask


def test_the_page_and_its_questions_are_answered_at_the_address_with_the_token(
    asked: Asked, editor: Editor
) -> None:
    status, page = asked("GET", "")
    assert status == 200
    assert escape(editor.article.headline) in page
    status, told = asked("POST", "ask", {"ask": "open", "page": "one"})
    assert status == 200
    assert json.loads(told)["story"] == editor.article.id


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_other_names_and_other_pages_are_refused(asked: Asked, headers: dict[str, str]) -> None:
    for way, path in (("GET", ""), ("POST", "ask")):
        status, told = asked(way, path, {"ask": "open", "page": "one"}, **headers)
        assert (status, told) == (403, "403 Not for this address\n")


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/ask", "/favicon.ico", "ask/x"])
def test_without_the_token_there_is_nothing(asked: Asked, path: str) -> None:
    way = "POST" if path.endswith("ask") else "GET"
    status, told = asked(way, path, {"ask": "open", "page": "one"} if way == "POST" else None)
    assert status in (403, 404)
    assert "story" not in told


def test_only_json_is_taken(asked: Asked) -> None:
    # A form of another page can send plain text without asking first, and no JSON.
    assert asked("POST", "ask", {"ask": "open"}, Content_Type="text/plain")[0] == 415
    assert asked("POST", "ask")[0] == 400
    assert asked("GET", "ask")[0] == 405


def test_the_page_asks_nothing_of_the_network_and_runs_its_own_script_alone(
    editor: Editor,
) -> None:
    page = Parsed(editor_html(editor.article, editor.words, "once"))
    for tag, given in page.tags:
        assert "src" not in given, tag
        assert tag not in {"link", "iframe", "object", "embed", "base"}
        assert tag != "script" or given["nonce"] == "once"


def test_it_listens_on_this_machine_alone_and_a_port_that_is_taken_is_told() -> None:
    with listen() as place:
        host, port = place.getsockname()
        assert host == HOST == "127.0.0.1"
        with pytest.raises(PortError, match=f"port {port} is taken: leave --port out"):
            listen(port)


def test_the_command_refuses_an_unknown_story_in_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["edit", "nobody"]) == 2
    assert "no story is called 'nobody'" in capsys.readouterr().err


def test_without_the_text_and_with_a_port_that_is_taken_the_command_says_what_to_do(
    attachable: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(project), "edit", "example"]) == 1
    assert (
        "example has no text at hand, and edit needs one: story attach" in capsys.readouterr().err
    )
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        attachable.rename(project / "data" / "stories" / "example" / "attached.txt")
        assert main(["--root", str(project), "edit", "example", "--port", port]) == 2
    assert f"port {port} is taken" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
def test_ctrl_c_ends_it_cleanly(project: Path) -> None:
    story = Path(sys.executable).with_name("story")
    command = [str(story), "--root", str(project), "edit", "example", "--no-browser"]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True) as run:
        assert run.stdout is not None
        assert re.fullmatch(r"edit at http://127\.0\.0\.1:\d+/\S{32}/\n", run.stdout.readline())
        run.send_signal(signal.SIGINT)
        out, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (0, "")
    assert out.endswith("stopped; everything that was saved is in the tables\n")
