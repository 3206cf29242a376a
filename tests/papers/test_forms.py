"""Forms for other offices: learnt from an empty table, filled from any list, corrected, kept as they were sent."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from django.test import Client
from docx import Document
from python_calamine import CalamineWorkbook
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock, evidence
from luoshi.matters.queries import Filters
from luoshi.org.models import Account
from luoshi.papers.forms import actions, queries
from luoshi.papers.forms.fields import field_of
from luoshi.papers.forms.learning import learn
from luoshi.papers.forms.writing import merges
from luoshi.papers.models import Paper, StoredForm

DAY = date(2026, 4, 1)


def empty_sheet(*header: list[str], title: str = "全市重点工作落实情况统计表") -> bytes:
    """An empty form as prefectures send it: an annex's mark, a merged title, a header of one or two rows."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("附件1")
        sheet.write(0, 0, "附件1")
        sheet.merge_range(1, 0, 1, len(header[0]) - 1, title)
        sheet.write(2, 0, "填报单位：")
        for at, row in enumerate(header, 3):
            sheet.write_row(at, 0, row)
    return target.getvalue()


def empty_word() -> bytes:
    paper = Document()
    paper.add_paragraph("附件2")
    paper.add_paragraph("督办事项办理情况表")
    table = paper.add_table(3, 4)
    for cell, words in zip(table.rows[0].cells, ("序号", "督办事项", "责任单位", "办理情况"), strict=True):
        cell.text = words
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


ONE_ROW = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限", "目前进展情况", "评分"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("序 号", "serial"),
        ("工作任务", "title"),
        ("责任单位（牵头单位在前）", "units"),
        ("协办单位", "co"),
        ("完成时间", "due"),
        ("工作进展情况", "latest"),
        ("存在的问题", "problem"),
        ("下步打算", "next"),
        ("县级包抓领导", "leader"),
        ("备注", "blank"),
        ("评分", "blank"),
    ],
)
def test_a_heading_is_known_by_the_words_that_offices_use(heading, field):
    assert field_of(heading) == field


def test_a_form_is_learnt_with_its_title_and_the_meaning_of_each_column():
    found = learn("空表.xlsx", empty_sheet(ONE_ROW))
    assert found.title == "全市重点工作落实情况统计表"
    assert found.headings == ONE_ROW
    assert found.fields == ["serial", "title", "lead", "co", "due", "latest", "blank"]


def test_a_header_of_two_rows_keeps_both_and_merges_again():
    upper = ["序号", "重点任务", "责任分工", "责任分工", "完成时限"]
    found = learn("空表.xlsx", empty_sheet(upper, ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]))
    assert found.fields == ["serial", "title", "lead", "co", "due"]
    assert merges(found.header) == [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)]


def test_a_file_without_a_header_says_what_it_should_have():
    with pytest.raises(BadInput, match="没有找到表头"):
        learn("空表.xlsx", empty_sheet(["甲", "乙", "丙"]))


def _reported(county):
    matter = world.issue_matter(county, others=(("资源局", "co"),))
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    quantities = (("m1", Decimal(110)),)
    world.report(county, matter, "金溪镇", date(2026, 3, 25), "2026-03", words="基础已浇筑。", quantities=quantities)
    world.issue_matter(county, "住建局", title="城西污水管网", target=None)
    return matter


def _learnt(county, name="空表.xlsx", data=None):
    by = county.by("clerk", at=clock.moment(DAY))
    return StoredForm.rows.get(uuid=actions.learn_form(by, name, data or empty_sheet(ONE_ROW)))


def test_a_form_is_filled_with_the_words_of_the_ledger(county):
    _reported(county)
    found = queries.filled(
        county.by("clerk", at=DAY), _learnt(county), Filters.of({"kind": "key_project", "q": "木耳"})
    )
    assert found.rows == [["1", "木耳菌包暂存库建设", "金溪镇", "资源局", "2026年12月31日", "基础已浇筑。", ""]]


def test_what_is_sent_is_kept_byte_for_byte_with_what_the_clerk_corrected(county):
    _reported(county)
    by, form = county.by("clerk", at=DAY), _learnt(county)
    found = queries.filled(by, form, Filters())
    found.rows[0][-1] = "95"
    paper = Paper.rows.get(uuid=actions.send(by, form, found, "xlsx", "市政府督查室"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(evidence.read(paper.blob)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1] == ONE_ROW
    assert rows[2][-1] == "95"
    assert paper.title == "全市重点工作落实情况统计表（报市政府督查室）"
    assert queries.sent_words(paper)["rows"] == found.rows
    assert actions.written(form, found, "xlsx") == evidence.read(paper.blob)


def test_the_senders_own_word_table_is_filled_in_place(county):
    _reported(county)
    by, form = county.by("clerk", at=DAY), _learnt(county, "空表.docx", empty_word())
    found = queries.filled(by, form, Filters())
    paper = Document(io.BytesIO(actions.written(form, found, "docx")))
    assert paper.paragraphs[1].text == "督办事项办理情况表"
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0] == ["序号", "督办事项", "责任单位", "办理情况"]
    assert sorted(row[1] for row in rows[1:]) == sorted(["木耳菌包暂存库建设", "城西污水管网"])


def test_columns_can_be_renamed_reordered_and_dropped(county):
    by, form = county.by("clerk", at=DAY), _learnt(county)
    actions.store_form(by, "月报", "", [("任务", "title"), ("", "due"), ("进展", "latest")], form.uuid)
    form.refresh_from_db()
    assert (form.name, form.header, form.fields) == ("月报", [["任务", "进展"]], ["title", "latest"])
    with pytest.raises(BadInput, match="没有“wages”这种内容"):
        actions.store_form(by, "月报", "", [("工资", "wages")], form.uuid)


def test_a_restricted_matter_is_in_no_form(county):
    matter = _reported(county)
    type(matter).rows.filter(uuid=matter.uuid).update(restricted=True)
    found = queries.filled(county.by("chief", at=DAY), _learnt(county), Filters())
    assert [row[1] for row in found.rows] == ["城西污水管网"]


def test_units_make_no_forms(county):
    with pytest.raises(NotAllowed):
        actions.learn_form(county.by("reporter", "金溪镇", DAY), "空表.xlsx", empty_sheet(ONE_ROW))


def test_from_the_list_to_the_file_in_the_browsers_requests(county):
    _reported(county)
    client = Client()
    client.force_login(Account.rows.get(username="clerk"))
    with clock.at(clock.moment(DAY)):
        sheet = io.BytesIO(empty_sheet(ONE_ROW))
        sheet.name = "空表.xlsx"
        taught = client.post("/forms/learn", {"file": sheet, "asked": "kind=key_project"})
        address = taught["Location"].replace("?", "/fill?")
        assert "木耳菌包暂存库建设" in client.get(address).content.decode()
        rows = client.get(address, headers={"Accept": "application/json"}).json()["rows"]
        cells = [cell for row in rows for cell in row]
        file = client.post(address, {"title": "统计表", "cell": cells, "kind": "docx"})
        assert Document(io.BytesIO(file.content)).tables[0].cell(1, 1).text == rows[0][1]
        refused = client.post(address, {"title": "统计表", "cell": cells, "do": "send", "recipient": ""})
        assert refused.status_code == 422
        assert client.post(address, {"cell": cells, "do": "send", "recipient": "市发改委"}).status_code == 302
        assert "报市发改委" in client.get("/forms").content.decode()
