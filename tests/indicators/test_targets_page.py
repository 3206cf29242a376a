"""A year's targets on one page: they add up or say by how much not, by last year's shares, typed or from Excel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.indicators import story
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.facts.identity import new_uuid
from luoshi.indicators import book
from luoshi.indicators.models import Target, TargetSheet
from luoshi.indicators.sharing import proposed
from luoshi.org.models import Account

JULY = date(2026, 7, 26)
PAGE = "/indicators/investment/targets"


@told_once
def with_targets(county):
    story.found(county)
    story.promise(county, "investment", 全县=63, 金溪镇=40, 石桥镇=23)
    return county


@pytest.fixture
def promised(with_targets, client):
    client.force_login(Account.rows.get(username="assessment"))
    with clock.at(clock.moment(JULY)):
        yield with_targets


def typed(county, **values):
    return {f"value:{'county' if name == '全县' else county.units[name]}": value for name, value in values.items()}


def standing(year=2026):
    return dict(Target.rows.filter(year=year, until=None).values_list("unit", "value"))


def test_only_what_changed_is_set_as_one_sheet_and_the_sum_is_told(promised, client):
    page = client.get(PAGE).content.decode()
    assert "各镇（街道）合计 63，与全县一致" in page
    answer = client.post(
        PAGE, typed(promised, 全县="63", 金溪镇="41.2", 石桥镇="23") | {"paper": "调整通知"}, follow=True
    )
    assert "1 个数；各镇（街道）合计 64.2，比全县多 1.2" in answer.content.decode()
    sheet = TargetSheet.rows.latest("at")
    assert [(cell.unit, cell.value) for cell in sheet.cells.all()] == [(promised.units["金溪镇"], Decimal("41.2"))]
    assert "调整通知" in client.get(PAGE).content.decode()
    assert client.get(PAGE + "?format=json").json()["differences"] == {"towns": 1.2}


def test_quarters_go_with_the_county_and_an_emptied_field_takes_a_target_away(promised, client):
    quarters = {"0:county": "10", "1:county": "28", "2:county": ""}
    refused = client.post(PAGE, typed(promised, 全县="63") | quarters)
    assert "季度目标没有填全" in refused.content.decode()
    assert client.post(PAGE, typed(promised, 全县="63", 石桥镇="") | quarters | {"2:county": "45"}).status_code == 302
    assert [float(one) for one in Target.rows.get(unit=None, until=None).quarters] == [10, 28, 45, 63]
    assert promised.units["石桥镇"] not in standing()


def test_a_page_opened_before_somebody_else_set_them_is_not_taken_unread(promised, client):
    seen = {"seen": str(TargetSheet.rows.latest("at").uuid)}
    with clock.at(clock.moment(JULY, 11)):
        assert client.post(PAGE, typed(promised, 全县="64") | seen).status_code == 302
        refused = client.post(PAGE, typed(promised, 全县="65") | seen)
    assert (refused.status_code, standing()[None]) == (422, 64)
    assert "又定过一次" in refused.content.decode()


def test_pages_ask_the_database_a_fixed_few_times(promised, client, django_assert_max_num_queries):
    for page in (PAGE, "/indicators/investment", "/indicators/register", "/indicators/register?code=investment"):
        client.get(page)
        with django_assert_max_num_queries(15):
            assert client.get(page).status_code == 200


def test_last_years_shares_are_proposed_and_not_yet_saved(promised, client):
    answer = client.post(PAGE, typed(promised, 全县="70") | {"do": "propose", "year": "2027"})
    page = answer.content.decode()
    assert "上年目标的份额填好，还没有保存" in page
    assert 'value="44.44"' in page
    assert 'value="25.56"' in page
    assert standing(2027) == {}


def test_parts_add_up_to_the_last_place():
    units = [new_uuid() for _ in range(3)]
    parts = proposed(Decimal(10), [units], dict.fromkeys(units, Decimal(1)), 2)
    assert sorted(parts.values()) == [Decimal("3.33"), Decimal("3.33"), Decimal("3.34")]


def test_the_workbook_goes_out_and_comes_back_and_wrong_cells_are_told(promised, client):
    file = f"{PAGE}/file?year=2026"
    data = client.get(file).content
    unchanged = client.post(file, {"file": SimpleUploadedFile("目标.xlsx", data)}).content.decode()
    assert "没有改动" in unchanged
    headings = [book.Heading(name, 10) for name in ("单位", "全年目标", "一季度", "上半年", "前三季度")]
    rows = (["全县", "70", "10", "x", "50"], ["金西镇", "3", "", "", ""], ["石桥镇", "三十", "", "", ""])
    answer = client.post(file, {"file": SimpleUploadedFile("目标.xlsx", book.write("目标", headings, rows))})
    assert "目标!A3</b>：单位名册里没有“金西镇”" in answer.content.decode()
    wrong = book.write("目标", headings, (rows[0], rows[2]))
    answer = client.post(file, {"file": SimpleUploadedFile("目标.xlsx", wrong)}).content.decode()
    assert "目标!D2</b>：“x”不是一个数" in answer
    assert "目标!B3</b>：“三十”不是一个数" in answer
    assert standing()[None] == 63
    good = book.write("目标", headings, (["全县", "70", "10", "30", "50"], ["石桥镇", "30", "", "", ""]))
    assert client.post(file, {"file": SimpleUploadedFile("目标.xlsx", good)}).status_code == 302
    assert (standing()[None], standing()[promised.units["石桥镇"]]) == (70, 30)


def test_those_who_do_not_observe_are_turned_away(promised, client):
    client.force_login(Account.rows.get(username="clerk"))
    assert {client.get(one).status_code for one in (PAGE, f"{PAGE}/file", "/indicators/register")} == {403}
