"""`luoshi import LEDGER.xlsx`: takes a task ledger in, as drafts; or, as a statistics table, its figures."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault

FIGURES = ("统计表", "statistics")
"""The kinds that are no matters but figures."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", type=Path, metavar="LEDGER.xlsx", help="任务台账：.xlsx、.xls 或 .csv")
    parser.add_argument(
        "--as", dest="kind", metavar="KIND", default="", help="全部作为哪种事项，如 重点项目；统计表：登记指标数据"
    )
    parser.add_argument("--dry-run", action="store_true", help="只查错，不导入")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Takes all rows in, or none: every fault is named by its cell."""
    try:
        data = options.ledger.read_bytes()
    except OSError:
        raise BadInput(Fault("读不到这个文件", "给出台账的路径", file=str(options.ledger))) from None
    use_database(options)
    if options.kind in FIGURES:
        return _figures(options, data)
    from luoshi.facts import clock
    from luoshi.intake.actions import take_ledger
    from luoshi.org.acting import system

    by = system(clock.now())
    document, count = take_ledger(by, options.ledger.name, data, options.kind, dry_run=options.dry_run)
    if options.json:
        said = {"document": str(document) if document else None, "rows": count, "dry_run": options.dry_run}
        print(json.dumps(said, ensure_ascii=False))
    elif document:
        print(f"已读入 {count} 项草稿，在“来文”里核对后下发：/documents/{document}")
    else:
        print(f"{count} 项都没有错，没有导入（--dry-run）")
    return 0


def _figures(options: argparse.Namespace, data: bytes) -> int:
    """Enters a statistics table as it is proposed or remembered; where a cell is in doubt, nothing."""
    from luoshi.facts import clock
    from luoshi.indicators.actions import enter_draft, take_table, try_table
    from luoshi.org.acting import system

    by = system(clock.now())
    if options.dry_run:
        figures = try_table(by, options.ledger.name, data)
    else:
        figures = enter_draft(by, take_table(by, options.ledger.name, data)).figures
    rows = [{"indicator": code, "period": period, "figures": count} for (code, period), count in figures.items()]
    if options.json:
        print(json.dumps({"sheets": rows, "dry_run": options.dry_run}, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{row['indicator']} {row['period']}：{row['figures']} 个数")
        print("没有登记（--dry-run）" if options.dry_run else "已登记")
    return 0
