"""A month's statistics table: handed in, understood, corrected, questioned, entered, remembered."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.core.tabling.sheets import workbook
from tests.indicators import story

from luoshi.core.errors import BadInput, Conflict, NotAllowed
from luoshi.facts import clock
from luoshi.facts import queries as chain
from luoshi.indicators import actions, projections, queries
from luoshi.indicators.models import Cell, Observation, Sheet, SheetShape
from luoshi.org.models import Account

AUGUST = date(2026, 8, 20)
TABLE = """
各镇主要经济指标完成情况 | < | < | < | < | <
（2026年1—7月） | < | < | < | < | <
单位：万元、% | | | | |
镇 | 固定资产投资 | < | < | 规模以上工业增加值 | <
^ | 计划 | 累计完成 | 同比增长 | 总量 | 增速
全　县 | 630000 | 325000 | 4.8 | 90000 | 8.1
金溪镇 | 400000 | 230000 | 5.0 | 60000 | 8.8
石桥镇 | 230000 | 95000 | 4.1 | 30000 | 6.6
注：固定资产投资不含农户。 | | | | |
"""


@pytest.fixture
def halfway(halfway):
    with clock.at(clock.moment(AUGUST)):
        yield halfway


def taken(county, text: str = TABLE, name: str = "七月月报.xlsx"):
    return actions.take_table(story.clerk(county, AUGUST), name, workbook(("7月", text)))


def entered(county, text: str = TABLE, **said):
    by, uuid = story.clerk(county, AUGUST), taken(county, text)
    actions.settle(by, uuid, actions.Settled(**said))
    return actions.enter_draft(by, uuid)


def standing(county, code: str, period: str = "2026-07") -> dict[str, Decimal | None]:
    names = {uuid: name for name, uuid in county.units.items()}
    found = Observation.rows.filter(indicator__code=code, period=period, source="statistics", until=None)
    return {names.get(one.unit, "全县"): one.value for one in found}


def test_a_sheet_is_entered_as_one_fact_an_indicator_with_each_figure_at_its_cell(halfway):
    answer = entered(halfway)
    assert answer.figures == {("investment", "2026-07"): 3, ("industry", "2026-07"): 3}
    assert standing(halfway, "investment") == {"全县": Decimal("32.5"), "金溪镇": 23, "石桥镇": Decimal("9.5")}
    assert standing(halfway, "industry")["石桥镇"] == Decimal("6.6")
    sheet = Sheet.rows.get(uuid=answer.sheets[0])
    assert sheet.paper == "七月月报.xlsx"
    assert sheet.file
    assert sorted(Cell.rows.filter(fact=sheet).values_list("place", flat=True)) == ["7月!C6", "7月!C7", "7月!C8"]
    assert not chain.verify()


def test_what_was_corrected_holds_for_next_months_sheet(halfway):
    columns = {"2": "不取", "5": "规上工业增加值增速"}
    entered(halfway, choices={"0": {"columns": columns}})
    assert standing(halfway, "investment") == {}
    assert SheetShape.rows.count() == 1
    following = TABLE.replace("1—7月", "1—8月").replace("8.1", "8.0")
    with clock.at(clock.moment(date(2026, 9, 20))):
        by = story.clerk(halfway, date(2026, 9, 20))
        uuid = actions.take_table(by, "八月月报.xlsx", workbook(("8月", following)))
        assert actions.enter_draft(by, uuid).figures == {("industry", "2026-08"): 3}


def test_a_figure_that_falls_needs_a_reason_and_nothing_is_entered_without_one(halfway):
    fallen = TABLE.replace("230000 | 5.0", "190000 | 5.0").replace("325000", "285000")
    with pytest.raises(BadInput) as raised:
        entered(halfway, fallen)
    assert [(fault.place, fault.problem) for fault in raised.value.faults] == [
        ("7月!C7", "金溪镇累计 19 亿元，比 1—6 月的 20.1 亿元 还少")
    ]
    assert standing(halfway, "industry") == {}
    entered(halfway, fallen, reason="核减了重复计入的项目")
    assert Sheet.rows.filter(reason="核减了重复计入的项目").count() == 2


def test_a_cell_that_cannot_be_read_is_named_and_holds_everything_back(halfway, client):
    with pytest.raises(BadInput) as raised:
        entered(halfway, TABLE.replace("95000", "约9.5亿"))
    assert [fault.place for fault in raised.value.faults] == ["7月!C8"]
    uuid = taken(halfway, TABLE.replace("400000 |", "40万 |"))  # in a column that is not taken
    client.force_login(Account.rows.get(username="projects"))
    page = client.get(f"/indicators/tables/{uuid}").content.decode()
    assert "数字列里读不成数的 1 格" in page
    assert "<td>数后面带了字" in page.replace("<b>", "")
    assert not Observation.rows.filter(period="2026-07").exists()


def test_a_figure_in_two_tables_counts_once_and_two_different_ones_are_a_fault(halfway):
    county = """
2026年1—7月全县主要经济指标 | < | <
指标 | 计量单位 | 累计
固定资产投资 | 亿元 | 32.5
"""
    by = story.clerk(halfway, AUGUST)
    for figure, wrong in (("33", ["全县!C3"]), ("32.5", [])):
        file = workbook(("7月", TABLE), ("全县", county.replace("32.5", figure)))
        uuid = actions.take_table(by, "月报.xlsx", file)
        page = queries.table_page(by, queries.find_draft(uuid))
        assert [fault.place for one in page.tables for fault in one.faults] == wrong
        assert page.taken == 6


def test_a_table_is_entered_once(halfway):
    by, uuid = story.clerk(halfway, AUGUST), taken(halfway)
    actions.enter_draft(by, uuid)
    with pytest.raises(Conflict):
        actions.enter_draft(by, uuid)
    with pytest.raises(NotAllowed):
        actions.take_table(halfway.by("reporter", "金溪镇", AUGUST), "表.csv", b"a,b\n1,2\n")


def test_figures_typed_by_hand_keep_the_same_rules(halfway):
    by = story.clerk(halfway, AUGUST)
    cells = story.cells(halfway, {"全县": 20})
    with pytest.raises(BadInput, match="还少"):
        actions.enter_sheet(by, "investment", "2026-07", "statistics", cells)
    actions.enter_sheet(by, "investment", "2026-07", "statistics", cells, reason="普查修订")


def test_the_page_shows_the_sheet_what_is_taken_and_what_is_odd(halfway, client):
    client.force_login(Account.rows.get(username="assessment"))
    file = SimpleUploadedFile("七月月报.xlsx", workbook(("7月", TABLE.replace("230000 | 5.0", "280000 | 5.0"))))
    answer = client.post("/indicators/tables", {"file": file, "source": "statistics"})
    page = client.get(answer["Location"]).content.decode()
    assert "取到 <b>6 个数</b>：固定资产投资、规上工业增加值增速，2026年7月。" in page
    assert "2 个单位合计 37.5 亿元，比全县 32.5 亿元 多 5 亿元" in page
    assert '<input name="r:0:6" value="金溪镇"' in page
    wrong = client.post(answer["Location"], {"c:0:2": "固投", "do": "check"})
    assert wrong.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "“固投”既不是指标，也不是单位" in page
    right = client.post(answer["Location"], {"c:0:2": "固定资产投资", "do": "enter"})
    assert right.status_code == 302
    assert standing(halfway, "investment")["金溪镇"] == 28
    found = json.loads(client.get(answer["Location"] + "?format=json").content)
    assert found["entered"]
    assert found["tables"][0]["figures"][0]["place"] == "7月!C6"
    assert client.get(answer["Location"] + "/file").status_code == 200


def test_a_rebuild_finds_nothing_to_change(halfway):
    entered(halfway)
    before = sorted(Observation.rows.values_list("period", "source", "unit", "value", "known_on", "until"), key=str)
    Observation.rows.all().delete()
    projections.apply(list(Sheet.rows.all()), AUGUST)
    after = sorted(Observation.rows.values_list("period", "source", "unit", "value", "known_on", "until"), key=str)
    assert before == after


def test_the_page_says_which_sheet_is_hidden_and_which_total_does_not_come_out(halfway, client):
    wrong = TABLE.replace("全　县 | 630000", "合　计 | 640000").replace("325000", "335000")
    file = workbook(("7月", wrong), ("6月", TABLE), hidden=("6月",))
    uuid = actions.take_table(story.clerk(halfway, AUGUST), "七月月报.xlsx", file)
    client.force_login(Account.rows.get(username="assessment"))
    said = client.get(f"/indicators/tables/{uuid}?format=json").json()
    assert said["hidden"] == ["6月"]
    assert [line["place"] for line in said["tables"][0]["asked"]] == ["7月!A6"]
    page = client.get(f"/indicators/tables/{uuid}").content.decode()
    assert "隐藏的工作表没有取数：6月" in page
    assert "与各行之和不相等" in page
