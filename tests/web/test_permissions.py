"""Who may see and do what: the table in docs/permissions.md is what really happens."""

import os
from pathlib import Path

from luoshi.org.permissions import VERBS
from tests.web.matrix import walking

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_every_address_lets_through_whom_the_table_says(county):
    walked = walking.page(walking.walk(county))
    if os.environ.get("LUOSHI_WRITE") == "1":
        PAGE.write_text(walked, encoding="utf-8")
    assert walked == PAGE.read_text(encoding="utf-8")


def test_nobody_gets_through_without_signing_in_but_to_the_way_in():
    """By the page, which the test above holds to what really happens."""
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.read_text("utf-8").splitlines() if "|" in line
    ]
    stranger = rows[0].index("（未登录）")
    assert {row[0] for row in rows[2:] if row[stranger] != "—"} == {"`/sign-in`"}


def test_every_verb_names_its_roles(county):
    assert all(words and grants for words, grants in VERBS.values())
