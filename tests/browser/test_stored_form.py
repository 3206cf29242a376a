"""Late in the afternoon another office wants a list today, in its own form: from the filter to the file, in taps."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.browser

HEADER = ["序号", "工作任务", "责任单位", "完成时限", "目前进展情况", "存在问题", "备注"]


def the_other_offices_form() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("附件")
        sheet.merge_range(0, 0, 0, 6, "重点工作推进情况统计表")
        sheet.write_row(1, 0, HEADER)
    return target.getvalue()


def test_forty_one_matters_go_out_in_another_offices_form_in_seven_taps(person):
    clerk = person("clerk")
    clerk.goto("/matters?kind=task")
    clerk.get_by_role("link", name="出上报表").click()
    form = {"name": "空表.xlsx", "mimeType": "application/octet-stream", "buffer": the_other_offices_form()}
    clerk.locator("input[name=file]").set_input_files(form)
    clerk.get_by_role("button", name="认表").click()
    clerk.get_by_role("button", name="存好，去填").click()
    cells = clerk.locator("textarea[name=cell]")
    matters = cells.count() // len(HEADER)
    assert matters >= 41
    cells.nth(len(HEADER) - 1).fill("已函告")
    with clerk.expect_download() as kept:
        clerk.get_by_role("button", name="下载 Excel").click()
    rows = CalamineWorkbook.from_path(str(kept.value.path())).get_sheet_by_index(0).to_python()
    assert rows[1] == HEADER
    assert len(rows) == matters + 2
    assert rows[2][-1] == "已函告"
    clerk.get_by_role("textbox", name="报给").fill("市政府督查室")
    clerk.get_by_role("button", name="报出并留存").click()
    expect(clerk.get_by_text("重点工作推进情况统计表（报市政府督查室）")).to_be_visible()
    clerk.goto("/matters?kind=task&light=red")
    clerk.get_by_role("link", name="出上报表").click()
    clerk.get_by_role("link", name="重点工作推进情况统计表", exact=True).click()
    expect(clerk.locator("textarea[name=cell]").first).to_have_value("1")
