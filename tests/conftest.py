"""What all tests share: a county in a database, rolled back after each test."""

from __future__ import annotations

import pytest

from tests import world


@pytest.fixture(autouse=True)
def _evidence_apart(settings, tmp_path):
    settings.EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def county(db) -> world.County:
    return world.found_county()
