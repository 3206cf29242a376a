"""The figures that a scheme is applied to: units, values, adjustments, vetoes; from a folder or from Python rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import tables
from luoshi.core.scoring.records import Adjustment, Unit, Value, Veto
from luoshi.core.scoring.rows import RowReader
from luoshi.core.scoring.tables import Row, Table


class ScoreData:
    """All figures of one appraisal. The order of rows means nothing.

    Rows are mappings with the columns of DESIGN.md section 5: units (unit, name, group), values (unit, item, period,
    actual, target, base, status, parts), adjustments (unit, period, points, reason), vetoes (unit, period, reason);
    numbers as text, int, float or Decimal. Raises BadInput with every fault at once.
    """

    units: tuple[Unit, ...]
    values: tuple[Value, ...]
    adjustments: tuple[Adjustment, ...]
    vetoes: tuple[Veto, ...]

    def __init__(
        self,
        units: Iterable[Row],
        values: Iterable[Row] = (),
        adjustments: Iterable[Row] = (),
        vetoes: Iterable[Row] = (),
    ) -> None:
        given = {"units": units, "values": values, "adjustments": adjustments, "vetoes": vetoes}
        _refuse(self._take({name: Table.of_rows(name, rows) for name, rows in given.items()}))

    @classmethod
    def from_folder(cls, folder: Path) -> ScoreData:
        """Reads units.csv, values.csv and, where they are there, adjustments.csv and vetoes.csv.

        Raises BadInput with every fault at once.
        """
        data, faults = cls.read(folder)
        _refuse(faults)
        return data

    @classmethod
    def from_csv(cls, texts: Mapping[str, str]) -> ScoreData:
        """The same from CSV texts by table: {"units": …, "values": …}."""
        faults: list[Fault] = []
        given = {name: tables.parse(name, text, f"{name}.csv", faults) for name, text in texts.items()}
        data = cls.__new__(cls)
        _refuse(faults + data._take(given))
        return data

    @classmethod
    def read(cls, folder: Path) -> tuple[ScoreData, list[Fault]]:
        """The good rows of a folder and what is wrong with the others: for a caller who has more faults to tell."""
        given, faults = tables.load(folder)
        data = cls.__new__(cls)
        return data, faults + data._take(given)

    def _take(self, given: Mapping[str, Table]) -> list[Fault]:
        reader, none = RowReader(), Table("")
        self.units = tuple(reader.units(given.get("units", none)))
        if "units" in given:
            self.values = tuple(reader.values(given.get("values", none)))
            self.adjustments = tuple(reader.adjustments(given.get("adjustments", none)))
            self.vetoes = tuple(reader.vetoes(given.get("vetoes", none)))
        else:
            # Without the units every other row would be a fault that says nothing new.
            self.values, self.adjustments, self.vetoes = (), (), ()
        return reader.faults

    def periods(self) -> list[str]:
        """The periods of which there are values, in order."""
        return sorted({value.period for value in self.values})

    def groups(self) -> list[str]:
        """The groups in which units are ranked, in order."""
        return sorted({unit.group for unit in self.units})

    def as_csv(self) -> dict[str, str]:
        """The four tables as CSV texts, in one order whatever the order of rows was: what a sealed package holds."""
        values = sorted(self.values, key=lambda value: (value.period, value.unit, value.item))
        with_parts = any(value.parts for value in values)
        adjustments = sorted(
            self.adjustments, key=lambda one: (one.period, one.unit, one.reason, one.points, str(one.points))
        )
        vetoes = sorted(self.vetoes, key=lambda veto: (veto.period, veto.unit, veto.reason))
        return {
            "units": _csv("unit name group", sorted((unit.unit, unit.name, unit.group) for unit in self.units)),
            "values": _csv(
                "unit item period actual target base status" + (" parts" if with_parts else ""),
                (_value_cells(value, with_parts=with_parts) for value in values),
            ),
            "adjustments": _csv(
                "unit period points reason", ((one.unit, one.period, one.points, one.reason) for one in adjustments)
            ),
            "vetoes": _csv("unit period reason", ((veto.unit, veto.period, veto.reason) for veto in vetoes)),
        }


def _value_cells(value: Value, *, with_parts: bool) -> list[object]:
    own: list[object] = [value.unit, value.item, value.period, value.actual, value.target, value.base, value.status]
    return [*own, ";".join(format(part, "f") for part in value.parts)] if with_parts else own


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise BadInput.of(faults)


def _csv(columns: str, rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.split())
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)
