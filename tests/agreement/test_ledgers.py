"""Real sheets as people left them: every column of figures comes to the sum that others found, total lines left out."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoshi.core.tabling import Role, Table, read_tables

REPOSITORY = Path(__file__).parents[2]
LEDGERS = Path(os.environ.get("LUOSHI_DATA", REPOSITORY.parent / "shared/data")) / "ledgers"
FACTS = sorted(LEDGERS.glob("*.facts.json"))

__test__ = LEDGERS.is_dir()
pytestmark = pytest.mark.agreement

DAMAGED = {"lo"}
"""Words in columns of figures which the facts name as no figures; every other one is a sign for none."""


def described(path: Path) -> tuple[list[Table], dict[str, Any]]:
    name = path.name.removesuffix(".facts.json")
    return read_tables(name, (LEDGERS / name).read_bytes()), json.loads(path.read_text())


def known(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables the facts describe, sheet by sheet."""
    return [sheet for sheet in facts["sheets"] if sheet.get("first_data_row")]


def sums(tables: list[Table], facts: dict[str, Any]) -> dict[str, Decimal]:
    """The sums under the names that the facts give them."""
    found = {}
    for table, sheet in zip(tables, known(facts), strict=True):
        several = sum(one["name"] == sheet["name"] for one in known(facts)) > 1
        part = f"t{sheet['table']}|" if several else ""
        for column in sheet["columns"]:
            key = f"{sheet['name']}|{part}{column['index']}|{column['name']}"
            found[key] = table.total(column["index"] - 1)
    return found


@pytest.mark.parametrize("path", FACTS, ids=[path.name.removesuffix(".facts.json") for path in FACTS])
def test_a_real_sheet(path):
    tables, facts = described(path)
    found = sums(tables, facts)
    assert {key: found[key] for key in facts["totals"]} == {
        key: Decimal(value) for key, value in facts["totals"].items()
    }
    for table, sheet in zip(tables, known(facts), strict=True):
        first, last = sheet["header_rows"]
        assert (table.header[0] + 1, table.header[-1] + 1) == (first, last)
        rows = [line.at + 1 for line in table.data()]
        assert (rows[0], rows[-1], len(rows)) == (
            sheet["first_data_row"],
            sheet["last_data_row"],
            sheet["data_rows"],
        )
        totals = [line.at + 1 for line in table.lines if line.role == Role.TOTAL]
        assert totals == sheet["subtotal_rows"]
        assert [row + 1 for row in table.notes] == sheet["notes_rows"]
        said = {word for column in sheet["columns"] for word in column.get("non_numeric", [])}
        assert {cell.text for cell in table.unread} == said & DAMAGED
        assert {cell.text for cell in table.marks} >= said - DAMAGED
        names = {column["index"]: column["name"] for column in sheet["columns"]}
        assert {column.at + 1: column.name for column in table.columns if column.at + 1 in names} == names
