"""Half past six, a bureau chief's phone: one list, one tap each or all at once; what is wrong goes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_head_signs_one_sends_one_back_and_signs_the_rest_in_five_taps(person):
    head = person("head_of_unit", 390, 844)
    head.goto("/sign")
    rows = head.locator("ul.signs > li")
    waiting = rows.count()
    assert waiting >= 3
    first = rows.first.locator("b").first.inner_text()

    rows.first.get_by_role("button", name=re.compile("^审签")).click()
    expect(rows).to_have_count(waiting - 1)

    back = rows.first
    returned = back.locator("b").first.inner_text()
    back.get_by_text("退回", exact=True).click()
    back.locator(".chips label").first.click()
    back.get_by_role("button", name="退回给联络员").click()
    expect(rows).to_have_count(waiting - 2)

    everything = head.locator(".reach summary")
    box = everything.bounding_box()
    assert box is not None
    assert box["y"] > 844 / 2, "within the thumb's reach"
    everything.click()
    head.get_by_role("button", name="确认全部审签").click()
    expect(head.locator(".lead")).to_contain_text("没有等您审签的")

    reporter = person("department")
    reporter.goto("/desk")
    expect(reporter.locator("li", has_text=returned).first).to_be_visible()
    assert returned != first


def test_nothing_on_the_phone_is_wider_than_the_phone(looker):
    head = looker("head_of_unit", 390, 844)
    for address in ("/desk", "/sign", "/matters", "/blockers", "/accounts"):
        head.goto(address)
        assert head.evaluate("document.documentElement.scrollWidth") <= 390, address
    town = looker("town", 390, 844)
    for address in ("/night", "/claim", "/w/report", "/calendar", "/suggestions"):
        town.goto(address)
        assert town.evaluate("document.documentElement.scrollWidth") <= 390, address
