"""The editor's server for the length of a test, beside it in this process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue

from helpers.edit.editor import Editor
from helpers.edit.server import listen, serving


@contextmanager
def served(editor: Editor) -> Iterator[str]:
    """Serve an editor; the address of its page."""
    told: SimpleQueue[str] = SimpleQueue()
    loop, stopped = asyncio.new_event_loop(), asyncio.Event()
    place = listen()

    def run() -> None:
        loop.run_until_complete(serving(editor, place, told.put, stopped))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield told.get(timeout=60)
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join(60)
