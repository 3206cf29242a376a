"""A plan in Word, a speech and a meeting's minutes, each from upload to issued ledger; the first teaches the third."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.core.reading.making import cell, docx, paragraph

pytestmark = pytest.mark.browser

BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
PLAN = (
    ("1", "新建城关镇备用水源蓄水池6口", ("县供水服务中心", BEGINS), "县财政局、县资源局等部门", "2026年12月28日"),
    ("2", "更换老城区锈蚀水表1800块", ("", GOES_ON), "城关镇", "2026年12月30日"),
    ("3", "编制河湖岸线巡查手册", ("县水利局", ""), "各镇办", "2026年12月31日"),
)
SPEECH = """在冬季项目建设推进会上的讲话

（2026年11月24日）

同志们：

今年以来，全县项目建设取得明显成效。

当前，城西片区供热管道保温包扎进度仍然滞后。

要在12月底前新建高标准农田3.2万亩。

交通局负责，12月20日前完成冬季防滑沙储备400方。

让我们携手并进，谱写新篇章。
"""
MINUTES = """县政府第41次常务会议纪要

（2026年11月25日）

会议听取了有关情况汇报，会议指出，今年供水保障工作成效明显。

会议议定，由供水服务中心牵头，12月26日前完成备用水泵检修9台。

会议议定，由住建局牵头，老旧小区改造15个，12月30日前完成。
"""


def plan() -> bytes:
    """The plan as a Word table, one owner merged over two tasks."""
    header = "".join(cell(word) for word in HEADER)
    rows = "".join(
        f"<w:tr>{cell(number)}{cell(task)}{cell(*owner)}{cell(others)}{cell(due)}</w:tr>"
        for number, task, owner, others, due in PLAN
    )
    title = paragraph("2026年冬季供水保障任务分解方案")
    return docx(f"{title}<w:tbl><w:tr>{header}</w:tr>{rows}</w:tbl>")


def hand_in(page: Page, name: str, data: bytes) -> None:
    page.goto("/documents")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="读入").click()
    page.wait_for_selector("tr[data-row]")


def row(page: Page, words: str) -> Locator:
    return page.locator("tr[data-row]", has_text=words)


def issue(page: Page, count: int) -> None:
    page.get_by_role("button", name=re.compile("^下发")).click()
    expect(page.locator("tr.issued")).to_have_count(count)


def test_a_plan_a_speech_and_minutes_become_ledgers_and_the_first_helps_the_last(person):
    clerk = person("clerk")
    hand_in(clerk, "方案.docx", plan())
    expect(clerk.locator("tr[data-row]")).to_have_count(3)
    pond, meters, shores = (row(clerk, words) for words in ("蓄水池", "水表", "岸线"))
    expect(pond.locator("td.others")).to_contain_text("财政局")
    expect(shores.locator("td.lead-unit")).to_contain_text("水利局")
    expect(pond.locator("td.lead-unit.doubt")).to_contain_text("县供水服务中心")
    expect(meters.locator("td.lead-unit.doubt")).to_contain_text("县供水服务中心")
    assert clerk.locator("tr[data-row] td.title .cell").last.inner_text() == shores.locator(".cell").first.inner_text()
    pond.locator("[data-cell=unit]").click()
    expect(clerk.locator(".doc em.now").first).to_have_text("县供水服务中心")
    pond.locator("[data-field=unit]").fill("水利局")
    pond.locator("[data-field=unit]").press("Enter")
    expect(clerk.locator(".told")).to_contain_text("“县供水服务中心”就是水利局；同一份文件里另有 1 行也照此定了")
    expect(meters.locator("td.lead-unit")).to_contain_text("水利局")
    issue(clerk, 3)

    hand_in(clerk, "讲话.txt", SPEECH.encode("gb18030"))
    expect(row(clerk, "防滑沙").locator("td.lead-unit")).to_contain_text("交通局")
    fields = row(clerk, "高标准农田")
    expect(fields.locator("td.lead-unit")).to_contain_text("同类事项")
    fields.locator("td.lead-unit").get_by_role("button", name="采用").click()
    expect(fields.locator("td.lead-unit .guess")).to_have_count(0)
    fields.get_by_role("button", name="不相干").first.click()
    expect(fields.locator(".known")).to_have_count(0)
    clerk.locator("span.none", has_text="取得明显成效").click()
    expect(clerk.locator("#why")).to_contain_text("回顾已做的工作")
    clerk.keyboard.press("Escape")
    clerk.locator("span.none", has_text="保温包扎").click()
    clerk.locator("#why").get_by_role("button", name="列为任务").click()
    row(clerk, "保温包扎").locator("[data-cell=unit]").click()
    row(clerk, "保温包扎").locator("[data-field=unit]").fill("住建局")
    row(clerk, "保温包扎").locator("[data-field=unit]").press("Enter")
    expect(row(clerk, "保温包扎").locator("td.lead-unit")).to_contain_text("住建局")
    issue(clerk, 3)

    hand_in(clerk, "纪要.txt", MINUTES.encode())
    pumps = row(clerk, "备用水泵检修")
    expect(pumps.locator("td.lead-unit")).to_contain_text("水利局")
    expect(pumps.locator("td.lead-unit")).to_contain_text("学到的")
    homes = row(clerk, "老旧小区")
    expect(homes.locator(".known").first).to_contain_text("老旧小区改造11个")
    homes.get_by_role("button", name="更新它").click()
    expect(clerk.locator(".told")).to_contain_text("更新原来的事项")
    issue(clerk, 1)
    clerk.goto("/matters?q=老旧小区改造11个")
    clerk.locator("td.title a").first.click()
    expect(clerk.locator("main")).to_contain_text("更新自")

    clerk.goto("/documents/learnt")
    learnt = clerk.locator("tr", has_text="供水服务中心")
    expect(learnt.locator("td.num").first).to_have_text("2")
    learnt.get_by_role("button", name="确认").click()
    expect(clerk.locator(".told")).to_contain_text("以后照此读")


REPORT = """2027年政府工作报告

一、2027年工作安排

新建农村公路12公里。提升治理效能。激发内生动力。改造老旧小区6个。增强发展动能。
"""


def test_on_the_phone_all_sentences_passed_for_one_reason_become_tasks_at_once(person):
    clerk = person("clerk", 390, 844)
    hand_in(clerk, "报告.txt", REPORT.encode())
    expect(clerk.locator("tr[data-row]")).to_have_count(2)
    clerk.get_by_role("link", name="不是任务").click()
    clerk.get_by_role("link", name=re.compile("^没有具体事项 3")).click()
    clerk.get_by_label("全选").check()
    clerk.get_by_role("button", name="选中的都列为任务").click()
    expect(clerk.locator("[data-count=tasks]")).to_have_text("5")
    expect(clerk.locator(".reasons a[aria-current]")).to_have_text(re.compile("^全部"))
