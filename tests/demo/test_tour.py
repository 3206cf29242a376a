"""The tour leads where it says: each step, each address and each word it promises, in the built county."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

TOUR = Path(__file__).parents[2] / "docs" / "tour.md"
ADDRESS, ROLE, WORDS = re.compile(r"`(/[^`]*)`(，点进第一项)?"), re.compile(r"（`(\w+)`）"), re.compile(r"“([^”]+)”")


def steps() -> list[tuple[str, str]]:
    """Each numbered step, and who takes it: the last role that was named."""
    found, role = [], "county_head"
    for line in TOUR.read_text(encoding="utf-8").splitlines():
        if named := ROLE.search(line):
            role = named[1]
        if re.match(r"\d+\. ", line):
            found.append((role, line))
    return found


def seen(county, role: str, address: str, inside: bool) -> str:
    page = county.ask(role, address)
    if inside:
        first = re.search(r'href="(/matters/[0-9a-f-]{36})"', page)
        assert first, address
        page = county.ask(role, first[1])
    return unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize(("role", "step"), steps(), ids=lambda value: value[:24])
def test_a_step_shows_what_it_promises(county, role, step):
    pages = [seen(county, role, address, bool(inside)) for address, inside in ADDRESS.findall(step)]
    assert pages
    for words in WORDS.findall(step.split("：", 1)[1]):
        assert any(words in page for page in pages), words


def test_the_tour_takes_every_station_of_the_cast():
    assert len(steps()) == 41
