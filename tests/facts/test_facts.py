"""What was recorded stays as it was: the chain, the triggers, the clock, identifiers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests import world
from tests.telling import told_once

from luoshi.facts import clock, identity, queries
from luoshi.facts.canonical import canonical, decimal_text
from luoshi.facts.models import Entry
from luoshi.facts.triggers import fact_tables
from luoshi.matters.models import Report


@told_once
def reported(county):
    matter = world.issue_matter(county)
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    return world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", quantities=(("m1", Decimal("12.5")),))


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_a_fact(reported, statement):
    for table in fact_tables():
        key = table._meta.pk.column
        if table.rows.exists():
            name = connection.ops.quote_name(table._meta.db_table)
            with pytest.raises(DatabaseError, match="appended"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(name, key, key))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's own way round a trigger")
def test_sqlite_does_not_let_a_fact_be_replaced(reported):
    table = Report._meta.db_table
    with pytest.raises(DatabaseError, match="appended"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_a_fact_changed_behind_the_systems_back_is_found_and_named(reported):
    with transaction.atomic():
        _without_triggers(f"UPDATE {Report._meta.db_table} SET words = '改过'")
        found = queries.verify()
        assert [one.ref for one in found] == [reported.report]
        assert "改过" in found[0].sentence()
        transaction.set_rollback(True)
    assert queries.verify() == []


def test_a_fact_taken_out_or_smuggled_in_is_found(reported):
    with transaction.atomic():
        _without_triggers(f"DELETE FROM {Entry._meta.db_table} WHERE seq = 5")
        problems = " ".join(one.problem for one in queries.verify())
        assert "缺了第 5 条" in problems
        assert "不是经系统记入" in problems
        transaction.set_rollback(True)


def _without_triggers(statement: str) -> None:
    """As somebody with a database tool would do it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(statement)


def test_entries_are_numbered_without_gaps(reported):
    assert list(Entry.rows.order_by("seq").values_list("seq", flat=True)) == list(range(1, queries.head() + 1))


def test_half_past_midnight_on_1_july_is_july_here_and_still_june_in_utc():
    at = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)
    assert clock.local_day(at) == date(2026, 7, 1)
    assert clock.moment(date(2026, 7, 1), 0, 30) == at


def test_identifiers_sort_by_moment_and_repeat_only_with_their_seed():
    with clock.at(clock.moment(date(2026, 7, 1))), identity.seeded(7):
        first, second = identity.new_uuid(), identity.new_uuid()
    with clock.at(clock.moment(date(2026, 7, 1)) + timedelta(seconds=1)):
        later = identity.new_uuid()
    with clock.at(clock.moment(date(2026, 7, 1))), identity.seeded(7):
        assert identity.new_uuid() == first
    assert first != second
    assert max(first, second) < later
    assert (first.version, first.variant) == (7, "specified in RFC 4122")


@given(st.decimals(-(10**14), 10**14, places=4))
def test_a_decimal_has_one_spelling_whatever_its_zeros(value):
    assert decimal_text(value) == decimal_text(value.quantize(Decimal("0.000001")))
    assert Decimal(decimal_text(value)) == value


def test_the_canonical_form_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": [date(2026, 1, 2)]}) == canonical({"a": [date(2026, 1, 2)], "b": 1})


@pytest.mark.parametrize(("text", "hour"), [("2026-11-30T21:30", "2026-11-30 21:3"), ("2026-11-30", "2026-11-30")])
def test_the_demonstrations_clock_starts_on_a_day_or_at_an_hour_of_it(monkeypatch, text, hour):
    monkeypatch.setattr(clock, "_offset", timedelta(0))
    clock.start_on(clock.day_or_moment(text))
    assert str(clock.local_time(clock.now())).startswith(hour)


@pytest.mark.parametrize("text", ["2026-11-30T21:30+08:00", "2026-11-31", "21:30"])
def test_a_moment_with_a_zone_or_a_day_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        clock.day_or_moment(text)
