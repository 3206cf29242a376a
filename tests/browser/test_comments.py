"""The morning after the plenary: the draft ledger out for comment, and signed, in taps one can count."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SPEECH = """在经济工作会议上的讲话

（2026年11月24日）

一、抓好收官

经贸局牵头，住建局配合，12月25日前完成工业集中区集中供热管网改造6公里。

希望大家鼓足干劲。
"""
TASK = "供热管网"


def test_from_the_speech_to_the_signed_table_each_does_a_few_taps(person):
    clerk = person("clerk")
    clerk.goto("/documents")
    speech = {"name": "讲话.txt", "mimeType": "text/plain", "buffer": SPEECH.encode()}
    clerk.locator("input[type=file]").set_input_files(speech)
    clerk.get_by_role("button", name="读入").click()
    expect(clerk.locator("tr[data-row]", has_text=TASK)).to_contain_text("经贸局")
    clerk.get_by_role("button", name=re.compile("送审|征求意见")).click()
    expect(clerk.locator(".lead")).to_contain_text("主任审核")
    draft = re.sub(r"^https?://[^/]+", "", clerk.url)

    chief = person("chief")
    chief.goto(draft)
    chief.get_by_role("button", name="审核通过，送下一步").click()
    expect(chief.locator(".lead")).to_contain_text("2 个单位")

    reporter = person("department")
    reporter.goto(f"{draft}/comments")
    expect(reporter.get_by_text(TASK).first).to_be_visible()
    reporter.get_by_text("提意见").click()
    reporter.locator("input[type=date]").first.fill("2026-12-28")
    reporter.locator("textarea[name^='reason:']").fill("管沟回填要等沥青厂停产检修结束")
    reporter.get_by_role("button", name="报出意见，其余无意见").click()
    head = person("head_of_unit", 390, 844)
    head.goto("/sign")
    opinion = head.locator("li", has_text="沥青厂")
    opinion.get_by_role("button", name=re.compile("^审签")).click()
    expect(opinion).to_have_count(0)

    clerk.goto(draft)
    clerk.get_by_role("link", name="经贸局", exact=True).click()
    clerk.get_by_role("button", name="全部无意见").click()
    clerk.goto(draft)
    clerk.locator("select[name^='opinion:']").select_option(label="采纳")
    clerk.get_by_role("button", name="保存办理").click()
    clerk.get_by_role("button", name="意见已办完，送下一步").click()

    vice_head = person("vice_head", 390, 844)
    vice_head.goto(f"{draft}/confirmations")
    expect(vice_head.locator("li", has_text=TASK)).to_contain_text("12月28日")
    vice_head.get_by_role("button", name="全部确认 1 项").click()

    county_head = person("county_head")
    county_head.goto(f"{draft}/table")
    county_head.get_by_role("button", name="签发，下发任务").click()
    expect(county_head.locator(".lead")).to_contain_text("签发")
    with county_head.expect_download() as kept:
        county_head.get_by_role("link", name="下载 Word").click()
    table = Document(io.BytesIO(kept.value.path().read_bytes())).tables[0]
    row = next(row for row in table.rows if TASK in "".join(cell.text for cell in row.cells))
    said = [cell.text for cell in row.cells]
    assert "经贸局" in said
    assert "住建局" in said

    reporter.goto("/matters?q=" + TASK)
    expect(reporter.get_by_role("link", name=re.compile(TASK))).to_be_visible()
