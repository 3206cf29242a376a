"""The files of a DATA folder: CSV as people leave it (UTF-8 with or without BOM, GB18030), or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from luoshi.core.errors import Fault

Row = Mapping[str, object]
"""Column → text, number or None."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "units": ("unit",),
    "values": ("unit", "item", "period", "actual"),
    "adjustments": ("unit", "period", "points"),
    "vetoes": ("unit", "period"),
}
"""Table → the columns it cannot do without. The first two tables must be there."""
NEEDED = ("units", "values")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, each with the place that a fault names."""

    file: str
    rows: tuple[tuple[str, Row], ...] = ()

    @classmethod
    def of_rows(cls, name: str, rows: Iterable[Row]) -> Table:
        """A table of Python rows, counted from 1."""
        return cls(name, tuple((f"第 {number} 条", row) for number, row in enumerate(rows, 1)))


def load(folder: Path) -> tuple[dict[str, Table], list[Fault]]:
    """The tables of a folder. What cannot be read is left out and named in the faults."""
    if not folder.is_dir():
        return {}, [Fault("没有这个文件夹", "给出放有 units.csv 和 values.csv 的文件夹", file=str(folder))]
    tables: dict[str, Table] = {}
    faults: list[Fault] = []
    for name in COLUMNS:
        path = folder / f"{name}.csv"
        if path.is_file():
            text = _decode(path, faults)
            if text is not None:
                tables[name] = parse(name, text, str(path), faults)
        elif path.with_suffix(".parquet").is_file():
            columns = _parquet(name, path.with_suffix(".parquet"), faults)
            if columns is not None:
                tables[name] = columns
        elif name in NEEDED:
            faults.append(
                Fault("缺少这个文件", f"在文件夹里放 {name}.csv，表头写 {', '.join(COLUMNS[name])}", file=str(path))
            )
    return tables, faults


def _parquet(name: str, path: Path, faults: list[Fault]) -> Table | None:
    """A Parquet file as a table, its rows counted from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        read = pq.read_table(path)
    except (OSError, pa.ArrowException):
        faults.append(Fault("读不出这个 Parquet 文件", "重新导出，或改用 CSV", file=str(path)))
        return None
    if not _header_is_good(name, read.column_names, str(path), faults):
        return Table(str(path))
    return Table(str(path), tuple((f"第 {number} 行", row) for number, row in enumerate(read.to_pylist(), 1)))


def _decode(path: Path, faults: list[Fault]) -> str | None:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    faults.append(Fault("认不出文字编码", "另存为 CSV UTF-8", file=str(path)))
    return None


def parse(name: str, text: str, file: str, faults: list[Fault]) -> Table:
    """A CSV text as a table. Blank lines are skipped; a row with more cells than the header is a fault."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not _header_is_good(name, header, file, faults):
            return Table(file)
        rows: list[tuple[str, Row]] = []
        for cells in reader:
            place = f"第 {reader.line_num} 行"
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                faults.append(Fault(f"有 {len(cells)} 格，表头只有 {len(header)} 格", "检查是否多了逗号", place, file))
            elif any(cell.strip() for cell in cells):
                rows.append((place, dict(zip(header, cells, strict=False))))
        return Table(file, tuple(rows))
    except csv.Error:
        faults.append(Fault("这里不是合乎 CSV 写法的内容", "检查引号是否成对", f"第 {reader.line_num} 行", file))
        return Table(file)


def _header_is_good(name: str, header: list[str], file: str, faults: list[Fault]) -> bool:
    lacking = [column for column in COLUMNS[name] if column not in header]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if lacking:
        faults.append(
            Fault(f"表头缺少 {'、'.join(lacking)}", f"第一行至少写 {','.join(COLUMNS[name])}", "第 1 行", file)
        )
    if twice:
        faults.append(Fault(f"表头里 {'、'.join(twice)} 出现两次", "每一列用不同的名称", "第 1 行", file))
    return not lacking and not twice
