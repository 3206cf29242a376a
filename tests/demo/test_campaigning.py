"""The demonstration's campaign: under way on whatever day one looks, its figures possible, some towns behind."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace

import pytest

from luoshi.core.timing.campaign import standing_of
from luoshi.demo import campaigning
from luoshi.demo.company import Company
from luoshi.demo.script import county_file


@pytest.mark.parametrize("today", [date(2026, 11, 26), date(2026, 2, 20), date(2026, 10, 5), date(2027, 1, 1)])
def test_it_is_under_way_and_some_will_miss(monkeypatch, today):
    begun, counted = [], defaultdict(dict)

    def count(_by, _code, day, figures, reason=""):
        for town, reached in figures:
            before = max(counted[town].values(), default=0)
            assert before <= reached <= begun[0].shares[town] or reason
            counted[town][day] = Decimal(reached)

    monkeypatch.setattr(campaigning, "begin_campaign", lambda _by, new: begun.append(new))
    monkeypatch.setattr(campaigning, "count_day", count)
    names = {unit["short"]: unit["short"] for unit in county_file("units")["unit"]}
    people = SimpleNamespace(units=names, by=lambda _who, at: SimpleNamespace(at=at))
    station = campaigning.Campaigning(Company(people, Random(1), today))
    day = today - timedelta(days=50)
    while day < today:
        station.work(day)
        day += timedelta(days=1)
    (new,) = begun
    assert new.begins < today < new.ends
    stands = {
        town: standing_of(Decimal(concerned), Decimal(new.wanted), counted[town], new.begins, new.ends, today)
        for town, concerned in new.shares.items()
    }
    missing = {town for town, one in stands.items() if one.misses}
    assert {"红岩镇", "大垭镇"} <= missing
    assert len(missing) < len(stands) / 2
