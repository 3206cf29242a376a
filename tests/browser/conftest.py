"""The demonstration, built once for all browser tests, on a copy for each that changes it; and a real Chromium."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import built, serving
from tests.browser.screenshots import CHROMIUM, FLAGS

PATIENCE = 60_000
"""Milliseconds. On a busy machine the first desk after a start takes many seconds; that is no fault of the page."""


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Path:
    return built.demonstration(tmp_path_factory, built.TODAY)


@pytest.fixture
def served(demonstration, tmp_path, request) -> Iterator[serving.Server]:
    """A demonstration of its own for one test; on another day than the common one if the test names it."""
    database = serving.copy_database(demonstration, tmp_path / "demo.db")
    words = ["demo", "--db", str(database), "--today", getattr(request, "param", built.TODAY)]
    with serving.serving(words, serving.environment(), tmp_path / "server.log") as server:
        yield server


@pytest.fixture(scope="session")
def looked_at(demonstration, tmp_path_factory) -> Iterator[serving.Server]:
    """One demonstration for all tests that only look: a start costs more than most of them."""
    folder = tmp_path_factory.mktemp("looked_at")
    database = serving.copy_database(demonstration, folder / "demo.db")
    words = ["demo", "--db", str(database), "--today", built.TODAY]
    with serving.serving(words, serving.environment(), folder / "server.log") as server:
        before = _rows(database)
        yield server
        assert _rows(database) == before, "a test that only looks changed what the others see"


def _rows(database: Path) -> dict[str, int]:
    """How many rows each table has, but that of who is signed in."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'django_session'"
        names = [name for (name,) in connection.execute(asked)]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: Playwright's event loop would make Django refuse its database to the tests after it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Person:
    """Somebody at a screen of their own."""

    def __init__(self, browser: Browser, base: str, width: int = 1440, height: int = 900) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, base_url=base)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, role: str) -> Page:
        self.page.goto("/sign-in")
        self.page.locator(f"form[action$='/demo/sign-in/{role}'] button").click()
        return self.page


@pytest.fixture
def person(browser, served) -> Iterator[Callable[..., Page]]:
    """Somebody who comes to a demonstration that is this test's own."""
    with _coming(browser, served.base) as come:
        yield come


@pytest.fixture
def looker(browser, looked_at) -> Iterator[Callable[..., Page]]:
    """Somebody who comes and only looks."""
    with _coming(browser, looked_at.base) as come:
        yield come


@contextmanager
def _coming(browser: Browser, base: str) -> Iterator[Callable[..., Page]]:
    people: list[Person] = []

    def come(role: str, width: int = 1440, height: int = 900) -> Page:
        one = Person(browser, base, width, height)
        people.append(one)
        return one.sign_in(role)

    yield come
    for one in people:
        one.context.close()
        assert one.errors == []
