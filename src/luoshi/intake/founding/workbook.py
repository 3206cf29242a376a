"""The whole workbook: six sheets read together, everything wrong told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from luoshi.core.errors import BadInput, Fault
from luoshi.core.sheets import read_sheets
from luoshi.intake.founding.charges import read_portfolios, read_programmes
from luoshi.intake.founding.columns import DONE, FORMS, LEDGER, PORTFOLIOS, POSTS, PROGRAMMES, UNITS
from luoshi.intake.founding.house import House
from luoshi.intake.founding.people import read_posts
from luoshi.intake.founding.running import Entry, RunningRows, read_done, without_issue
from luoshi.intake.founding.tables import Table, table_of
from luoshi.intake.founding.units import read_units
from luoshi.intake.secrecy import refuse_if_secret

HOUSE: dict[str, Callable[[House, Table], None]] = {
    UNITS: read_units,
    POSTS: read_posts,
    PROGRAMMES: read_programmes,
    PORTFOLIOS: read_portfolios,
}
"""Sheets in the order in which they can be read: each names what stands in those before it."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the county is to begin with."""

    house: House
    entries: list[Entry] = field(default_factory=list)

    @property
    def since(self) -> date | None:
        """The earliest day on which something of it was issued."""
        return min((one.issued_on for one in self.entries if one.issued_on), default=None)


def read_workbook(name: str, data: bytes, day: date) -> Workbook:
    """The county's first workbook. Raises BadInput with all faults of all sheets, each at its cell."""
    if not name.lower().endswith((".xlsx", ".xls")):
        raise BadInput(Fault("这不是 Excel 工作簿", "交 .xlsx 文件，六张表在一个文件里", file=name))
    sheets = read_sheets(name, data)
    refuse_if_secret(name, "\n".join("\t".join(row) for sheet in sheets for row in sheet.rows[:10]))
    faults: list[Fault] = []
    tables = {form.name: table for form in FORMS if (table := table_of(form, sheets, faults))}
    house = House()
    for sheet, read in HOUSE.items():
        if sheet in tables:
            read(house, tables[sheet])
    entries = RunningRows(tables[LEDGER], house, day).entries() if LEDGER in tables else {}
    if DONE in tables:
        read_done(tables[DONE], entries, day)
    made = [entry for entry in entries.values() if entry]
    without_issue(made, faults)
    if faults:
        raise BadInput.of(Fault(one.problem, one.remedy, one.place, name) for one in faults)
    return Workbook(house, made)
