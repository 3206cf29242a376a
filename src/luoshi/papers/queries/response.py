"""The answer to a leader's words, as facts: what she wrote, what was done, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.matters.models import Filing, Matter, Node, Report
from luoshi.org.acting import By
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class Response:
    number: str
    holder: str
    post: str
    """The leader's name, and what she was when the answer was signed."""
    written_on: date | None
    words: str
    done: str
    next_steps: tuple[tuple[date, str], ...]
    """Nodes that were open when the answer was signed."""
    unit: str
    signed_on: date


def response(by: By, matter: UUID) -> Response | None:
    """The newest signed answer of a matter that the actor may see. None: no leader's words, or no answer yet."""
    held = Matter.objects.visible_to(by).filter(uuid=matter, origin_leader__isnull=False).first()
    filing = held and Filing.objects.visible_to(by).filter(matter=held, stands=True).order_by("period").last()
    if held is None or not filing or filing.signed_on is None:
        return None
    names = directory(filing.signed_on)
    leader, unit = names.posts.get(held.origin_leader), names.units.get(filing.unit)
    report = Report.rows.get(uuid=filing.report)
    nodes = Node.rows.filter(matter=held).order_by("day", "uuid")
    return Response(
        held.number,
        leader.holder if leader else "",
        leader.title if leader else "",
        held.origin_day,
        held.origin_words or held.title,
        report.words or f"无变化，因为{report.no_change}",
        tuple((node.day, node.title) for node in nodes if (node.passed_on or date.max) > filing.signed_on),
        unit.name if unit else "",
        filing.signed_on,
    )
