"""`luoshi demo`: the demonstration county in a fresh embedded database, and served."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from luoshi.cli.database import prepare, use_database
from luoshi.core.errors import BadInput, Fault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", metavar="FILE", default="demo.db", help="数据库文件（默认 ./demo.db）")
    parser.add_argument(
        "--today",
        metavar="DAY",
        type=_day,
        help="演示的“今天”，如 2026-06-30（默认就是今天）；看截止当晚就写到时刻：2026-11-30T21:30，钟从那时走起",
    )
    parser.add_argument("--seed", type=int, default=2026, help="同样的种子和日期，得到同样的县")
    parser.add_argument("--no-serve", action="store_true", help="只建数据库，不打开服务")
    parser.add_argument("--port", type=int, default=8000)


def _day(text: str) -> date:
    from luoshi.facts.clock import day_or_moment

    try:
        return day_or_moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，写成 2026-06-30 或 2026-06-30T21:30 这样") from None


def run(options: argparse.Namespace) -> int:
    fresh = not Path(options.db).exists()
    use_database(options, must_exist=not fresh)
    from luoshi.demo.stamp import stamped
    from luoshi.facts import clock

    prepare()
    if options.today:
        clock.start_on(options.today)
    os.environ["LUOSHI_TODAY"] = (options.today or clock.today()).isoformat()
    if fresh:
        # Loaded only to build: what reads documents comes with it, and is slower to load than all the rest.
        from luoshi.demo.build import build

        print("正在建演示县……", file=sys.stderr, flush=True)
        try:
            build(clock.today(), options.seed)
        except BaseException:
            _remove(Path(options.db))
            raise
    elif not stamped():
        raise BadInput(Fault("这个数据库里不是演示县", "换一个 --db 文件，演示县不会写进正式数据", file=options.db))
    else:
        from luoshi.rounds.daily import catch_up

        catch_up(clock.now())
    if options.json:
        print(json.dumps({"database": str(Path(options.db).resolve()), "today": clock.today().isoformat()}))
    if options.no_serve:
        return 0
    from luoshi.cli.serving import serve

    print(f"演示县已打开：http://127.0.0.1:{options.port}", file=sys.stderr, flush=True)
    serve("luoshi.demo.wsgi:application", options.port)
    return 0


def _remove(database: Path) -> None:
    """A county half built is no county: nothing of it stays."""
    for leftover in database.parent.glob(f"{database.name}*"):
        if leftover.is_file():
            leftover.unlink()
