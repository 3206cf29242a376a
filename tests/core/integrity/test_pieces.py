"""One thing entered as several is told by its name from phases, from other things, and from what is added up anyway."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.core.integrity import Piece, pieces

ISSUED = date(2026, 3, 2)
INVESTED, AREA = frozenset({"完成投资（元）"}), frozenset({"硬化面积（平方米）"})
UNITS = {"金溪镇", "石桥镇", "金溪"}


def found(*titles: str, **more) -> list[tuple[str, ...]]:
    """Titles of 金溪镇, each counting something of its own: which of them are found together."""
    every = [Piece(title, "金溪镇", ISSUED, title, frozenset({title})) for title in titles]
    return [one.subjects for one in pieces([*every, *more.get("others", ())], days=60, common=UNITS)]


@pytest.mark.parametrize(
    "titles",
    [
        ("金溪镇木耳菌包暂存库主体", "金溪镇木耳菌包暂存库场地硬化"),
        ("冷链物流园一期工程", "冷链物流园二期工程"),
        ("滨河公园改造A标段", "滨河公园改造B标段"),
        ("敬老院综合楼（一）", "敬老院综合楼（二）", "敬老院综合楼（三）"),
        ("社区工厂1号厂房", "社区工厂2号厂房"),
    ],
)
def test_pieces_that_are_called_alike_are_asked_about_together(titles):
    assert found(*titles) == [tuple(sorted(titles))]


@pytest.mark.parametrize(
    "titles",
    [
        ("主街改造", "主街亮化"),
        ("金溪镇污水处理站扩容", "金溪镇木耳菌包暂存库"),
        ("检修农村供水设施", "农村公路改造提升"),
        ("各镇固定资产投资完成", "各镇公开小微权力清单"),
        ("冷库", "冷库"),
    ],
)
def test_things_that_only_share_a_place_or_a_trade_are_not(titles):
    assert found(*titles) == []


def a_pair(one: dict, other: dict) -> list:
    base = {"unit": "金溪镇", "day": ISSUED}
    told = [
        Piece(**(base | {"subject": "甲", "title": "木耳菌包暂存库主体", "counts": INVESTED} | one)),
        Piece(**(base | {"subject": "乙", "title": "木耳菌包暂存库场地", "counts": AREA} | other)),
    ]
    return pieces(told, days=60, common=UNITS)


def test_what_counts_the_same_is_of_another_unit_later_or_on_a_paper_of_its_own_raises_nothing():
    assert len(a_pair({}, {})) == 1
    assert len(a_pair({"counts": frozenset()}, {"counts": frozenset()})) == 1
    assert len(a_pair({"paper": "政发〔2026〕3号"}, {"paper": "政发〔2026〕3号"})) == 1
    assert a_pair({}, {"counts": INVESTED | AREA}) == []
    assert a_pair({}, {"unit": "石桥镇"}) == []
    assert a_pair({}, {"day": ISSUED + timedelta(days=61)}) == []
    assert a_pair({"paper": "政发〔2026〕3号"}, {"paper": "发改审〔2026〕9号"}) == []


def test_words_that_another_unit_uses_too_tell_nothing():
    others = [Piece("它", "石桥镇", ISSUED, "高标准农田建设提升")]
    assert found("高标准农田建设灌溉", "高标准农田建设道路", others=others) == []
    assert len(found("高标准农田建设灌溉", "高标准农田建设道路")) == 1


def test_what_they_were_before_is_named():
    before = Piece("旧", "金溪镇", date(2025, 1, 20), "木耳菌包暂存库")
    told = [Piece(name, "金溪镇", ISSUED, f"木耳菌包暂存库{name}") for name in ("主体", "场地")]
    (one,) = pieces([before, *told], days=60, common=UNITS)
    assert (set(one.subjects), one.grounds["formerly"]) == ({"主体", "场地"}, "木耳菌包暂存库")
    assert "是同一件事，还是各有批复" in one.question()


def test_the_order_of_the_pieces_changes_nothing():
    told = [Piece(str(n), "金溪镇", ISSUED, f"滨河公园改造{n}标段") for n in range(1, 5)]
    assert pieces(told, days=60) == pieces(told[::-1], days=60)
