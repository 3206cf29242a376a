"""The county head's sheet: whatever the county looks like, it prints on exactly one A4."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("served", ["2026-11-25", "2026-12-31"], indirect=True)
def test_the_heads_page_prints_on_exactly_one_sheet_with_what_to_decide(person):
    page = person("county_head")
    page.goto("/county")
    expect(page.get_by_role("heading", name="今天要定的事")).to_be_visible()
    assert page.get_by_text("建议：").count() <= 5
    assert page.get_by_text("可问").first.is_visible()
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert pages_of(printed) == 1


def test_a_secretary_finds_her_leaders_sheet_the_same(looker):
    page = looker("secretary")
    page.goto("/county")
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
