"""The whole loop in a real browser: from the sign-in to the county head's page."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests import serving

pytestmark = pytest.mark.browser

SPEECH = """在县政府全体会议上的讲话

（2026年11月24日）

同志们：

今年以来，全县上下攻坚克难，项目建设取得明显成效。

一、抓紧收官

住建局牵头，财政局、资源局配合，12月20日前完成城西片区雨水管网清淤12公里。

𠮷庆村的路要修好😀。由交通局负责，12月25日前完成通村路错车道建设不少于30处。

只要干，就有希望。
"""


def test_step_1_the_way_in_offers_the_roles_whose_station_stands(looker):
    page = looker("clerk")
    expect(page.locator(".band .name")).to_have_text("落实")
    page.goto("/sign-in")
    offered = page.locator("form[action*='/demo/sign-in/']")
    assert offered.count() >= 12
    assert page.locator("form[action$='/demo/sign-in/judge']").count() == 0


def test_step_2_a_speech_becomes_an_issued_ledger_with_every_task_beside_its_words(person):
    clerk = person("clerk")
    clerk.goto("/documents")
    speech = {"name": "讲话.txt", "mimeType": "text/plain", "buffer": SPEECH.encode()}
    clerk.locator("input[type=file]").set_input_files(speech)
    clerk.get_by_role("button", name="读入").click()
    row = clerk.locator("tr[data-row]", has_text="错车道")
    expect(row).to_contain_text("交通局")
    expect(row).to_contain_text("12月25日")
    row.locator("td.sure").click()
    marked = clerk.locator("mark.here")
    expect(marked).to_contain_text("由交通局负责")
    clerk.locator("mark", has_text="雨水管网").first.click()
    expect(clerk.locator("tr[data-row].here")).to_contain_text("清淤")

    other = clerk.locator("tr[data-row]", has_text="清淤")
    other.locator("[data-cell=title]").click()
    field = other.locator("[data-field=title]")
    field.fill("城西片区雨水管网清淤")
    field.press("Enter")
    expect(clerk.locator("tr[data-row]", has_text="城西片区雨水管网清淤").locator("[data-cell=title]")).to_be_visible()
    before = person("department")
    before.goto("/matters?q=雨水管网清淤")
    expect(before.locator("main")).to_contain_text("没有符合条件的事项")

    expect(clerk.locator(".foot")).to_contain_text("未经征求意见直接下发")
    clerk.get_by_role("button", name=re.compile("^下发")).click()
    expect(clerk.locator("tr.issued", has_text="城西片区雨水管网清淤").get_by_role("link")).to_be_visible()
    before.goto("/desk?group=认领")
    expect(before.locator("main")).to_contain_text("城西片区雨水管网清淤")


def test_step_3_a_unit_claims_and_plans_what_it_was_given(person):
    clerk = person("clerk")
    clerk.goto("/documents")
    speech = {"name": "讲话.txt", "mimeType": "text/plain", "buffer": SPEECH.encode()}
    clerk.locator("input[type=file]").set_input_files(speech)
    clerk.get_by_role("button", name="读入").click()
    clerk.get_by_role("button", name=re.compile("^下发")).click()
    expect(clerk.locator("tr.issued").first).to_be_visible()

    head = person("head_of_unit")
    head.goto("/desk?group=认领")
    head.locator("li.act", has_text="雨水管网").get_by_role("link", name="认领").click()
    head.get_by_label("责任领导").fill("谢副局长")
    head.get_by_label("责任股室").fill("城建股")
    head.get_by_label("经办人和电话").fill("钟思颖 13900000123")
    for goal in head.locator(".goals .goal").all():
        goal.locator("input").first.fill("6")
    head.get_by_role("button", name="认领", exact=True).click()
    expect(head.locator(".told")).to_have_text("已认领")
    head.locator("input[name=title]").first.fill("清淤6公里")
    head.locator("input[name=day]").first.fill("2026-12-10")
    head.get_by_role("button", name="报节点计划").click()
    expect(head.locator("main")).to_contain_text("等批准")
    planned = head.url

    clerk.goto("/plans")
    row = clerk.locator("tr", has_text="清淤6公里")
    row.get_by_role("checkbox").check()
    clerk.get_by_role("button", name="批准勾选的").click()
    expect(clerk.locator(".told")).to_contain_text("已批准 1 份")
    head.goto(planned)
    expect(head.get_by_role("cell", name="清淤6公里", exact=True)).to_be_visible()


def test_step_3_and_4_a_report_goes_from_the_reporter_over_the_head_to_the_office(person):
    reporter = person("department", 390, 844)
    reporter.goto("/night")
    reporter.locator("tbody:not(.folded)").get_by_role("link", name="写堵点、附佐证").first.click()
    title = reporter.locator("h1").inner_text()
    reporter.get_by_label("进展").fill("完成清淤3公里，设备已进场。")
    reporter.get_by_role("button", name="报送").click()
    expect(reporter.locator(".told")).to_contain_text("等负责人审签")

    head = person("head_of_unit", 390, 844)
    head.goto("/sign")
    row = head.locator("li", has_text=title)
    expect(row).to_contain_text("完成清淤3公里")
    row.get_by_role("button", name="审签").click()
    expect(head.locator(".told")).to_contain_text("已审签 1 件")
    expect(head.locator("li", has_text="完成清淤3公里")).to_have_count(0)

    clerk = person("clerk")
    clerk.goto("/verify")
    filed = clerk.locator("tr", has_text="完成清淤3公里")
    filed.get_by_role("checkbox").check()
    clerk.get_by_role("button", name="选中的属实").click()
    expect(clerk.locator(".told")).to_contain_text("已核实 1 份")


def test_step_3_what_is_stuck_lands_on_the_desk_of_the_unit_that_can_clear_it(person):
    reporter = person("department")
    reporter.goto("/night")
    reporter.locator("tbody:not(.folded)").get_by_role("link", name="写堵点、附佐证").first.click()
    reporter.get_by_label("进展").fill("管线已探明，等迁改。")
    reporter.locator("summary", has_text="卡在哪里").click()
    reporter.locator("input[name=stuck]").fill("管线迁改方案没有批")
    reporter.get_by_label("谁能解决").select_option(label="石桥镇")
    reporter.get_by_role("button", name="报送").click()
    expect(reporter.locator("#blockers")).to_contain_text("等 石桥镇")

    town = person("town")
    town.goto("/desk")
    expect(town.locator("main")).to_contain_text("管线迁改方案没有批")
    town.goto("/blockers")
    row = town.locator("li", has_text="管线迁改方案没有批")
    row.get_by_label("哪天解决").fill("2026-12-10")
    row.get_by_role("button", name="答复时限").click()
    expect(town.locator("li", has_text="管线迁改方案没有批")).to_contain_text("12月10日")


def test_step_4_every_red_light_says_why_and_since_when(looker):
    clerk = looker("clerk")
    clerk.goto("/matters?light=red")
    rows = clerk.locator("tbody tr")
    assert rows.count() > 10
    for place in range(rows.count()):
        assert rows.nth(place).locator("td.why").inner_text().strip()
    clerk.locator("td.title a").first.click()
    expect(clerk.get_by_role("heading", name="为什么亮灯")).to_be_visible()


def test_step_5_a_closed_month_ranks_every_unit_in_a_sealed_package_that_verifies(looker, tmp_path):
    office = looker("assessment")
    office.goto("/appraisal/2026-10")
    expect(office.get_by_role("heading", name=re.compile("镇办月排名"))).to_be_visible()
    with office.expect_download() as download:
        office.get_by_role("link", name="下载封存包").first.click()
    package = tmp_path / "package.zip"
    download.value.save_as(package)
    verified = serving.run(["seal", "verify", str(package), "--json"], serving.environment())
    assert verified.returncode == 0, verified.stdout + verified.stderr
    package.write_bytes(package.read_bytes().replace(b"manifest", b"manifesT", 1))
    assert serving.run(["seal", "verify", str(package)], serving.environment()).returncode == 1

    office.goto("/appraisal/2026-10")
    office.get_by_role("link", name="金溪镇").first.click()
    expect(office.locator("main")).to_contain_text("节点兑现")
    expect(office.locator("main")).to_contain_text("分")


@pytest.mark.parametrize("served", ["2026-12-02"], indirect=True)
def test_step_6_the_months_circular_comes_out_as_a_word_file(person, tmp_path):
    clerk = person("clerk")
    clerk.goto("/papers")
    clerk.get_by_role("button", name=re.compile("11月")).first.click()
    expect(clerk.locator("main")).to_contain_text("通报")
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name=re.compile("下载")).first.click()
    paper = tmp_path / "circular.docx"
    download.value.save_as(paper)
    with zipfile.ZipFile(paper) as parts:
        assert "word/document.xml" in parts.namelist()
        text = parts.read("word/document.xml").decode()
    assert "滞后" in text
    assert "金溪镇" in text


def test_step_7_the_county_head_sees_the_county_in_one_screen(looker):
    head = looker("county_head")
    expect(head).to_have_url(re.compile("/county$"))
    for heading in ("势头", "压力", "今天要定的事", "红灯最多的单位"):
        expect(head.get_by_role("heading", name=heading)).to_be_visible()
    assert "重点项目" in head.locator(".lead").inner_text()


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_no_page_is_wider_than_its_screen(looker, width):
    clerk = looker("clerk", width, 900)
    for address in ("/desk", "/matters", "/verify", "/blockers", "/indicators", "/documents"):
        clerk.goto(address)
        wide = clerk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address


def test_the_list_is_worked_by_keyboard_alone(looker):
    clerk = looker("clerk")
    clerk.goto("/matters")
    clerk.keyboard.press("Tab")
    expect(clerk.locator(".skip")).to_be_focused()
    for _ in range(60):
        clerk.keyboard.press("Tab")
        if clerk.evaluate("document.activeElement.closest('td.title') !== null"):
            break
    clerk.keyboard.press("Enter")
    expect(clerk).to_have_url(re.compile(r"/matters/[0-9a-f-]{36}$"))
