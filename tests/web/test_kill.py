"""What was acknowledged is kept: twenty writers, and the server killed twenty times at random moments."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from tests import serving, small_county

KILLS = 20


@dataclass
class Writer:
    """A unit's head who keeps filing reports on one matter, whatever happens to the server."""

    visitor: serving.Visitor
    matter: str
    period: str
    stop: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Report's uuid → the digest of its evidence, of those that the server said it had."""

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self._file(self.visitor)
            except (OSError, HTTPException, KeyError, ValueError):
                time.sleep(0.15)

    def _file(self, visitor: serving.Visitor) -> None:
        photo = b"\x89PNG\r\n" + os.urandom(2000)
        _, body = visitor.ask("/evidence", photo, {"Content-Type": "image/png"})
        digest = json.loads(body)["digest"]
        report = {
            "uuid": str(uuid.uuid4()),
            "period": self.period,
            "words": f"第 {len(self.acknowledged)} 次",
            "quantities": {"m1": "12.5"},
            "evidence": [digest],
        }
        status, _ = visitor.json(f"/matters/{self.matter}/reports", report)
        if status in (200, 201):
            self.acknowledged[report["uuid"]] = digest


@pytest.fixture
def database(tmp_path) -> Iterator[dict[str, str]]:
    """The environment of a small county's own database: SQLite, or PostgreSQL where the run is on it."""
    url = os.environ.get("DATABASE_URL", "")
    own = {"LUOSHI_EVIDENCE": str(tmp_path / "evidence"), "LUOSHI_SECRET_KEY": "k" * 50}
    if not url:
        yield serving.environment(LUOSHI_DB=str(tmp_path / "county.db"), **own)
        return
    name = f"kill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield serving.environment(DATABASE_URL=url.rsplit("/", 1)[0] + f"/{name}", **own)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_every_acknowledged_report_survives_twenty_kills_with_its_evidence(database, tmp_path):
    subprocess.run([sys.executable, "-m", "tests.small_county"], env=database, check=True, timeout=120)
    log, stop, chance = tmp_path / "server.log", threading.Event(), random.Random()
    server = serving.Server(["serve"], database, log).wait()
    writers = _writers(server.base, _open_period(database), stop)
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    try:
        for thread in threads:
            thread.start()
        for _ in range(KILLS):
            time.sleep(0.1 + 0.5 * chance.random())
            server.kill()
            server = serving.Server(["serve"], database, log, server.port).wait()
        time.sleep(1)
    finally:
        stop.set()
        for thread in threads:
            thread.join(20)
        server.stop()
    _all_there(database, {ref: digest for writer in writers for ref, digest in writer.acknowledged.items()})


def _writers(base: str, period: str, stop: threading.Event) -> list[Writer]:
    """Twenty at once, with one sign-in: its session outlives the server."""
    first = serving.Visitor(base)
    first.form("/sign-in", username="head-金溪镇", password=small_county.PASSWORD)
    found = first.json("/matters?format=json&size=100")[1]["matters"]
    return [Writer(serving.Visitor(base, first.jar), row["uuid"], period, stop) for row in found]


def _open_period(env: dict[str, str]) -> str:
    """The period that is open today, by the county's calendar."""
    code = (
        "import django; django.setup()\n"
        "from luoshi.facts import clock\nfrom luoshi.org.queries import report_calendar, workdays\n"
        "print(report_calendar(clock.today()).open_period(clock.today(), workdays()))"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "luoshi.web.settings"}
    made = subprocess.run([sys.executable, "-c", code], env=env | settings, capture_output=True, text=True, check=True)
    return made.stdout.strip()


def _all_there(env: dict[str, str], acknowledged: dict[str, str]) -> None:
    assert len(acknowledged) > small_county.WRITERS
    kept = json.loads(serving.run(["export", "reports", "--json"], env).stdout)["reports"]
    by_uuid = {report["uuid"]: report for report in kept}
    for ref, digest in acknowledged.items():
        assert by_uuid[ref]["evidence"] == [digest]
        file = Path(env["LUOSHI_EVIDENCE"]) / digest[:2] / digest
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    for report in kept:
        assert report["quantities"] == {"m1": 12.5}
        assert len(report["evidence"]) == 1
    assert serving.run(["audit", "verify"], env).returncode == 0
    assert serving.run(["rebuild", "--check"], env).returncode == 0, "a projection differs from the facts"
