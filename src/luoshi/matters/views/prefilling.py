"""What stands in a report's form before a word is typed: what was typed a moment ago, begun, or filed before."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from luoshi.facts.canonical import decimal_text
from luoshi.facts.models import Blob
from luoshi.matters.entering import Entered
from luoshi.matters.models import ReportDelivered, ReportNode, ReportQuantity, ReportUndelivered
from luoshi.matters.queries.page import ReportShown

QUANTITY = "quantity:"


def as_sent(data: QueryDict) -> Entered:
    """What a refused form held, so that nothing is typed twice."""
    numbers = {key.removeprefix(QUANTITY): str(text) for key, text in data.items() if key.startswith(QUANTITY)}
    return Entered(data.get("words", ""), numbers, tuple(data.getlist("nodes")))


def as_filed(shown: ReportShown) -> Entered:
    """What the report says that a new version replaces."""
    report = shown.report
    words = f"无变化，因为{report.no_change}" if report.no_change is not None else report.words
    numbers = {row.code: decimal_text(row.value) for row in ReportQuantity.rows.filter(fact=report)}
    return Entered(words, numbers, tuple(str(row.node) for row in ReportNode.rows.filter(fact=report)))


def words_of(entered: Entered) -> dict[str, Any]:
    """As this form's fields, which ask for 「无变化」 apart."""
    if entered.no_change is None:
        return {"words": entered.words}
    return {"unchanged": "1", "no_change": entered.no_change}


def parts_of(shown: ReportShown) -> dict[str, str]:
    """As the form names it: a new version is the whole report, so what the old one said of the parts goes along."""
    said = {f"part:{row.unit}": "delivered" for row in ReportDelivered.rows.filter(fact=shown.report)}
    for row in ReportUndelivered.rows.filter(fact=shown.report):
        said |= {f"part:{row.unit}": "undelivered", f"since:{row.unit}": row.since.isoformat()}
    return said


def files_of(digests: list[str]) -> list[tuple[str, str]]:
    """Files that are here already, each with its name: ticked, they go along."""
    if not digests:
        return []
    names = dict(Blob.rows.filter(digest__in=digests).values_list("digest", "name"))
    return [(digest, names.get(digest) or digest[:12]) for digest in dict.fromkeys(digests)]
