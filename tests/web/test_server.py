"""The server as it really runs: a body that is too large is refused before it is read, and takes no memory."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import serving

MEGABYTE = 1024 * 1024
DECLARED = 200_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[serving.Server]:
    folder = tmp_path_factory.mktemp("served")
    words = ["serve", "--db", str(folder / "county.db")]
    with serving.serving(words, serving.environment(), folder / "server.log") as running:
        yield running


def asked(server: serving.Server, *headers: str, body: bytes = b"") -> bytes:
    """The head of the answer to a POST whose headers and body are written as given.

    The server may hang up while we still write: its answer counts, whatever of the body it took.
    """
    lines = ["POST /evidence HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Accept: application/json", *headers]
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        with contextlib.suppress(ConnectionError):
            connection.sendall(body)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while b"\r\n\r\n" not in answer and (more := connection.recv(65536)):
                answer += more
        return answer


def resident(group: int) -> int:
    """Bytes of memory in which a process group lies now."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            after_name = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(after_name[2]) == group:
                status = (folder / "status").read_text(errors="replace").splitlines()
                total += sum(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS:"))
    return total


def test_a_declared_200_megabytes_are_refused_before_any_of_them_is_sent(server):
    answer = asked(server, f"Content-Length: {DECLARED}", "Content-Type: image/png")
    assert answer.startswith(b"HTTP/1.1 413")


def test_a_body_that_does_not_say_how_long_it_is_is_refused(server):
    answer = asked(server, "Transfer-Encoding: chunked", "Content-Type: image/png")
    assert answer.startswith(b"HTTP/1.1 411")


def test_ten_refused_bodies_of_which_5_megabytes_each_are_sent_take_no_memory(server):
    headers = (f"Content-Length: {DECLARED}", "Content-Type: image/png")
    asked(server, *headers)
    before = resident(server.process.pid)
    assert before > 10 * MEGABYTE
    most = before
    refused = 0
    for _ in range(10):
        answer = asked(server, *headers, body=b"\0" * 5 * MEGABYTE)
        # A connection that was reset while we wrote may lose the answer on the way; it was refused all the same.
        refused += answer.startswith(b"HTTP/1.1 413") or answer == b""
        most = max(most, resident(server.process.pid))
    assert refused == 10
    assert most - before < 30 * MEGABYTE
    assert serving.Visitor(server.base).ask("/sign-in")[0] == 200
