"""`luoshi tick`: the daily round, days missed caught up in order."""

from __future__ import annotations

import argparse
import json
from datetime import date

from luoshi.cli.database import database_argument, use_database


def arguments(parser: argparse.ArgumentParser) -> None:
    database_argument(parser)
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="到哪一天（默认今天）")


def run(options: argparse.Namespace) -> int:
    use_database(options)
    from luoshi.facts import clock
    from luoshi.rounds.daily import catch_up

    days = catch_up(clock.moment(options.today, 0, 10) if options.today else clock.now())
    if options.json:
        print(json.dumps({"days": [day.isoformat() for day in days]}))
    else:
        print(f"补办了 {len(days)} 天的例行事项" if days else "今天的例行事项已经办过")
    return 0
