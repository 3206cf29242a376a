"""What all tests share: a county in a database, rolled back after each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings as installed
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from hypothesis import HealthCheck

from tests import telling, world
from tests.telling import _teller, _told, told_once

__all__ = ["_teller", "_told"]

LONG_ONES_FIRST = ("tests/web/test_kill.py", "tests/cli/test_demonstration.py", "tests/demo/", "tests/browser/")
"""Begun last, one of them would keep a single worker busy while the others wait."""


def pytest_configure() -> None:
    """Passwords are hashed quickly: how slowly they should be is Django's business. A busy machine fails nothing."""
    PBKDF2PasswordHasher.iterations = 1000
    hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    telling.in_order(items)
    items.sort(key=lambda item: next(_places(item.nodeid), len(LONG_ONES_FIRST)))


def _places(nodeid: str) -> Iterator[int]:
    return (place for place, begins in enumerate(LONG_ONES_FIRST) if nodeid.startswith(begins))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory) -> None:
    """Tests on SQLite use a real file, one for each worker; on PostgreSQL a database of their own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    database = installed.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "county.db")
    elif worker:
        database["TEST"]["NAME"] = f"test_{database['NAME']}_{worker}"


@told_once
def county() -> world.County:
    return world.found_county()
