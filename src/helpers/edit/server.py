"""The editor's page on this machine alone: a server on loopback, whose address holds a secret.

Whoever has no JupyterLab edits in a browser. Other users and other pages must not: the server
listens on 127.0.0.1, knows its callers by a token in the address, and answers no page of another
origin and no other name of the machine (so that no name that leads here can be used).
"""

import asyncio
import errno
import json
import secrets
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from helpers.edit.editor import Editor
from helpers.edit.page import editor_html

HOST = "127.0.0.1"
LARGEST = 1_000_000
"""So many bytes has one edit at most."""


class PortError(OSError):
    """A port that can't be had; the message says why."""


class _Guarded(RequestHandler):
    """A handler that answers this machine's own page, and nobody else."""

    def initialize(
        self, editor: Editor, token: str, address: str, pool: ThreadPoolExecutor
    ) -> None:
        self.editor, self.token, self.address, self.pool = editor, token, address, pool

    def prepare(self) -> None:
        own = self.request.host == self.address.removeprefix("http://")
        origin = self.request.headers.get("Origin", self.address) == self.address
        if not own or not origin or not secrets.compare_digest(self.path_args[0], self.token):
            raise HTTPError(403, reason="Not for this address")

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class _Page(_Guarded):
    def get(self, _: str) -> None:
        nonce = secrets.token_urlsafe(16)
        rules = (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; "
            "font-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        self.set_header("Content-Security-Policy", rules)
        self.finish(editor_html(self.editor.article, self.editor.words, nonce))


class _Ask(_Guarded):
    async def post(self, _: str) -> None:
        # Only a page of this origin may send JSON; others are asked by the browser first.
        if not self.request.headers.get("Content-Type", "").startswith("application/json"):
            raise HTTPError(415, reason="JSON is expected")
        try:
            asked = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400, reason="JSON is expected") from None
        # What is begun is done to its end, whether the page is still there or not.
        answer = await asyncio.get_running_loop().run_in_executor(
            self.pool, self.editor.answer, asked
        )
        with suppress(Exception):  # the page has gone: nobody is there to be told
            self.finish(json.dumps(answer, ensure_ascii=False))


class _Elsewhere(_Guarded):
    def prepare(self) -> None:
        raise HTTPError(404, reason="Not found")


def listen(port: int = 0) -> socket.socket:
    """A socket on loopback.

    Input: the port, 0 for any that is free. Raises: PortError, if it is taken or not allowed.
    """
    try:
        place = socket.create_server((HOST, port))
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "is taken: leave --port out, and any that is free is used",
            errno.EACCES: "is not allowed: take one from 1024 on, or leave --port out",
        }
        told = reasons.get(error.errno or 0, f"can't be had: {error.strerror}")
        raise PortError(f"port {port} {told}") from None
    place.setblocking(False)
    return place


def serve(editor: Editor, place: socket.socket, ready: Callable[[str], object]) -> None:
    """Serve the editor until it is interrupted; a save that is under way is finished.

    Input: the editor; a socket that listens; who is told the address, once it answers.
    """

    async def until_stopped() -> None:
        stopped = asyncio.Event()
        # Windows has no such handlers: there the interruption ends the loop itself.
        with suppress(NotImplementedError):
            for one in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(one, stopped.set)
        await serving(editor, place, ready, stopped)

    with suppress(KeyboardInterrupt):
        asyncio.run(until_stopped())


async def serving(
    editor: Editor, place: socket.socket, ready: Callable[[str], object], stopped: asyncio.Event
) -> None:
    """The same, until an event is set."""
    token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{place.getsockname()[1]}"
    with ThreadPoolExecutor(2) as pool:
        given = {"editor": editor, "token": token, "address": address, "pool": pool}
        routes: list[Any] = [(r"/([^/]+)/", _Page, given), (r"/([^/]+)/ask", _Ask, given)]
        server = HTTPServer(
            Application(
                routes,
                default_handler_class=_Elsewhere,
                default_handler_args=given,
                log_function=lambda _: None,
            ),
            max_body_size=LARGEST,
            max_buffer_size=LARGEST,
        )
        server.add_socket(place)
        ready(f"{address}/{token}/")
        await stopped.wait()
        server.stop()
        await server.close_all_connections()
