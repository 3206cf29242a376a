"""The demonstration: a function of its seed and its day, and its way in shut for everybody else."""

from __future__ import annotations

import http.client
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import built, serving

LEFT_OUT = ("django_", "auth_", "org_account")
"""Django's own tables say when they were made; accounts hold chance alone until somebody chooses a password."""


def tables(database: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Each table of the product with its rows as they were written."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [
            name for (name,) in connection.execute(asked) if not name.startswith(("django_", "auth_", "org_account"))
        ]
        for name in names:
            yield name, connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()


@pytest.fixture(scope="module")
def twins(tmp_path_factory) -> list[Path]:
    """Two of the same day, which is in a year without a holiday notice."""
    first, second = (tmp_path_factory.mktemp("twins") / "demo.db" for _ in range(2))
    serving.copy_database(built.demonstration(tmp_path_factory, built.NEW_YEAR), first)
    built.build(second, built.NEW_YEAR)
    return [first, second]


def test_the_same_seed_and_day_give_the_same_county_byte_for_byte(twins):
    filled = set()
    for (name, first), (other, second) in zip(*(tables(database) for database in twins), strict=True):
        assert name == other
        assert first == second, name
        filled |= {name} if first else set()
    assert {"org_unitrevision", "matters_matter", "matters_filing", "matters_lightspan", "appraisal_score"} <= filled


def test_what_is_exported_is_the_same_each_time(twins):
    for kind in ("facts", "scores"):
        first, second = (
            serving.run(["export", kind, "--db", str(database), "--json"], serving.environment()).stdout
            for database in twins
        )
        assert json.loads(first)[kind]
        assert first == second


def test_the_county_stands_on_its_facts_in_a_year_without_a_holiday_notice(twins):
    env = serving.environment()
    assert serving.run(["audit", "verify", "--db", str(twins[0])], env).returncode == 0
    checked = serving.run(["rebuild", "--check", "--db", str(twins[0]), "--json"], env)
    assert json.loads(checked.stdout) == {"differences": []}
    with serving.serving(
        ["demo", "--db", str(twins[0]), "--today", built.NEW_YEAR], env, twins[0].with_name("log")
    ) as server:
        visitor = serving.Visitor(server.base)
        visitor.form("/demo/sign-in/clerk")
        assert "2027 年的放假安排还没有录入" in visitor.ask("/desk")[1].decode()


def test_the_one_click_way_in_is_shut_without_the_demonstrations_own_process(twins):
    with serving.serving(["serve", "--db", str(twins[1])], serving.environment(), twins[1].with_name("log")) as server:
        visitor = serving.Visitor(server.base)
        assert visitor.form("/demo/sign-in/clerk")[0] == 404
        assert "demo/sign-in" not in visitor.ask("/sign-in")[1].decode()


def test_the_demonstration_answers_its_own_address_alone(twins):
    words = ["demo", "--db", str(twins[1]), "--today", built.NEW_YEAR]
    with serving.serving(words, serving.environment(), twins[1].with_name("log")) as server:
        assert serving.Visitor(server.base).form("/demo/sign-in/clerk")[0] == 200
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("POST", "/demo/sign-in/clerk", headers={"Host": "county.example", "Content-Length": "0"})
        assert connection.getresponse().status == 400


def test_the_demonstration_is_not_written_into_a_countys_own_database(tmp_path):
    env = serving.environment()
    database = tmp_path / "county.db"
    made = serving.run(["tick", "--db", str(database)], env)
    assert made.returncode == 1
    assert "没有这个数据库文件" in made.stderr
    with serving.serving(["serve", "--db", str(database)], env, tmp_path / "log"):
        pass
    refused = serving.run(["demo", "--db", str(database), "--no-serve"], env)
    assert refused.returncode == 1
    assert "不是演示县" in refused.stderr
