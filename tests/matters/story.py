"""A county that asks for whole claims, and how its people sign in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.test import Client
from tests import world

from luoshi.matters import actions
from luoshi.matters.actions import ClaimWords
from luoshi.matters.models import Line, Matter
from luoshi.org.models import Account

DAY = date(2026, 3, 3)
WHO = {"leader_in_charge": "金一把", "section": "农业办", "contact": "王芳 0910-5550123"}
GOALS = tuple((f"2026Q{quarter}", "", Decimal(300 * quarter)) for quarter in range(1, 5))


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def claimed(county, matter: Matter, role: str = "head") -> Line:
    actions.claim(county.by(role, "金溪镇", DAY), [world.lead(matter).uuid], ClaimWords(**WHO, goals=GOALS))
    return world.lead(matter)


def reported(county, on: date = date(2026, 3, 25), **words):
    """A matter whose reporter has written a report that the head has not signed."""
    matter = world.issue_matter(county)
    claimed(county, matter)
    return matter, world.report(county, matter, "金溪镇", on, "2026-03", role="reporter", **words)
