"""The demonstration, built once for all browser tests, served on a copy for each; and a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import built, serving
from tests.browser.screenshots import CHROMIUM, FLAGS


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
        self.page.set_default_timeout(8000)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, role: str) -> Page:
        self.page.goto("/sign-in")
        self.page.locator(f"form[action$='/demo/sign-in/{role}'] button").click()
        return self.page


@pytest.fixture
def person(browser, served) -> Iterator:
    people: list[Person] = []

    def come(role: str, width: int = 1440, height: int = 900) -> Page:
        one = Person(browser, served.base, width, height)
        people.append(one)
        return one.sign_in(role)

    yield come
    for one in people:
        one.context.close()
        assert one.errors == []
