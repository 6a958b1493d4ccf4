"""No test reaches another machine, and one that tries fails with the name of that machine."""

import socket
from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("call", "host"),
    [
        (lambda: socket.create_connection(("192.0.2.1", 80), timeout=1), "192.0.2.1"),
        (lambda: socket.create_connection(("example.org", 80), timeout=1), "example.org"),
        (lambda: socket.gethostbyname("example.net"), "example.net"),
        (lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 80)), "2001:db8::1"),
        (
            lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.7", 53)),
            "192.0.2.7",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_call_to_another_machine_fails_and_names_it(
    call: Callable[[], object], host: str
) -> None:
    with pytest.raises(pytest.fail.Exception, match=f"reaches for {host}"):
        call()


def test_this_machine_may_be_called() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()),
    ):
        pass
    assert socket.getaddrinfo("localhost", 80)
    one, other = socket.socketpair()
    one.close()
    other.close()
