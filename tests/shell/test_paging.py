"""Long lists, a page at a time: every address has an answer."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from django.test import RequestFactory

from luoshi.shell.paging import MOST, SIZE, Page, page_of


def page(address: str = "", total: int = 1203) -> Page:
    return page_of(RequestFactory().get(f"/matters{address}"), list(range(total)), total)


def test_the_first_page_says_where_it_stands_and_what_follows():
    first = page()
    assert list(first.rows) == list(range(SIZE))
    assert (first.first, first.last, first.total) == (1, SIZE, 1203)
    assert first.previous == ""
    assert parse_qs(first.next[1:]) == {"page": ["2"]}


def test_a_middle_page_leads_both_ways_and_keeps_the_filters():
    third = page("?light=red&page=3&size=100")
    assert (third.first, third.last) == (201, 300)
    assert parse_qs(third.previous[1:]) == {"light": ["red"], "page": ["2"], "size": ["100"]}
    assert parse_qs(third.next[1:]) == {"light": ["red"], "page": ["4"], "size": ["100"]}


@pytest.mark.parametrize("number", ["25", "26", "99999999"])
def test_a_page_beyond_the_end_is_the_last_one(number):
    last = page(f"?page={number}")
    assert (last.first, last.last) == (1201, 1203)
    assert last.next == ""


def test_a_page_holds_at_most_200():
    assert MOST == 200
    for size in ("200", "201", "5000", "99999999"):
        assert len(page(f"?size={size}").rows) == 200
    assert len(page("?size=199").rows) == 199


@pytest.mark.parametrize("nonsense", ["-1", "x", "1.5", "", "２", "1e3", "999999999999999999999", "²", "%00"])
def test_numbers_that_are_none_are_not_heeded(nonsense):
    found = page(f"?page={nonsense}&size={nonsense}")
    assert (found.first, found.last) == (1, SIZE)


def test_zero_is_the_first_page_and_one_row():
    assert page("?page=0").first == 1
    assert len(page("?size=0").rows) == 1


def test_an_empty_list_has_one_empty_page():
    empty = page("?page=4", total=0)
    assert (list(empty.rows), empty.first, empty.last, empty.total) == ([], 0, 0, 0)
    assert (empty.previous, empty.next) == ("", "")


def test_a_list_that_just_fills_its_page_has_no_next():
    assert page(total=SIZE).next == ""
    assert page(total=SIZE + 1).next != ""
