"""`luoshi import LEDGER.xlsx`: takes a task ledger in, as drafts."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from luoshi.cli.database import database_argument, use_database
from luoshi.core.errors import BadInput, Fault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", type=Path, metavar="LEDGER.xlsx", help="任务台账：.xlsx、.xls 或 .csv")
    parser.add_argument("--as", dest="kind", metavar="KIND", default="", help="全部作为哪种事项，如 重点项目")
    parser.add_argument("--dry-run", action="store_true", help="只查错，不导入")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Takes all rows in, or none: every fault is named by its cell."""
    try:
        data = options.ledger.read_bytes()
    except OSError:
        raise BadInput(Fault("读不到这个文件", "给出台账的路径", file=str(options.ledger))) from None
    use_database(options)
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
