"""`luoshi restore FILE`: a backup into an empty database, SQLite or PostgreSQL, whichever it came from."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from luoshi.cli.database import database_argument, prepare, use_database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="luoshi backup 写的文件")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    use_database(options, must_exist=False)
    prepare()
    from luoshi.rounds.backups.restoring import restore

    restored = restore(options.file)
    if options.json:
        print(json.dumps(asdict(restored), ensure_ascii=False))
    else:
        print(f"已恢复：{restored.facts} 条事实、{restored.rows} 行、{restored.files} 个佐证文件；事实链首尾相接")
    return 0
