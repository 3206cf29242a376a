"""The last step: the rows become matters. Called by whoever sets and signs the table that says so."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.matters.actions.circulating.moving import acting_in, head_post, on_its_way, pass_step, write_back
from luoshi.matters.actions.issuing import family_of, issue_decided, measure_wanted
from luoshi.matters.actions.wanted import Decided, LineWanted
from luoshi.matters.models import Document, DraftRow, RowOut, Step
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import Role


def signer_of(by: By, step: str) -> tuple[By, UUID | None]:
    """The actor in the post that ends the last step: the county head's, or without her step the office's own hand.

    Raises NotAllowed for others, BadInput where the draft has not come so far.
    """
    post = head_post(by)
    if post is None and not permissions.may(by, "issue"):
        raise NotAllowed(Fault("任务分解表由县长签发", "请县长登录签发"))
    if step == Step.ISSUE:
        permissions.require(by, "issue")
        return by, None
    if step != Step.COUNTY_HEAD:
        raise BadInput(Fault("前面的步骤还没有办完", "办完再签发"))
    if post is None:
        raise NotAllowed(Fault("任务分解表由县长签发", "请县长登录签发"))
    if post not in permissions.signing_posts(by, Role.COUNTY_HEAD):
        raise NotAllowed(Fault("您的委托不含代签", "请县长登录签发，或改为代签的委托"))
    return acting_in(by, post), post


def issue_circulated(by: By, circulation: UUID) -> list[UUID]:
    """Issues every row that went round, as it stands after all decisions. Answers the matters, in the rows' order."""
    with transaction.atomic():
        out = on_its_way(circulation)
        signer, post = signer_of(by, out.step)
        if out.items.exclude(sent_back="").exists():
            raise BadInput(Fault("还有退回的任务没有改", "等督查室改好再签发"))
        paper = Document.rows.get(uuid=out.origin_document)
        items = list(out.items.order_by("place"))
        families = [family_of(_decided(paper, item), item) for item in items]
        decided = [one for family in families for one in family]
        issue_decided(signer, decided, without_comment=Step.COMMENT not in out.steps)
        issued = [family[0].matter for family in families]
        became = {str(item.uuid): str(matter) for item, matter in zip(items, issued, strict=True)}
        pass_step(signer, out, post, became)
        write_back(out.items.all(), DraftRow.State.ISSUED)
    return issued


def _decided(paper: Document, item: RowOut) -> Decided:
    return Decided(
        title=item.title,
        unit=item.unit,
        matter_kind=item.matter_kind,
        due=item.due,
        text=item.text,
        leader=item.leader or item.confirmer,
        others=tuple(LineWanted(UUID(one["unit"]), one["role"]) for one in item.others if one.get("unit")),
        measures=tuple(measure_wanted(place, found) for place, found in enumerate(item.measures, 1)),
        origin_level=paper.origin_level,
        origin_kind=paper.origin_kind,
        origin_document=paper.uuid,
        origin_number=paper.number,
        origin_words=item.text,
        origin_start=item.start,
        origin_end=item.end,
    )
