"""`luoshi backup FILE`: everything, evidence included, in one file."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from luoshi.cli.database import database_argument, use_database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="备份写到哪里，如 落实-2026-06-30.zip")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    use_database(options)
    from luoshi.rounds.backups.making import backup

    made = backup(options.file)
    if options.json:
        print(json.dumps(asdict(made) | {"file": str(options.file)}, ensure_ascii=False))
    else:
        size = made.size / 1024 / 1024
        print(f"已备份：{made.facts} 条事实、{made.rows} 行、{made.files} 个佐证文件，{size:.1f} MB，{options.file}")
        print("备份里有电话和密码摘要，按内部资料保管；恢复用 luoshi restore")
    return 0
