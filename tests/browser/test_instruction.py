"""9:05: a handwritten instruction becomes a matter with a clock, and its answer comes back beneath her words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASTE = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const data = new DataTransfer();
  data.items.add(new File([blob], "批示.png", { type: "image/png" }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
"""A screenshot in the clipboard, as Ctrl+V hands it to the page."""


class Counting:
    """A page whose clicks and keys are counted: typing the words is not, it cannot be spared."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def press(self, key: str) -> None:
        self.taps += 1
        self.page.keyboard.press(key)

    def click(self, locator) -> None:
        self.taps += 1
        locator.click()


def test_from_photo_to_matter_in_four_taps_and_back_to_the_leader(person):
    clerk = person("clerk")
    clerk.goto("/desk")
    counted = Counting(clerk)
    counted.press("n")
    expect(clerk).to_have_url(re.compile("/instructions/new$"))
    clerk.evaluate(PASTE)
    counted.taps += 1
    clerk.locator("textarea[name=words]").fill("请住建局牵头，资源局配合，抓紧整治城西积水点，5日内报我。")
    expect(clerk.locator("input[name=unit]")).to_have_value("住建局")
    expect(clerk.locator("input[name=others]")).to_have_value("资源局")
    expect(clerk.locator("input[name=due]")).to_have_value("2026-11-30")
    expect(clerk.locator("[data-limit]")).to_contain_text("5日内")
    counted.click(clerk.locator(".chips label", has_text="郭长林"))
    counted.click(clerk.get_by_role("button", name="下发"))
    expect(clerk.locator(".recorded .big")).to_have_text(re.compile(r"批 \d{3}"))
    assert counted.taps == 4
    expect(clerk.locator("img.paper")).to_be_visible()
    expect(clerk.locator(".recorded")).to_contain_text("11月30日")
    matter = clerk.url.split("?")[0]
    clerk.keyboard.press("n")
    expect(clerk).to_have_url(re.compile("/instructions/new$"))

    head = person("head_of_unit", 390, 844)
    head.goto(matter)
    for label, words in (("责任领导", "谢副局长"), ("责任股室", "城建股"), ("经办人和电话", "钟思颖 13900000123")):
        head.get_by_label(label).fill(words)
    head.get_by_role("button", name="认领", exact=True).click()
    head.goto("/desk?group=批示")
    head.locator("li.act", has_text="城西积水点").get_by_role("link", name="报办理情况").click()
    head.get_by_label("进展").fill("三处积水点已清淤两处。")
    head.get_by_role("button", name="报送").click()

    leader = person("county_head", 390, 844)
    leader.goto("/desk?group=批阅")
    leader.locator("li.act", has_text="城西积水点").get_by_role("link", name="批阅").click()
    expect(leader.locator("blockquote")).to_contain_text("抓紧整治城西积水点")
    expect(leader.locator("main")).to_contain_text("三处积水点已清淤两处")
    wide = leader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    leader.locator("input[name=words]").fill("还差一处，再抓紧")
    leader.get_by_role("button", name="再办").click()
    expect(leader.locator(".told")).to_have_text("已批“再办”")

    clerk.goto("/desk?group=再办")
    expect(clerk.locator("main")).to_contain_text("还差一处，再抓紧")
    head.goto("/desk?group=再办")
    expect(head.locator("main")).to_contain_text("还差一处，再抓紧")
