"""A search that looks at the first character finds what the plain search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.core.reading.grammar.heads import behind, by_first, held, searched
from luoshi.core.reading.grammar.lexicon import DOINGS

FORMS = [
    "去年|(?:完成|实现)了|已(?!有)[一二]",
    "^县|(?<=。)市(?=局)|[（(]?\\d{1,2}[)）]",
    "(?:上|下)?半年|全(?:年|县)",
    "[-—]日|a-b|[]x]",
    "(?:到)?(?:今|明)?",
    "[^，。]年|。",
]


@pytest.mark.parametrize("forms", FORMS)
@settings(max_examples=60, deadline=None)
@given(words=st.text(alphabet="去年完成实现了已有一二县。市局（(12)）上下半全-—日ab]x到今明，", max_size=12))
def test_it_finds_the_same(forms, words):
    plain = [found.span() for found in re.finditer(forms, words)]
    assert [found.span() for found in searched(forms).finditer(words)] == plain
    assert (held(forms).search(words) is not None) == bool(plain)


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from([*DOINGS.split("|"), "县", "的", "加", "建"]), max_size=4).map("".join))
def test_words_on_shelves_are_the_same_words(words):
    plain = [found[0] for found in re.finditer(DOINGS, words)]
    assert [found[0] for found in re.finditer(by_first(DOINGS), words)] == plain


def test_a_long_list_is_spared_where_none_of_it_begins():
    assert searched("去年|(?:完成|实现)了").pattern.startswith("(?=[去完实])")
    assert searched("(?:到)?(?:今|明)?").pattern == "(?:到)?(?:今|明)?"


def test_only_the_head_falls_away():
    assert behind(re.compile("^(?:要|应)+"), "要应抓紧要") == "抓紧要"
    assert behind(re.compile("^要"), "抓紧要") == "抓紧要"
