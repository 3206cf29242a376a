"""`luoshi audit verify`: is the chain of facts whole?"""

from __future__ import annotations

import argparse
import json

from luoshi.cli.database import database_argument, use_database


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"])
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    use_database(options)
    from luoshi.facts import queries

    breaks = queries.verify()
    if options.json:
        found = [{"seq": one.seq, "kind": one.kind, "ref": str(one.ref), "problem": one.problem} for one in breaks]
        print(json.dumps({"facts": queries.head(), "breaks": found}, ensure_ascii=False))
    else:
        for one in breaks:
            print(one.sentence())
        print(f"{queries.head()} 条事实，" + (f"{len(breaks)} 处对不上" if breaks else "首尾相接，没有改动"))
    return 1 if breaks else 0
