"""One built county for all that looks at it: the demonstration as a visitor finds it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests import built, serving


@dataclass
class Built:
    """A built demonstration, served; who asks it is signed in as a role of the demonstration."""

    database: Path
    today: str
    base: str

    def ask(self, role: str, address: str) -> str:
        visitor = serving.Visitor(self.base)
        visitor.form(f"/demo/sign-in/{role}")
        status, body = visitor.ask(quote(address, safe="/?=&"))
        assert status == 200, (role, address, status)
        return body.decode()

    def json(self, role: str, address: str) -> dict[str, Any]:
        return json.loads(self.ask(role, f"{address}{'&' if '?' in address else '?'}format=json"))

    def export(self, kind: str) -> list[dict[str, Any]]:
        words = ["export", kind, "--db", str(self.database), "--as-of", self.today, "--json"]
        return json.loads(serving.run(words, serving.environment()).stdout)[kind]

    @cached_property
    def reports(self) -> list[dict[str, Any]]:
        return self.export("reports")

    @cached_property
    def matters(self) -> dict[str, dict[str, Any]]:
        """By title; of what was carried over, last year's."""
        return {matter["title"]: matter for matter in reversed(self.export("matters"))}

    def reports_of(self, title: str) -> list[dict[str, Any]]:
        """In the order in which they came."""
        uuid = self.matters[title]["uuid"]
        return sorted((one for one in self.reports if one["matter"] == uuid), key=lambda one: one["at"])

    def page_of(self, title: str) -> dict[str, Any]:
        return self.json("county_head", f"/matters/{self.matters[title]['uuid']}")

    def rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """What no page has kept: asked of the database itself."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            return connection.execute(question, values).fetchall()


@contextmanager
def _served(factory: pytest.TempPathFactory, today: str) -> Iterator[Built]:
    folder = factory.mktemp("county")
    database = serving.copy_database(built.demonstration(factory, today), folder / "demo.db")
    words = ["demo", "--db", str(database), "--today", today]
    with serving.serving(words, serving.environment(), folder / "log") as server:
        yield Built(database, today, server.base)


@pytest.fixture(scope="session")
def county(tmp_path_factory) -> Iterator[Built]:
    with _served(tmp_path_factory, built.TODAY) as served:
        yield served


@pytest.fixture(scope="session")
def new_year(tmp_path_factory) -> Iterator[Built]:
    with _served(tmp_path_factory, built.NEW_YEAR) as served:
        yield served
