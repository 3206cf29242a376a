"""A month's appraisal in a real browser: its rules, its figures, its ranking, and the word of those who are ranked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import serving
from tests.browser.conftest import Person
from tests.browser.test_heads_morning import pages_of

pytestmark = pytest.mark.browser

MONTH = "/appraisal/2026-11"
AFTER_GRACE, AFTER_CHECK = "2026-12-01T11:00", "2026-12-03T09:00"
"""The grace of November is over; the day that the units had for their figures is over."""


class Hand:
    """A page, and how often somebody had to tap on it."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, found: Locator) -> None:
        found.click()
        self.taps += 1


class Month:
    """The demonstration on one of its days, with whoever comes to it."""

    def __init__(self, browser, database: Path) -> None:
        self.browser, self.database = browser, database

    @contextmanager
    def on(self, moment: str) -> Iterator:
        words = ["demo", "--db", str(self.database), "--today", moment]
        people: list[Person] = []
        with serving.serving(words, serving.environment(), self.database.with_suffix(".log")) as server:

            def come(role: str, width: int = 1440, height: int = 900) -> Hand:
                people.append(Person(self.browser, server.base, width, height))
                return Hand(people[-1].sign_in(role))

            yield come
            for one in people:
                one.context.close()
                assert one.errors == []


def test_a_month_from_its_rules_to_the_appeal_that_was_upheld(browser, demonstration, tmp_path):
    month = Month(browser, serving.copy_database(demonstration, tmp_path / "demo.db"))
    with month.on(AFTER_GRACE) as come:
        office = come("assessment")
        _the_rules_are_tried_and_adopted(office)
        _the_figures_go_to_the_units(office)
        _a_head_objects_on_the_phone(come("head_of_unit", 390, 844))
        _the_office_rules(office)
    with month.on(AFTER_CHECK) as come:
        office, head, county_head = come("assessment"), come("head_of_unit"), come("county_head")
        _the_month_is_sealed(office)
        head.page.goto("/appraisal")
        expect(head.page.locator("h1")).not_to_contain_text("11月")
        _the_county_head_lets_it_out(county_head)
        first = _the_head_asks_why_and_appeals(head)
        _the_office_puts_it_right(office)
        assert _score_as_units_see_it(head) == first
        _the_county_head_lets_it_out(county_head)
        assert float(_score_as_units_see_it(head)) > float(first)
        expect(head.page.locator(".basis")).to_contain_text("第 2 版")
        _the_seals_hold(office.page, tmp_path)


def _the_rules_are_tried_and_adopted(office: Hand) -> None:
    """The preview follows the typing; a scheme that does not hold together is said so, and nothing is adopted."""
    page = office.page
    page.goto("/appraisal")
    office.tap(page.get_by_role("link", name="考核方案"))
    office.tap(page.get_by_role("link", name=re.compile("改方案")))
    text = page.get_by_role("textbox", name="方案", exact=True)
    own = text.input_value()
    text.fill(own.replace("per = 2", "per = two"))
    expect(page.locator("#tried [role=alert], #tried .faults, #tried .say").first).to_be_visible()
    expect(page.locator("#tried table")).to_have_count(0)
    text.fill(own.replace("per = 2", "per = 3").replace("月度排名办法", "月度排名办法（修订）"))
    tried = page.locator("#tried")
    expect(tried.locator("tr", has_text="住建局")).to_be_visible()
    expect(tried.locator("tr", has_text="按时填报")).to_contain_text("3")
    page.get_by_label("起用日").fill("2026-11-01")
    office.tap(page.get_by_role("button", name="起用", exact=True))
    expect(page.locator("h1")).to_have_text("月度排名办法（修订）")
    assert office.taps == 3  # so many from the rankings to the rules that hold


def _the_figures_go_to_the_units(office: Hand) -> None:
    page = office.page
    page.goto("/desk")
    office.tap(page.get_by_role("link", name="去交核对").first)
    expect(page.get_by_role("button", name=re.compile("关账并封存"))).to_have_count(0)
    office.tap(page.get_by_role("button", name="交各单位核对"))
    expect(page.locator(".told")).to_have_text("已交各单位核对")
    assert office.taps == 5


def _a_head_objects_on_the_phone(head: Hand) -> None:
    page = head.page
    page.goto("/desk")
    head.tap(page.get_by_role("link", name="去核对").first)
    expect(page.locator("main")).to_contain_text("争取资金")
    expect(page.locator("main")).not_to_contain_text(re.compile(r"第 \d+ 名"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("争取资金 应为").fill("2.1 亿元")
    page.get_by_label("争取资金 理由").fill("有一笔 11 月才下达")
    head.tap(page.get_by_role("button", name=re.compile("填了异议就提交")))
    expect(page.locator(".told")).to_contain_text("1 条异议已提交")
    assert head.taps == 2


def _the_office_rules(office: Hand) -> None:
    page = office.page
    page.goto(f"{MONTH}/checks")
    objection = page.locator("#objections tr", has_text="住建局")
    expect(objection).to_contain_text("2.1 亿元")
    objection.get_by_label("答复").fill("11 月下达的，下月统计才计入")
    office.tap(objection.get_by_role("button", name="不采纳"))
    expect(page.locator(".told")).to_have_text("已答复")
    assert office.taps == 6


def _the_month_is_sealed(office: Hand) -> None:
    page = office.page
    page.goto("/desk")
    office.tap(page.get_by_role("link", name="去关账").first)
    office.tap(page.get_by_role("button", name=re.compile("关账并封存")))
    expect(page.locator(".told")).to_contain_text("第 1 版")
    expect(page.get_by_role("heading", name=re.compile("镇办月排名"))).to_be_visible()
    assert office.taps == 2


def _the_county_head_lets_it_out(head: Hand) -> None:
    page = head.page
    page.goto(MONTH)
    head.tap(page.get_by_role("button", name="发布这一版排名"))
    expect(page.locator(".told")).to_contain_text("已发布")


def _the_head_asks_why_and_appeals(head: Hand) -> str:
    """Answers the score against which she appealed."""
    page = head.page
    page.goto("/appraisal")
    head.tap(page.get_by_role("link", name=re.compile("住建局 第 .* 名")))
    expect(page.locator(".basis")).to_contain_text("月度排名办法（修订）")
    expect(page.locator(".card tr", has_text="按时填报")).to_contain_text("每件扣 3 分")
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    score = page.locator("tr.total td.num").first.inner_text()
    head.tap(page.get_by_role("link", name=re.compile("申诉")))
    page.get_by_label("哪一项").select_option("sought_funds")
    page.get_by_label("应为").fill("再加 0.5 亿元")
    page.get_by_label("理由").fill("有一笔记在了别的单位名下，附下达文件")
    head.tap(page.get_by_role("button", name="提出申诉"))
    expect(page.locator(".told")).to_contain_text("申诉已提交")
    assert head.taps == 3
    return score


def _the_office_puts_it_right(office: Hand) -> None:
    """Upheld; the figure is put right where it comes from; the month is closed again, with the reason."""
    page = office.page
    page.goto("/desk")
    office.tap(page.locator("li", has_text="住建局对").get_by_role("link", name="去办理"))
    appeal = page.locator(".appeal", has_text="住建局")
    appeal.get_by_label("答复").fill("与财政局核对属实")
    office.tap(appeal.get_by_role("button", name="采纳", exact=True))
    expect(page.locator(".told")).to_contain_text("已采纳")
    page.goto("/indicators/sought_funds/sheets/new?period=2026-10&source=unit")
    row = page.locator("table.entry tr", has_text="住建局")
    row.get_by_role("textbox").fill(f"{float(row.locator('td.num').nth(1).inner_text()) + 0.5:.2f}")
    page.get_by_label("修订数").check()
    page.get_by_label("依据", exact=False).first.fill("下达文件，财政局更正函")
    office.tap(page.get_by_role("button", name="登记", exact=True))
    expect(page.locator(".told")).to_be_visible()
    page.goto("/appraisal/appeals")
    office.tap(page.locator(".appeal", has_text="住建局").get_by_role("link", name="更正后另出一版"))
    page.get_by_label("更正的理由").fill("住建局争取资金更正")
    office.tap(page.get_by_role("button", name="按现在的事实重新关账"))
    expect(page.locator(".told")).to_contain_text("第 2 版")
    expect(page.locator(".basis .lagging")).to_contain_text("住建局争取资金更正")


def _score_as_units_see_it(head: Hand) -> str:
    """A new edition is out when it is let out, not when it is sealed."""
    head.page.goto("/appraisal")
    head.page.get_by_role("link", name=re.compile("住建局 第 .* 名")).click()
    return head.page.locator("tr.total td.num").first.inner_text()


def _the_seals_hold(page: Page, folder: Path) -> None:
    """The newest edition computes again from its own package; one byte changed is found, and where."""
    page.goto(MONTH)
    with page.expect_download() as download:
        page.locator("tr", has_text="第 2 版").get_by_role("link", name="下载封存包").click()
    package = folder / "sealed.zip"
    download.value.save_as(package)
    assert serving.run(["seal", "verify", str(package)], serving.environment()).returncode == 0
    whole = package.read_bytes()
    at = whole.index(b",towns", whole.index(b"units.csv")) + 1
    package.write_bytes(whole[:at] + b"T" + whole[at + 1 :])
    found = serving.run(["seal", "verify", str(package)], serving.environment())
    assert found.returncode == 1
    assert "units.csv" in found.stderr


LONG = """(words) => { for (const list of document.querySelectorAll(".why .under ul.facts"))
  list.innerHTML = `<li>2026 任 034 ${words} <span class="sub">前三季度完成8200万元（09-30）</span></li>`.repeat(6) }"""


def test_the_why_page_is_one_printed_sheet_however_much_there_is_to_say(looker):
    """The bureau with most behind its figures; and as if every line of its reasons were full of long titles."""
    office = looker("assessment")
    office.goto("/appraisal/2026-10")
    office.get_by_role("link", name="农业农村局").first.click()
    assert pages_of(office.pdf(format="A4", prefer_css_page_size=True)) == 1
    office.evaluate(LONG, "完成城区地下管网一期工程污水干管改造和县城老旧小区雨污分流连接工程")
    assert pages_of(office.pdf(format="A4", prefer_css_page_size=True)) == 1
