"""Suspicions and questions as other programs get them."""

from __future__ import annotations

from typing import Any

from luoshi.appraisal.queries import FindingShown, QuestionShown


def finding_json(one: FindingShown) -> dict[str, Any]:
    return {
        "key": one.key,
        "month": str(one.month),
        "code": one.code,
        "kind": one.kind,
        "state": one.state,
        "ground": one.ground,
        "units": [{"uuid": str(unit), "unit": name} for unit, name in one.units],
        "matters": [{"uuid": str(matter), "title": title} for matter, title in one.matters],
        "questions": [question_json(each) for each in one.questions],
        "verdicts": [
            {"verdict": each.found.verdict, "reason": each.found.reason, "by": each.by} for each in one.verdicts
        ],
    }


def question_json(one: QuestionShown) -> dict[str, Any]:
    return {
        "uuid": str(one.asked.uuid),
        "period": str(one.period),
        "unit": one.unit_name,
        "words": one.asked.words,
        "until": one.asked.until.isoformat(),
        "answers": [{"words": each.said.words, "by": each.by} for each in one.answers],
        "verdict": None if one.verdict is None else {"verdict": one.verdict.verdict, "reason": one.verdict.reason},
    }
