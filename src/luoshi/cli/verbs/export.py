"""`luoshi export KIND`: what another program needs to judge the state."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault

KINDS = ("units", "matters", "reports", "lights", "steps", "scores", "facts")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "名称、负责人、牵头单位、时限都是那一天的；限知事项不在导出之列。"
    parser.add_argument("kind", choices=KINDS)
    database_argument(parser)
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY", help="那一天的状态（默认今天）")
    parser.add_argument("--xlsx", metavar="FILE", help="写成 Excel 文件")


def run(options: argparse.Namespace) -> int:
    use_database(options)
    from luoshi.facts import clock
    from luoshi.rounds.exporting import export

    rows = export(options.kind, options.as_of or clock.today())
    if options.xlsx:
        _write_sheet(Path(options.xlsx), options.kind, rows)
    if options.json:
        json.dump({options.kind: rows, "total": len(rows)}, sys.stdout, ensure_ascii=False, default=str)
        print()
    elif not options.xlsx:
        for row in rows:
            print("\t".join(_cell(value) for value in row.values()))
    return 0


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)


def _write_sheet(file: Path, kind: str, rows: list[dict[str, Any]]) -> None:
    import xlsxwriter

    try:
        with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet(kind)
            head = book.add_format({"bold": True, "bottom": 1})
            for column, name in enumerate(rows[0] if rows else ()):
                sheet.write(0, column, name, head)
            for place, row in enumerate(rows, 1):
                for column, value in enumerate(row.values()):
                    sheet.write(place, column, value if isinstance(value, int | float) else _cell(value))
            sheet.freeze_panes(1, 0)
    except OSError as error:
        raise BadInput(Fault(f"写不了这个文件：{error.strerror}", "换一个可以写的位置", file=str(file))) from error
