"""The register of indicators as a workbook, one row an indicator; and back, faults by cell, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators import book
from luoshi.indicators.actions import NewIndicator
from luoshi.indicators.models import Indicator
from luoshi.indicators.register import COLUMNS, read, written
from luoshi.org.directory import Directory

TITLE = "指标"


def to_workbook(indicators: Iterable[Indicator], names: Directory) -> bytes:
    headings = [
        book.Heading(column.heading, column.width, tuple(label for _value, label in column.choices))
        for column in COLUMNS
    ]
    rows = (written(one, names) for one in indicators)
    return book.write(TITLE, headings, ([row[column.key] for column in COLUMNS] for row in rows))


def from_workbook(name: str, data: bytes, known: Iterable[Indicator], names: Directory) -> list[NewIndicator]:
    """The indicators of a file. A column left out keeps what stood. Raises BadInput with each fault at its cell."""
    keys = {column.heading: column.key for column in COLUMNS}
    old = {one.code: written(one, names) for one in known}
    faults: list[Fault] = []
    found = []
    for line in book.read(name, data, list(keys), ["代码", "名称"]):
        words = {keys[heading]: said for heading, said in line.words.items()}
        places = {keys[heading]: place for heading, place in line.places.items()}
        anywhere = dict.fromkeys((column.key for column in COLUMNS), places["code"])
        found.append(read(old.get(words["code"], {}) | words, anywhere | places, names, faults))
    if not found and not faults:
        faults.append(Fault("一行指标也没有", "一个指标一行"))
    if faults:
        raise BadInput.of(replace(fault, file=name) for fault in faults)
    return found
