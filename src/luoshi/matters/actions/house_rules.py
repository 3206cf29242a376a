"""Rules of the house that the ledger's lights hang on: changed, and every open matter judged anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from luoshi.matters import projections
from luoshi.org import actions as org
from luoshi.org.acting import By


def change_setting(by: By, key: str, value: Any, since: date) -> None:
    """Changes a rule of the county from a day on; the lights follow at once."""
    with transaction.atomic():
        projections.apply([org.change_setting(by, key, value, since)], by.day)


def enter_holidays(by: By, year: int, days: dict[date, bool], source: str) -> None:
    """Enters the State Council's notice for a year; days that are counted in working days follow at once."""
    with transaction.atomic():
        projections.apply([org.enter_holidays(by, year, days, source)], by.day)
