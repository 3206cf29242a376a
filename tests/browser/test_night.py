"""The night of the 28th: thirty items on one page, the connection cut once, an answer lost; each is filed once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import serving
from tests.built import TODAY

pytestmark = pytest.mark.browser

ITEMS = 30


@pytest.fixture
def busy(served, tmp_path):
    """The town's reporter owes thirty more reports than the demonstration gives her."""
    env = serving.environment(LUOSHI_DB=str(tmp_path / "demo.db"))
    words = [sys.executable, "-m", "tests.browser.many", "石桥镇", str(ITEMS), TODAY]
    subprocess.run(words, env=env, check=True, cwd=Path(__file__).parents[2])
    return served


def state(page: Page) -> dict:
    return page.request.get("/night?format=json").json()


def write_row(page: Page, place: int) -> int:
    """Fills the row in which the cursor stands, by keyboard alone, and goes on to the next empty one. Answers keys
    pressed beside what is written."""
    row = page.locator("tbody:focus-within")
    keys = 1
    if row.locator(".n:focus").count():
        page.keyboard.insert_text("12")
        page.keyboard.press("Enter")
        keys += 1
    page.keyboard.insert_text(f"写下的第{place}句：模板已拆，下周进场。")
    page.keyboard.press("Enter")
    return keys


def entered(town) -> int:
    """How many the page says are filled in."""
    return int(re.search(r"已填 (\d+)", town.locator(".tally").inner_text())[1])


def test_thirty_items_are_reported_on_one_page_with_the_connection_cut_once(person, busy):
    town = person("town")
    town.goto("/desk")
    line = town.locator("li.act", has_text="项待填报")
    assert line.count() == 1
    line.get_by_role("link", name="去填报").click()
    total = town.locator("tbody[data-row]").count()
    assert total == state(town)["total"] > ITEMS
    start, before = state(town), entered(town)

    town.locator("tbody[data-row]", has_text="第0项").locator("textarea").focus()
    keys = sum(write_row(town, place) for place in range(12))
    expect(town.locator("[data-saying]")).to_contain_text("已自动保存")
    town.context.set_offline(True)
    keys += sum(write_row(town, place) for place in range(12, 20))
    expect(town.locator("[data-saying]")).to_contain_text("未连上，已存在本机 8 项")
    expect(town.locator(".tally")).to_contain_text(f"已填 {before + 20}")
    assert state_of_server(town)["entered"] == start["entered"] + 12

    # The browser is closed in the dark, and opened again when the line is back.
    again = town.context.new_page()
    town.close()
    again.context.set_offline(False)
    again.goto("/night")
    expect(again.locator(".tally")).to_contain_text(f"已填 {before + 20}")
    expect(again.locator("[data-saying]")).to_contain_text("已自动保存")
    assert state(again)["entered"] == start["entered"] + 20
    again.locator("tbody[data-row]:not(.folded)", has_text="第20项").locator("textarea").focus()
    keys += sum(write_row(again, place) for place in range(20, ITEMS))
    assert keys <= 2 * ITEMS
    expect(again.locator("[data-saying]")).to_contain_text("已自动保存")

    lose_the_first_answer(again)
    clicks = send(again)
    expect(again.locator("[data-general]")).to_contain_text("同一份只算一次")
    clicks += send(again)
    expect(again.locator(".told")).to_contain_text(re.compile(f"已报送 {ITEMS} 项，等.+审签"))
    assert clicks <= 4
    found = state(again)
    assert found["filed"] == start["filed"] + ITEMS
    assert found["empty"] == start["empty"] - ITEMS
    filed = [row["fields"]["words"] for row in found["rows"] if row["state"] == "filed"]
    said = sorted(words for words in filed if words.startswith("写下的"))
    assert said == sorted(f"写下的第{place}句：模板已拆，下周进场。" for place in range(ITEMS))
    assert waiting_for_the_head(again, found) == start["filed"] + ITEMS


def state_of_server(page: Page) -> dict:
    """What the server has, asked past the cut: the request goes out of another window."""
    other = page.context.browser.new_context(storage_state=page.context.storage_state(), base_url=page.url)
    try:
        return other.request.get("/night?format=json").json()
    finally:
        other.close()


def lose_the_first_answer(page: Page) -> None:
    """The first sending arrives, but what the server says of it does not come back."""
    lost = []

    def once(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route("**/night/send", once)


def send(page: Page) -> int:
    """Two clicks: send, and yes, only those that are filled."""
    page.locator("[data-send-all]").click()
    expect(page.locator("[data-ask]")).to_be_visible()
    page.locator("[data-partial]").click()
    return 2


def waiting_for_the_head(page: Page, found: dict) -> int:
    """How many reports of this period there are: one for each matter."""
    filed = [row for row in found["rows"] if row["state"] == "filed"]
    return len({row["report"] for row in filed})


def test_two_people_at_one_row_see_both_versions(person):
    first, second = person("department"), person("head_of_unit")
    for one in (first, second):
        one.goto("/night")
    row = "tbody[data-row]:not(.folded)"
    uuid = first.locator(row).first.get_attribute("data-row")
    first.locator(f"tbody[data-row='{uuid}'] textarea").fill("联络员写的。")
    first.locator(f"tbody[data-row='{uuid}'] textarea").blur()
    expect(first.locator("[data-saying]")).to_contain_text("已自动保存")
    mine = second.locator(f"tbody[data-row='{uuid}']")
    mine.locator("textarea").fill("局长写的。")
    mine.locator("textarea").blur()
    expect(mine.locator("[data-both]")).to_contain_text("联络员写的。")
    expect(mine.locator("textarea")).to_have_value("局长写的。")
    mine.get_by_role("button", name="用我填的").click()
    expect(mine.locator("[data-both]")).to_be_hidden()
    expect(second.locator("[data-saying]")).to_contain_text("已自动保存")
    first.reload()
    expect(first.locator(f"tbody[data-row='{uuid}'] textarea")).to_have_value("局长写的。")


def test_the_pages_fit_a_phone_and_no_change_is_a_tap(person):
    town = person("town", 390, 844)
    town.goto("/night")
    before = entered(town)
    row = town.locator("tbody[data-row]:not([data-state=filed])").first
    row.get_by_role("button", name="无变化，因为…").click()
    row.get_by_role("button", name="等上级批复").click()
    expect(town.locator(".tally")).to_contain_text(f"已填 {before + 1}")
    assert town.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    clerk = person("clerk", 390, 844)
    clerk.goto("/night/sheets")
    assert clerk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
