"""What all tests share: a county in a database, rolled back after each test."""

from __future__ import annotations

import os

import pytest
from django.conf import settings as installed

from tests import world


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory) -> None:
    """Tests on SQLite use a real file, one for each worker; on PostgreSQL a database of their own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    database = installed.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "county.db")
    elif worker:
        database["TEST"]["NAME"] = f"test_{database['NAME']}_{worker}"


@pytest.fixture(autouse=True)
def _evidence_apart(settings, tmp_path):
    settings.EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def county(db) -> world.County:
    return world.found_county()
