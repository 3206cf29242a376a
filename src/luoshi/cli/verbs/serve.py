"""`luoshi serve`: the web application."""

from __future__ import annotations

import argparse
import os
import sys

from luoshi.cli.database import database_argument, prepare, use_database
from luoshi.cli.serving import serve


def arguments(parser: argparse.ArgumentParser) -> None:
    database_argument(parser)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只听本机，前面放反向代理）")


def run(options: argparse.Namespace) -> int:
    use_database(options, must_exist=False)
    prepare()
    print(f"已打开：http://{options.host}:{options.port}", file=sys.stderr, flush=True)
    _print_setup_word()
    serve("luoshi.web.wsgi:application", options.port, options.host)
    return 0


def _print_setup_word() -> None:
    """While there is no county its founding is for whoever reads this screen: not for the first to find the page."""
    from luoshi.org.accounts.passwords import new_password
    from luoshi.org.accounts.queries import anybody

    if not anybody():
        word = os.environ.setdefault("LUOSHI_SETUP_WORD", new_password())
        print(f"库是空的，先在网页上启用。启用口令：{word}", file=sys.stderr, flush=True)
