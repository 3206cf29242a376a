"""The register: one form and one workbook, faults where they were written, a revision dated."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.indicators import story
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.facts import clock
from luoshi.indicators import book, register_sheet
from luoshi.indicators.models import Indicator, IndicatorRevision
from luoshi.org.directory import directory
from luoshi.org.models import Account

JULY = date(2026, 7, 26)
FIELDS = {
    "code": "power",
    "name": "工业用电量",
    "unit_of_measure": "万千瓦时",
    "accumulation": "累计数",
    "direction": "越多越好",
    "cycle": "月度",
    "owner": "发改局",
    "source": "统计认定",
    "release_day": "18",
    "decimals": "0",
    "part": "产业发展",
    "formula": "",
    "seasonal": "",
}


@told_once
def defined(county):
    story.found(county)
    return county


@pytest.fixture
def founded(defined, client):
    client.force_login(Account.rows.get(username="assessment"))
    with clock.at(clock.moment(JULY)):
        yield client


def test_an_indicator_is_added_and_revised_from_the_form(founded):
    assert founded.post("/indicators/register", FIELDS).status_code == 302
    made = Indicator.rows.get(code="power")
    assert (made.accumulation, made.release_day, made.part) == ("cumulative", 18, "industry")
    again = founded.post("/indicators/register", FIELDS | {"name": "别的"})
    assert (again.status_code, "代码已有指标在用" in again.content.decode()) == (422, True)
    revised = FIELDS | {"revises": "power", "unit_of_measure": "亿千瓦时"}
    assert founded.post("/indicators/register", revised).status_code == 302
    assert founded.post("/indicators/register", revised).status_code == 302
    assert IndicatorRevision.rows.filter(code="power").count() == 2, "what is as it was is no revision"
    page = founded.get("/indicators/register?code=power").content.decode()
    assert "计量单位 万千瓦时 → 亿千瓦时" in page
    listed = founded.get("/indicators/register?format=json").json()["indicators"]
    assert [one["code"] for one in listed] == ["investment", "industry", "gdp", "power"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("formula", "nothing * 2", "“nothing”不是指标代码"),
        ("formula", "power * 2", "绕成了圈"),
        ("unit_of_measure", " ", "没有计量单位"),
        ("release_day", "月底", "“月底”不是一个整数"),
        ("owner", "发财局", "单位名册里没有“发财局”"),
        ("accumulation", "", "没有累计方式"),
        ("code", "register", "留作他用"),
    ],
)
def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(founded, field, typed, words):
    answer = founded.post("/indicators/register", FIELDS | {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.split(f'id="{field}-wrong"')[1].split("</small>")[0]
    assert 'value="工业用电量"' in page
    assert not Indicator.rows.filter(code="power").exists()


def sheet(*rows):
    headings = ["代码", "名称", "计量单位", "累计方式", "公式"]
    return book.write("指标", [book.Heading(name, 10) for name in headings], rows)


def test_the_workbook_goes_out_and_comes_back_as_it_was(founded):
    before = IndicatorRevision.rows.count()
    data = founded.get("/indicators/register/file").content
    answer = founded.post("/indicators/register/file", {"file": SimpleUploadedFile("清单.xlsx", data)})
    assert (answer.status_code, IndicatorRevision.rows.count()) == (302, before)
    known = list(Indicator.rows.all())
    read = register_sheet.from_workbook("清单.xlsx", data, known, directory(JULY))
    assert sum(map(float, next(one for one in read if one.code == "investment").seasonal)) == pytest.approx(1)


def test_a_workbook_with_one_wrong_cell_is_not_taken_at_all(founded):
    data = sheet(
        ["retail", "社零总额", "亿元", "累计数", ""],
        ["share", "占比", "%", "比率", "retail / nowhere"],
        ["gdp", "地区生产总值", "", "累计数", ""],
    )
    page = founded.post("/indicators/register/file", {"file": SimpleUploadedFile("清单.xlsx", data)}).content.decode()
    assert "指标!C4</b>：没有计量单位" in page
    with pytest.raises(BadInput) as raised:
        register_sheet.from_workbook("清单.xlsx", sheet(["x", "某", "亿元", "随便", ""]), [], directory(JULY))
    assert [(fault.place, fault.file) for fault in raised.value.faults] == [("指标!D2", "清单.xlsx")]
    assert Indicator.rows.count() == 3
