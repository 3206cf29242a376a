"""Every address of the product, and a sensible request to it that concerns one unit's things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.matrix.asked import ASKED
from tests.web.matrix.things import Things


@dataclass(frozen=True)
class Address:
    """An address of the product, its methods, and what a sensible request to it carries."""

    name: str
    route: str
    method: str = "GET"
    body: dict[str, str] | None = None


def addresses(things: Things) -> Iterator[tuple[Address, str]]:
    """Every address with a request to it that concerns these things."""
    for name, route in sorted(routes(), key=lambda one: (one[0] == "sign_out", one)):  # the way out comes last
        for method, body in ASKED.get(name, {"GET": None}).items():
            filled = {key: _fill(value, things) for key, value in (body or {}).items()}
            yield Address(name, route, method, filled), "/" + _path(name, route, things)


def routes() -> Iterator[tuple[str, str]]:
    """(name with namespace, route) of every address."""

    def walk(resolver: URLResolver, space: str, before: str) -> Iterator[tuple[str, str]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one, one.namespace or space, before + str(one.pattern))
            elif isinstance(one, URLPattern):
                yield f"{space}:{one.name}" if space else str(one.name), before + str(one.pattern)

    yield from walk(get_resolver(), "", "")


def _fill(value: str, things: Things) -> str:
    return str(getattr(things, value[1:])) if value.startswith("@") else value


THINGS: dict[str, str] = {
    "matters:answer": "instruction",
    "matters:mark": "instruction",
    "papers:response": "instruction",
    "matters:claim": "fresh_line",
    "matters:return": "fresh_line",
    "matters:plan": "fresh_line",
    "matters:rule": "returned",
    "matters:move_blocker": "blocker",
    "matters:evidence": "evidence",
    "intake:document": "document",
    "intake:as_ledger": "document",
    "intake:issue": "document",
    "intake:rows": "document",
    "intake:passages": "document",
    "intake:row": "row",
    "intake:split": "row",
    "intake:share_out": "row",
    "matters:children": "whole",
    "intake:original": "document",
    "intake:circulate": "document",
    "matters:circulation": "circulation",
    "matters:circulation_step": "circulation",
    "matters:comments": "circulation",
    "matters:opinions": "circulation",
    "matters:confirm": "circulation",
    "matters:change_out": "item",
    "matters:send_back_row": "laid",
    "matters:quarrel": "quarrel",
    "matters:recall": "fresh_matter",
    "papers:table": "circulation",
    "papers:table_file": "circulation",
    "papers:comment_sheet": "circulation",
    "accounts:reset": "account",
    "accounts:state": "account",
    "intake:comment_sheets": "circulation",
    "matters:handover": "handover",
    "matters:accept_handover": "handover",
    "house:unit": "unit",
    "answer_suggestion": "suggestion",
    "papers:form": "form",
    "papers:fill_form": "form",
    "papers:sent_form": "sent",
    "appraisal:appeal_step": "appeal",
    "appraisal:answer_question": "question",
    "appraisal:answer_paper": "answer",
    "appraisal:bonus_step": "honour",
    "appraisal:lift_sanction": "notice",
    "papers:page": "paper",
    "papers:file": "paper",
    "papers:sign": "paper",
    "indicators:table": "table",
    "indicators:table_file": "table",
}
"""Addresses whose thing is not a matter."""

PERIODS: dict[str, str] = {
    "appraisal:review": "2026Q1",
    "appraisal:marks": "quality@2026-03",
    "appraisal:marks_file": "quality@2026-03",
}
"""Addresses of another period than the month that is closed."""


def _path(name: str, route: str, things: Things) -> str:
    path = route
    for wanted, value in (
        ("<uuid:uuid>", str(getattr(things, THINGS.get(name, "matter")))),
        ("<str:digest>", things.noticed if name == "appraisal:paper" else things.evidence),
        ("<slug:code>", "investment"),
        ("<slug:what>", "report"),
        ("<str:period>", PERIODS.get(name, "2026-02" if "/check" in route else "2026-03")),
        ("<uuid:unit>", str(things.unit)),
    ):
        path = path.replace(wanted, value)
    return path
