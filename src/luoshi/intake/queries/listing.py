"""The list of documents, how their rows stand, and what of it waits for the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.intake.queries import returns
from luoshi.intake.queries.page import NO_TASK, State
from luoshi.matters.models import Document, DraftRow, Matter
from luoshi.matters.queries import Rare, There, Waiting, may_be
from luoshi.org.acting import By
from luoshi.org.permissions import kept_from, may, require


@dataclass(frozen=True, slots=True)
class Counts:
    """How a document's rows stand."""

    drafted: int = 0
    issued: int = 0
    passed: int = 0
    out: int = 0


def documents(by: By) -> QuerySet[Document]:
    """Documents, the newest first."""
    require(by, "read_document")
    return Document.rows.defer("text").order_by("-at", "-uuid")


def counts_of(by: By, papers: Iterable[Document]) -> dict[UUID, Counts]:
    """How many rows of each document are drafted, issued and passed, as far as the actor may see them: one SELECT."""
    grouped = (
        DraftRow.rows.filter(document__in=[paper.uuid for paper in papers])
        .exclude(matter__in=kept_from(by, Matter).values("uuid"))
        .values("document")
        .annotate(
            drafted=Count("uuid", filter=Q(state=State.DRAFT)),
            issued=Count("uuid", filter=Q(state=State.ISSUED)),
            passed=Count("uuid", filter=Q(state__in=NO_TASK)),
            out=Count("uuid", filter=Q(state=State.OUT)),
        )
        .order_by()
    )
    return {one["document"]: Counts(one["drafted"], one["issued"], one["passed"], one["out"]) for one in grouped}


def waiting_for(by: By, there: There | None = None) -> list[Waiting]:
    """Documents with drafts that nobody has issued or put aside, and before the cut-off who has not reported."""
    if not may(by, "issue"):
        return []
    return [*returns.waiting_for(by), *(_drafted() if may_be(there, Rare.DRAFT) else ())]


def _drafted() -> Iterable[Waiting]:
    drafted = (
        DraftRow.rows.filter(state=State.DRAFT)
        .values("document")
        .annotate(n=Count("uuid"), sure=Count("uuid", filter=Q(unit__isnull=False)))
        .order_by()
    )
    counts = {one["document"]: one for one in drafted}
    for paper in Document.rows.defer("text").filter(uuid__in=list(counts)).order_by("day", "uuid"):
        yield Waiting(
            _("来文"),
            paper.title,
            _("{n} 项草稿没有下发，其中 {unsure} 项没有定牵头单位").format(
                n=counts[paper.uuid]["n"], unsure=counts[paper.uuid]["n"] - counts[paper.uuid]["sure"]
            ),
            reverse("intake:document", args=[paper.uuid]),
            _("核对下发"),
            paper.day,
            paper.uuid,
        )
