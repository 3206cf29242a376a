"""A scheme is read by all, tried on the last closed month, taken out and in as Excel, and adopted from a day."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import world
from tests.appraisal import story
from tests.telling import told_once

from luoshi.appraisal import queries, rules, words
from luoshi.appraisal.models import SchemeRevision, Score
from luoshi.appraisal.offered import OFFERED, is_taken
from luoshi.appraisal.scheme_sheets import from_workbook, to_workbook
from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.aggregates import AGGREGATES
from luoshi.core.scoring.methods import METHODS
from luoshi.facts import clock
from luoshi.indicators.actions import NewIndicator, define
from luoshi.org.models import Account

DAY = date(2026, 4, 1)
DEFAULT = rules.default_scheme(2026)


@told_once
def county() -> world.County:
    county = world.found_county()
    story.figures(county)
    others = [NewIndicator(code, code, "亿元", "cumulative") for code in ("inplace_funds", "sought_funds")]
    define(story.clerk(county, date(2026, 1, 5)), others)
    story.a_march(county)
    story.close(county, "2026-03")
    return county


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def test_a_scheme_goes_out_as_excel_and_comes_in_as_the_same_rules():
    again = from_workbook("方案.xlsx", to_workbook(DEFAULT))
    assert Scheme.from_toml(again) == Scheme.from_toml(DEFAULT)


def test_every_method_and_every_way_to_add_up_has_a_name_of_its_own():
    assert len({method.title for method in METHODS.values()}) == len(METHODS)
    assert len({one.title for one in AGGREGATES.values()}) == len(AGGREGATES)


def workbook(items: list[list[str]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        head = book.add_worksheet("方案")
        for at, row in enumerate([["设置", "值"], ["name", '"办法"'], ["year", "2026"], ["decimals", "2"]]):
            head.write_row(at, 0, row)
        sheet = book.add_worksheet("考核项")
        for at, row in enumerate([["代码", "名称", "上级", "权重", "计分方法", "汇总方法", "参数"], *items]):
            sheet.write_row(at, 0, row)
    return target.getvalue()


def test_a_cell_that_cannot_be_read_is_named():
    items = [
        ["total", "总分", "", "", "", "相加", ""],
        ["nodes_kept", "节点", "total", "三十", "完成率", "", "cap == 1"],
    ]
    with pytest.raises(BadInput) as caught:
        from_workbook("方案.xlsx", workbook(items))
    assert [fault.place for fault in caught.value.faults] == ["考核项!D3", "考核项!G3"]


def test_a_preview_ranks_the_last_closed_month_beside_the_rules_that_hold_and_writes_nothing(county):
    before = (Score.rows.count(), SchemeRevision.rows.count())
    office = story.clerk(county, DAY)
    same = queries.preview(office, DEFAULT)
    towns = dict(same.tables)["镇办"]
    assert [(one.rank, one.score, one.moved) for one in towns] == [
        (row.rank, row.score, 0) for row in queries.ranking_table("2026-03", office)[0].rows
    ]
    turned = queries.preview(office, DEFAULT.replace("weight = 35", "weight = 5").replace("weight = 30", "weight = 60"))
    assert turned.faults == []
    assert dict(turned.tables)["镇办"] != towns
    assert (Score.rows.count(), SchemeRevision.rows.count()) == before


def test_a_wrong_scheme_says_where_and_what_would_be_right(county):
    found = queries.preview(story.clerk(county, DAY), DEFAULT.replace('code = "sought_funds"', 'code = "luck"'))
    assert "luck" in found.faults[0].problem
    assert found.faults[0].place == f"第 {line_of('sought_funds')} 行 考核项“luck”"
    averaged = queries.preview(story.clerk(county, DAY), DEFAULT.replace('ties = "competition"', 'ties = "average"'))
    assert averaged.faults[0].place == f"第 {line_of('ties = ')} 行 [scheme] ties"
    broken = queries.preview(story.clerk(county, DAY), DEFAULT.replace("weight = 35", "weight = "))
    assert "行" in broken.faults[0].place


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(DEFAULT.splitlines(), 1) if words in line)


def test_the_assessment_office_edits_tries_and_adopts_and_everybody_reads(county):
    text = DEFAULT.replace("weight = 35", "weight = 25").replace("weight = 30", "weight = 40")
    with clock.at(clock.moment(DAY, 10)):
        office = client_of("assessment")
        page = office.post("/appraisal/scheme/edit", {"toml": text, "do": "preview"}).content.decode()
        assert "试算了" in page
        assert "金溪镇" in page
        refused = office.post("/appraisal/scheme/edit", {"toml": text + "x", "do": "adopt", "since": "2026-05-01"})
        assert refused.status_code == 422
        assert "weight = 25" in refused.content.decode()
        assert (
            office.post("/appraisal/scheme/edit", {"toml": text, "do": "adopt", "since": "2026-04-01"}).status_code
            == 302
        )
        shown = client_of("reporter-金溪镇").get("/appraisal/scheme").content.decode()
        assert "40" in shown
        assert client_of("reporter-金溪镇").get("/appraisal/scheme/edit").status_code == 403
    story.an_april(county)
    story.close(county, "2026-04")
    assert SchemeRevision.rows.order_by("at").last().toml == text


def test_every_source_of_the_loop_is_offered_with_what_it_counts_and_added_where_it_ranks(county):
    """Each one is taken as it is offered, makes a sound scheme, and says the same on the unit's page."""
    client = client_of("assessment")
    with clock.at(clock.moment(DAY, 9)):
        page = client.get("/appraisal/scheme/edit").content.decode()
        text, lacking = DEFAULT, [code for code in OFFERED if not is_taken(code, DEFAULT)]
        assert len(lacking) == 6
        for code in lacking:
            assert OFFERED[code].line in page
            text = client.post("/appraisal/scheme/edit", {"toml": text, "add": code}).context["toml"]
        again = client.post("/appraisal/scheme/edit", {"toml": text, "add": "on_time"})
    assert [item.code for item in rules.own_items(Scheme.from_toml(text))][-6:] == lacking
    assert queries.preview(story.clerk(county, DAY), text).tables
    assert "方案里已经有按期办结" in again.content.decode()
    assert set(rules.FROM_THE_LOOP) == set(OFFERED)


def test_an_uploaded_workbook_is_tried_and_not_adopted(county):
    file = SimpleUploadedFile("方案.xlsx", to_workbook(DEFAULT))
    before = SchemeRevision.rows.count()
    with clock.at(clock.moment(DAY, 10)):
        page = client_of("assessment").post("/appraisal/scheme/edit", {"file": file}).content.decode()
    assert "试算了" in page
    assert SchemeRevision.rows.count() == before


def test_a_new_scheme_begins_short_and_sound_and_says_what_may_be_written(county):
    office = client_of("assessment")
    with clock.at(clock.moment(date(2026, 4, 2), 10)):
        page = office.get("/appraisal/scheme/edit?new=1").content.decode()
        for written in ("nodes_kept", "completion", "完成率法", "每一件（个）扣几分", "towns"):
            assert written in page, written
        assert {name for method in METHODS.values() for name in method.parameters} <= words.PARAMETERS.keys()
        text = rules.blank_scheme(2026)
        tried = office.post("/appraisal/scheme/edit", {"new": "1", "scheme": "", "cycle": "month", "toml": text})
        assert tried.status_code == 200
        assert "现行方案的得分" not in tried.content.decode()
        begun = {"new": "1", "cycle": "month", "toml": text, "do": "adopt", "since": "2026-05-01"}
        taken = office.post("/appraisal/scheme/edit", begun | {"scheme": "month"})
        assert "已经有方案" in taken.content.decode()
        named = text.replace('"completion"', '"完成率法"')
        wrong = office.post("/appraisal/scheme/edit", {"new": "1", "scheme": "nodes", "cycle": "month", "toml": named})
        assert "写 method = &quot;completion&quot;" in wrong.content.decode()
        assert office.post("/appraisal/scheme/edit", begun | {"scheme": "nodes"}).status_code == 302
        assert "合计" in office.get("/appraisal/scheme?scheme=nodes").content.decode()
