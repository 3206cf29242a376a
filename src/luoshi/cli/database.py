"""Which database a verb works on, and Django made ready for it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from luoshi.core.errors import BadInput, Fault


def database_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", metavar="FILE", help="数据库文件；不写就用 DATABASE_URL，再不然用 ./luoshi.db")


def use_database(options: argparse.Namespace, *, must_exist: bool = True) -> None:
    """Sets Django up on the database that the options name.

    Raises BadInput where there should be a database and is none.
    """
    if options.db:
        os.environ["LUOSHI_DB"] = str(Path(options.db).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")
    import django

    django.setup()
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if must_exist and connection.vendor == "sqlite" and not Path(name).exists():
        raise BadInput(Fault("没有这个数据库文件", "用 luoshi demo 建演示县，或用 --db 指明数据库", file=name))
    if must_exist:
        _live_on_its_day()


def _live_on_its_day() -> None:
    """A demonstration built for a day to come lives on that day, whoever looks at it."""
    from django.db import connection

    from luoshi.demo.stamp import last_day

    if "facts_stamp" in connection.introspection.table_names() and (day := last_day()):
        from luoshi.facts import clock

        if day > clock.today():
            clock.start_on(day)


def prepare() -> None:
    """Brings the tables of the database in use up to this version; of this version already, it is left alone."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
