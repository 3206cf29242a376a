"""A unit takes its line, bound to who answers and what each quarter brings, or sends it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import keep_private
from luoshi.matters import goals
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.goals import NO_WORDS, ClaimWords, Goal, counted_measures
from luoshi.matters.models import (
    Claim,
    ClaimDraft,
    Line,
    LineRole,
    Measure,
    Return,
    SentBack,
    Stage,
    StageGoal,
)
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import SignOff
from luoshi.org.rules import setting


def claim(by: By, lines: Sequence[UUID], words: ClaimWords = NO_WORDS, paper: str = "") -> list[UUID]:
    """Takes lines for a unit, all bound to the same. Answers the claims' uuids."""
    return claim_each(by, dict.fromkeys(lines, words), paper)


def claim_each(by: By, wanted: Mapping[UUID, ClaimWords], paper: str = "") -> list[UUID]:
    """Takes lines for a unit, or completes what silence has settled. It counts when the unit's head has signed it.

    Raises BadInput, for all lines at once, where something is missing that the county's rule asks for.
    """
    with transaction.atomic():
        lines = own_lines(by, list(wanted))
        counted = counted_measures([line.matter_id for line in lines])
        _check(by, lines, wanted, counted)
        kept = {
            text: keep_private(text) for text in dict.fromkeys(one_line(one.contact) for one in wanted.values()) if text
        }
        digest = paper_of(paper)
        claims = [_claim(by, line, wanted[line.uuid], kept, digest) for line in lines]
        rows = [
            StageGoal(fact=fact, quarter=quarter, words=text, value=value)
            for fact, line in zip(claims, lines, strict=True)
            for quarter, text, value in _goals(wanted[line.uuid].goals, counted.get(line.matter_id))
        ]
        record(by, claims, rows)
        _keep_until_signed(by, lines, wanted)
        sign_if_head(
            by, SignOff.About.CLAIM, [(fact.uuid, line.unit) for fact, line in zip(claims, lines, strict=True)]
        )
    return [fact.uuid for fact in claims]


def _keep_until_signed(by: By, lines: Sequence[Line], wanted: Mapping[UUID, ClaimWords]) -> None:
    """What a reporter wrote stays as draft, for the head may send it back; what is signed at once needs none."""
    signed = [line.uuid for line in lines if by.in_office or permissions.may(by, "sign_off", line.unit)]
    ClaimDraft.rows.filter(ref__in=signed).delete()
    for line in lines:
        if line.uuid not in signed:
            words = wanted[line.uuid]
            common = {"leader_in_charge": words.leader_in_charge, "section": words.section, "contact": words.contact}
            written = {}
            for quarter, text, value in words.goals:
                written[f"words:{line.uuid}:{quarter}"] = text
                written[f"value:{line.uuid}:{quarter}"] = "" if value is None else f"{value:f}"
            keep_claim_drafts(by, line.unit, {line.unit: common, line.uuid: written})


def _claim(by: By, line: Line, words: ClaimWords, kept: Mapping[str, tuple[UUID, str]], paper: str) -> Claim:
    contact, digest = kept.get(one_line(words.contact), (None, ""))
    return Claim(
        matter=line.matter_id,
        line=line.uuid,
        how=Claim.How.SIGNED,
        leader_in_charge=said(words.leader_in_charge, 40, "责任领导"),
        section=said(words.section, 40, "责任股室"),
        contact=contact,
        contact_digest=digest,
        paper=paper,
        **(by.speaking_for(line.unit).stamp() | {"supersedes": line.claim}),
    )


def _check(by: By, lines: Sequence[Line], wanted: Mapping[UUID, ClaimWords], counted: Mapping[UUID, Measure]) -> None:
    needs = setting("claim_needs", by.day)
    faults = []
    for line in lines:
        number = str(line.matter.number)
        if line.claimed_on is not None and not goals.asked_of(line.lacks, needs):
            faults.append(Fault(f"{number} 已经认领过了", "刷新页面查看", number))
            continue
        lacks = goals.missing(line, wanted[line.uuid], by.day, counted.get(line.matter_id), needs)
        faults += [Fault(f"没有写{goals.said([one])}", _remedy(one), f"{number} {goals.said([one])}") for one in lacks]
    if faults:
        raise BadInput.of(faults)


def _remedy(lack: str) -> str:
    return REMEDIES.get(lack, "写季末做到什么；有数的目标填累计数")


REMEDIES = {
    goals.LEADER: "写一位领导班子成员的姓名",
    goals.SECTION: "写承办的股室",
    goals.CONTACT: "写姓名和电话，如“王芳 13900000123”",
}
"""What would be right where a claim leaves something open."""


def _goals(found: Sequence[Goal], counted: Measure | None) -> list[Goal]:
    """Goals with words: one that is only a number says what is counted."""
    kept = []
    for quarter, text, value in found:
        words = said(text, 200, f"{goals.quarter_word(quarter)}目标")
        if not words and value is not None and counted is not None:
            words = f"累计{counted.name}{value:f}{counted.unit_of_measure}"
        if words:
            kept.append((quarter, words, value))
    return kept


def own_lines(by: By, lines: Sequence[UUID]) -> list[Line]:
    """The lines in the order given, of units for which the actor may claim."""
    found = {line.uuid: line for line in Line.rows.select_related("matter").filter(uuid__in=lines)}
    if any(uuid not in found for uuid in lines):
        raise BadInput(Fault("没有这项任务", "回到待认领清单重新选择"))
    for line in found.values():
        permissions.require(by, "claim", line.unit)
        if line.matter.stage == Stage.ENDED:
            raise BadInput(Fault("这项已经了结", "不用再办", line.matter.number))
    return [found[uuid] for uuid in lines]


def keep_claim_drafts(by: By, unit: UUID, values: Mapping[UUID, Mapping[str, str]]) -> None:
    """Keeps what was typed for a unit's claims until they are handed in: by line, and by unit what holds for all."""
    permissions.require(by, "claim", unit)
    mine = set(Line.rows.filter(unit=unit, uuid__in=values).values_list("uuid", flat=True)) | {unit}
    ClaimDraft.rows.bulk_create(
        [
            ClaimDraft(ref=ref, unit=unit, values={key: text[:300] for key, text in typed.items() if text.strip()})
            for ref, typed in values.items()
            if ref in mine
        ],
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=["unit", "values"],
    )


def return_line(by: By, line: UUID, reason: str, proposed_unit: UUID | None = None, paper: str = "") -> UUID:
    """Sends a line back as not the unit's business. Raises BadInput after the days for it, or without a reason."""
    with transaction.atomic():
        mine = own_lines(by, [line])[0]
        if not one_line(reason):
            raise BadInput(Fault("没有写退回的理由", "写明依据：职责、文件，或应由谁办", "退回理由"))
        if mine.role != LineRole.LEAD:
            raise BadInput(Fault("配合单位的任务不能整项退回", "与牵头单位商量，或请督查室调整"))
        if mine.claimed_on is not None or by.day > mine.object_until:
            raise BadInput(Fault(f"退回的期限是 {mine.object_until}，已经过了", "有困难请申请调整", "退回"))
        if refused(mine):
            raise BadInput(Fault("督查室已经裁定仍由本单位办", "有新的情况请申请调整", "退回"))
        fact = Return(
            matter=mine.matter_id,
            line=mine.uuid,
            reason=said(reason, 300, "理由"),
            proposed_unit=proposed_unit,
            paper=paper_of(paper),
            **by.speaking_for(mine.unit).stamp(),
        )
        record(by, [fact])
        sign_if_head(by, SignOff.About.RETURN, [(fact.uuid, mine.unit)])
    return fact.uuid


def refused(line: Line) -> bool:
    """Whether the office has ruled that the line stays with its unit: it is sent back once."""
    return SentBack.rows.filter(
        matter=line.matter_id, unit=line.unit, about=SignOff.About.RETURN, by_office=True
    ).exists()
