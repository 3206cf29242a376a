"""Founding a county: everything of the workbook at once, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luoshi.core.errors import Conflict, Fault
from luoshi.facts.actions import hold_chain
from luoshi.intake.founding.house import House
from luoshi.intake.founding.slips import Slip, slips_of
from luoshi.intake.founding.workbook import Workbook, read_workbook
from luoshi.matters.actions import issue, set_programmes, take_over
from luoshi.org import permissions
from luoshi.org.accounts.actions import give_first_passwords
from luoshi.org.accounts.passwords import hashed
from luoshi.org.accounts.queries import anybody
from luoshi.org.acting import By
from luoshi.org.actions import appoint, found_units, give_mandate, set_portfolio
from luoshi.org.models import Mandate


@dataclass(frozen=True, slots=True)
class Founded:
    """What came of it. The slips hold passwords that are nowhere else: they are shown once."""

    units: int
    people: int
    matters: int
    slips: list[Slip]


def found_county(
    by: By, name: str, data: bytes, keep: Callable[[Sequence[Slip]], object] = lambda slips: None
) -> Founded:
    """Founds the county of a workbook in an empty database. `keep` gets the slips before anything is written.

    Raises BadInput with every fault by sheet and cell, Conflict where there is a county already. Nothing is half done.
    """
    permissions.require(by, "appoint")
    refuse_unless_empty()
    book = read_workbook(name, data, by.day)
    slips = slips_of(book.house)
    kept = {slip.username: hashed(slip.password) for slip in slips}
    keep(slips)
    since = min(date(by.day.year, 1, 1), book.since or by.day)
    with transaction.atomic():
        hold_chain()
        refuse_unless_empty()
        _found_house(by, book.house, since)
        give_first_passwords(by, kept)
        matters = _found_ledger(by, book)
    people = len({post.official for post in book.house.posts if post.holder})
    return Founded(len(book.house.units), people, matters, slips)


def refuse_unless_empty() -> None:
    """Raises Conflict where somebody can sign in already, or anything has been recorded."""
    if anybody():
        raise Conflict(Fault("这里已经启用了，没有改动", "初始化只在空库上做一次；换一个数据库文件"))


def _found_house(by: By, house: House, since: date) -> None:
    found_units(by, house.units, since)
    appoint(by, house.posts, since)
    for post, (units, programmes) in house.portfolios.items():
        set_portfolio(by, post, units, programmes, since)
    for holder, post in house.mandates:
        give_mandate(by, holder, post, Mandate.Power.ACT, since)
    if house.programmes:
        set_programmes(by, house.programmes, since)


def _found_ledger(by: By, book: Workbook) -> int:
    """Takes over what was issued before today, issues the rest. What is wrong with a row was told by its cell."""
    running = [entry.running() for entry in book.entries if entry.issued_on and entry.issued_on < by.day]
    fresh = [entry.decided for entry in book.entries if not entry.issued_on or entry.issued_on >= by.day]
    if running:
        take_over(by, running)
    if fresh:
        issue(by, fresh)
    return len(running) + len(fresh)
