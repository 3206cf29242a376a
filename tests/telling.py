"""Stories told once: a world with which many tests begin is made once, and stands under each test's own transaction.

A fixture marked `@told_once` may take other such fixtures and nothing else. What it makes in the database stays until
a test comes that does not want it; what it answers, and the evidence it filed, each test gets as a copy of its own.
"""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

Story = Callable[..., Any]


def told_once(story: Story) -> Any:
    """Makes a fixture of a story."""
    needs = list(inspect.signature(story).parameters)

    def standing(_told: Teller, db: None, **_: Any) -> Any:
        return deepcopy(_told.value_of(story))

    keep = inspect.Parameter.KEYWORD_ONLY
    standing.__signature__ = inspect.Signature([inspect.Parameter(name, keep) for name in ("_told", *needs, "db")])
    standing.__doc__ = story.__doc__
    standing.story = story
    return pytest.fixture(name=story.__name__)(standing)


def stories_of(item: pytest.Function) -> list[Story]:
    """The stories a test begins with, each after those that it goes on from."""
    fixtures = item._fixtureinfo.name2fixturedefs
    found: list[Story] = []

    def walk(name: str, overridden: int) -> None:
        known = fixtures.get(name, ())[: -overridden or None]
        if not known:
            return
        for needed in known[-1].argnames:
            walk(needed, overridden + 1 if needed == name else 0)
        story = getattr(known[-1].func, "story", None)
        if story is not None and story not in found:
            found.append(story)

    for name in item.fixturenames:
        walk(name, 0)
    return found


@dataclass
class Told:
    """A story that stands, with the transaction that holds it."""

    story: Story
    transaction: transaction.Atomic
    evidence: Path
    value: Any = None


class Teller:
    """Keeps the stories that stand in the database, the later upon the earlier."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.standing: list[Told] = []
        self.told = 0

    def tell(self, stories: Sequence[Story]) -> None:
        """Lets just these stand: what is there already is not told again."""
        kept = 0
        for told, story in zip(self.standing, stories, strict=False):
            if told.story is not story:
                break
            kept += 1
        while len(self.standing) > kept:
            self._fall()
        for story in stories[kept:]:
            self._tell(story)

    def value_of(self, story: Story) -> Any:
        return next(told.value for told in self.standing if told.story is story)

    def evidence_into(self, folder: Path) -> None:
        if self.standing and self.standing[-1].evidence.exists():
            shutil.copytree(self.standing[-1].evidence, folder)

    def _tell(self, story: Story) -> None:
        self.told += 1
        told = Told(story, transaction.atomic(), self.folder / str(self.told))
        self.evidence_into(told.evidence)
        known = {one.story.__name__: one.value for one in self.standing}
        told.transaction.__enter__()
        self.standing.append(told)
        try:
            with override_settings(EVIDENCE=told.evidence):
                told.value = story(**{name: deepcopy(known[name]) for name in inspect.signature(story).parameters})
        except BaseException:
            self._fall()
            raise

    def _fall(self) -> None:
        transaction.set_rollback(True)
        self.standing.pop().transaction.__exit__(None, None, None)


def in_order(items: list[pytest.Item]) -> None:
    """Within each file, tests that begin with the same stories follow each other."""
    files: dict[Path, int] = {}
    items.sort(key=lambda item: (files.setdefault(item.path, len(files)), _names(item)))


def _names(item: pytest.Item) -> list[str]:
    return [story.__name__ for story in stories_of(item)] if isinstance(item, pytest.Function) else []


@pytest.fixture(scope="session")
def _teller(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Teller]:
    teller = Teller(tmp_path_factory.mktemp("told"))
    yield teller
    with django_db_blocker.unblock():
        teller.tell([])


@pytest.fixture(autouse=True)
def _told(request, settings, tmp_path, django_db_blocker) -> Teller | None:
    """The stories of this test stand, before its own transaction begins; and its evidence lies apart."""
    settings.EVIDENCE = tmp_path / "evidence"
    assert not request.node.get_closest_marker("django_db"), "ask for the fixture `db`: the mark comes before stories"
    if "db" not in request.fixturenames:
        return None
    teller: Teller = request.getfixturevalue("_teller")
    with django_db_blocker.unblock():
        teller.tell(stories_of(request.node))
    teller.evidence_into(settings.EVIDENCE)
    return teller
