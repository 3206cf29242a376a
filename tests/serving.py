"""Real servers on real databases: started as a user would start them, stopped or killed by their own process group."""

from __future__ import annotations

import contextlib
import http.cookiejar
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

LUOSHI = [sys.executable, "-m", "luoshi.cli.main"]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without its database, and with what a test adds."""
    left_out = ("DATABASE_URL", "LUOSHI_DB", "LUOSHI_EVIDENCE", "DJANGO_SETTINGS_MODULE", "LUOSHI_TODAY")
    return {key: value for key, value in os.environ.items() if key not in left_out} | changes


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running `luoshi serve` or `luoshi demo`."""

    def __init__(self, words: list[str], env: dict[str, str], log: Path, port: int = 0) -> None:
        self.port = port or free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*LUOSHI, *words, "--port", str(self.port)],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self.log = log

    def wait(self, seconds: float = 60) -> Server:
        """Until it answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.log.read_text(errors='replace')[-2000:]}")
            try:
                with urllib.request.urlopen(f"{self.base}/sign-in", timeout=5):
                    return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(f"no answer from {self.base}: {self.log.read_text(errors='replace')[-2000:]}")

    def kill(self) -> None:
        """As a power cut would, without a word; its workers must go with it."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


@contextlib.contextmanager
def serving(words: list[str], env: dict[str, str], log: Path) -> Iterator[Server]:
    server = Server(words, env, log)
    try:
        yield server.wait()
    finally:
        server.stop()


def run(words: list[str], env: dict[str, str], seconds: float = 300) -> subprocess.CompletedProcess[str]:
    """A verb of the command line, as another program calls it."""
    return subprocess.run([*LUOSHI, *words], env=env, capture_output=True, text=True, timeout=seconds, check=False)


def copy_database(source: Path, target: Path) -> Path:
    """A database with its evidence and its key, as it stands."""
    for suffix in ("", "-wal", ".key"):
        part = source.with_name(source.name + suffix)
        if part.exists():
            shutil.copy2(part, target.with_name(target.name + suffix))
    evidence = source.with_name(source.name + ".evidence")
    if evidence.exists():
        shutil.copytree(evidence, target.with_name(target.name + ".evidence"))
    return target


class Visitor:
    """Another program that signs in and keeps its cookie."""

    def __init__(self, base: str, jar: http.cookiejar.CookieJar | None = None) -> None:
        self.base = base
        self.jar = jar if jar is not None else http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, path: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        """The status and body of an answer, whatever the status. Raises OSError where none comes."""
        request = urllib.request.Request(self.base + path, data=data, headers=headers or {})
        try:
            with self._opener.open(request, timeout=15) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def form(self, path: str, **fields: str) -> tuple[int, bytes]:
        return self.ask(path, urllib.parse.urlencode(fields).encode())

    def json(self, path: str, document: object = None) -> tuple[int, dict[str, object]]:
        data = json.dumps(document).encode() if document is not None else None
        status, body = self.ask(path, data, {"Content-Type": "application/json", "Accept": "application/json"})
        return status, json.loads(body)
