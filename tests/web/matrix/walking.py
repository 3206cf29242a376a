"""Walks every address with every role, on one's own things and on others': who gets through, as a table.

`python -m pytest tests/web/test_permissions.py` compares it with docs/permissions.md; LUOSHI_WRITE=1 writes that page.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from luoshi.appraisal.actions import (
    adopt_scheme,
    close_month,
)
from luoshi.facts import clock
from luoshi.indicators.actions import take_table
from luoshi.org.models import Account
from luoshi.org.suggestions.actions import suggest
from luoshi.papers.actions import write_circular
from tests import world
from tests.appraisal import story
from tests.web.matrix import CLOSED, DAY
from tests.web.matrix.addresses import Address, addresses
from tests.web.matrix.judged import a_form, check
from tests.web.matrix.things import things_of

ROLES: dict[str, tuple[str, str]] = {
    "（未登录）": ("", "金溪镇"),
    "督查经办": ("clerk", "金溪镇"),
    "督查室主任": ("chief", "金溪镇"),
    "府办主任": ("director", "金溪镇"),
    "联络员": ("reporter-金溪镇", "金溪镇"),
    "单位负责人": ("head-金溪镇", "金溪镇"),
    "副县长": ("vice_head", "住建局"),
    "县长": ("county_head", "金溪镇"),
    "考核办": ("assessment", "金溪镇"),
    "项目办": ("projects", "金溪镇"),
    "审计": ("auditor", "金溪镇"),
    "系统管理": ("admin", "金溪镇"),
}
"""Role in the table → account, and the unit whose things are its own here."""
FOREIGN = {"金溪镇": "住建局", "住建局": "金溪镇"}


def outcome(client: Client, address: Address, path: str) -> bool:
    """Whether somebody gets through. What the request changes is put back."""
    with transaction.atomic(), clock.at(clock.moment(DAY, 15)):
        if address.method == "GET":
            answer = client.get(path, address.body)
        elif address.name == "matters:take_evidence":
            answer = client.post(path, b"%PDF-1.4 x", content_type="application/pdf")
        else:
            answer = client.post(path, address.body)
        transaction.set_rollback(True)
    return _through(answer)


def _through(answer: HttpResponse) -> bool:
    turned_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in")
    return answer.status_code not in (401, 403, 404) and not turned_away


def walk(county: world.County) -> dict[tuple[str, str], dict[str, str]]:
    """(address, method) → role → ✓ everybody's, 本 one's own only, — nobody's."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    things = {unit: things_of(county, unit) for unit in FOREIGN}
    close_month(county.by("assessment", "考核办", CLOSED), "2026-03")
    adopt_scheme(county.by("assessment", "考核办", CLOSED), "quality", story.MARKED, date(2026, 3, 1), "month")
    paper = write_circular(county.by("clerk", at=CLOSED), "2026-03")
    check(county, things)
    form, sent = a_form(county)
    table = take_table(county.by("assessment", "考核办", DAY), "月报.csv", "镇,户数\n金溪镇,3\n石桥镇,4\n".encode())
    suggestion = suggest(county.by("head", "石桥镇", CLOSED), "burden", "少报一张表")
    for one in things.values():
        one.paper, one.form, one.sent, one.suggestion, one.table = paper, form, sent, suggestion, table
    for role, (username, own) in ROLES.items():
        client = Client()
        if username:
            client.force_login(Account.rows.get(username=username))
        theirs = {address.name + address.method: (address, path) for address, path in addresses(things[FOREIGN[own]])}
        for address, path in addresses(things[own]):
            mark = _mark(client, (address, path), theirs[address.name + address.method])
            found.setdefault((address.route or "/", address.method), {})[role] = mark
    return found


def _mark(client: Client, mine: tuple[Address, str], theirs: tuple[Address, str]) -> str:
    """Who does not get through to their own asks for no more; the same request twice is one."""
    if not outcome(client, *mine):
        return "—"
    return "✓" if mine == theirs or outcome(client, *theirs) else "本"


def page(found: dict[tuple[str, str], dict[str, str]]) -> str:
    """The table as docs/permissions.md prints it."""
    lines = [
        "# 谁能看什么、做什么",
        "",
        "✓ 能；本 只限本单位、本人分管的；— 不能。",
        "由 `tests/web/test_permissions.py` 逐个地址、逐个角色走出来，与本表核对。",
        "权限写在 `src/luoshi/org/permissions.py` 一处。",
        "改了权限，用 `LUOSHI_WRITE=1 pytest tests/web/test_permissions.py` 重写本表。",
        "",
        "| 地址 | 方法 | " + " | ".join(ROLES) + " |",
        "| --- | --- | " + " | ".join("---" for _ in ROLES) + " |",
    ]
    for (route, method), marks in sorted(found.items()):
        lines.append(f"| `/{route.lstrip('/')}` | {method} | " + " | ".join(marks[role] for role in ROLES) + " |")
    return "\n".join(lines) + "\n"
