"""`luoshi rebuild`: makes every projection anew from the facts."""

from __future__ import annotations

import argparse
import json

from luoshi.cli.database import database_argument, use_database


def arguments(parser: argparse.ArgumentParser) -> None:
    database_argument(parser)
    parser.add_argument("--check", action="store_true", help="只比对，不改动；有差别时退出码为 1")


def run(options: argparse.Namespace) -> int:
    use_database(options)
    from luoshi.rounds.rebuild import rebuild

    differences = rebuild(check=options.check)
    if options.json:
        print(json.dumps({"differences": differences}, ensure_ascii=False))
    else:
        for line in differences[:200]:
            print(line)
        print(f"与事实比对：{len(differences)} 处不同" if differences else "与事实比对：没有不同")
    return 1 if differences and options.check else 0
