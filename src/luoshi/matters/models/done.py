"""What happened to matters: claims, plans, reports, verifications, blockers, requests and rulings, closings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow
from luoshi.matters.models.codes import BlockerKind, BlockerMove, End, Verdict


class Claim(Fact):
    """A unit takes its line: signed, or settled by silence."""

    kind = "claim"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("matter", "line", "how", "leader_in_charge", "section", "contact", "contact_digest", "paper")
    }

    class How(models.TextChoices):
        SIGNED = "signed", "认领"
        SILENCE = "silence", "逾期未退回，视为认领"

    matter = models.UUIDField(db_index=True)
    line = models.UUIDField(db_index=True)
    how = models.CharField(max_length=8, choices=How.choices)
    leader_in_charge = models.CharField(max_length=40, blank=True)
    section = models.CharField(max_length=40, blank=True)
    contact = models.UUIDField(null=True)
    """Name and telephone number of the person who does it: kept in Private, erasable."""
    contact_digest = models.CharField(max_length=64, blank=True)
    paper = models.CharField(max_length=64, blank=True)
    """The unit's own paper, by digest, where the office entered this for it."""


class StageGoal(FactRow):
    """What should be reached at the end of a quarter."""

    kind = "stage_goal"
    digested = ("quarter", "words", "value")

    fact = models.ForeignKey(Claim, models.DO_NOTHING, related_name="goals")
    quarter = models.CharField(max_length=7)
    words = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)


class Return(Fact):
    """A unit sends its line back: not its business, with the reason. The office rules."""

    kind = "return"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "line", "reason", "proposed_unit", "paper")}

    matter = models.UUIDField(db_index=True)
    line = models.UUIDField()
    reason = models.CharField(max_length=300)
    proposed_unit = models.UUIDField(null=True)
    paper = models.CharField(max_length=64, blank=True)


class Plan(Fact):
    """The dated steps of a matter, as the unit plans them: the whole plan, each time."""

    kind = "plan"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "line", "words", "office_approves", "paper")}

    matter = models.UUIDField(db_index=True)
    line = models.UUIDField()
    words = models.CharField(max_length=300, blank=True)
    office_approves = models.BooleanField(default=False)
    """Whether the office approves it before it holds: the county's rule when it was planned."""
    paper = models.CharField(max_length=64, blank=True)


class PlanNode(FactRow):
    kind = "plan_node"
    digested = ("node", "title", "day", "weight")

    fact = models.ForeignKey(Plan, models.DO_NOTHING, related_name="nodes")
    node = models.UUIDField()
    title = models.CharField(max_length=100)
    day = models.DateField()
    weight = models.PositiveSmallIntegerField(default=1)


class Report(Fact):
    """What the owner says happened in a period. Its uuid is the client's: the same report twice is one."""

    kind = "report"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("matter", "line", "period", "words", "no_change", "based_on", "late")
    }

    matter = models.UUIDField(db_index=True)
    line = models.UUIDField()
    period = models.CharField(max_length=9)
    words = models.TextField(blank=True)
    no_change = models.CharField(max_length=300, null=True)
    based_on = models.UUIDField(null=True)
    late = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["matter", "period"])]


class ReportNode(FactRow):
    kind = "report_node"
    digested = ("node",)

    fact = models.ForeignKey(Report, models.DO_NOTHING, related_name="nodes")
    node = models.UUIDField(db_index=True)


class ReportQuantity(FactRow):
    """A figure: of a flow, the period's amount; of a stock or a rate, the standing value."""

    kind = "report_quantity"
    digested = ("code", "value")

    fact = models.ForeignKey(Report, models.DO_NOTHING, related_name="quantities")
    code = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=18, decimal_places=4)


class ReportEvidence(FactRow):
    kind = "report_evidence"
    digested = ("digest",)

    fact = models.ForeignKey(Report, models.DO_NOTHING, related_name="evidence")
    digest = models.CharField(max_length=64)


class ReportUndelivered(FactRow):
    """The lead says that a co-unit's part has not been delivered since a day."""

    kind = "report_undelivered"
    digested = ("unit", "since")

    fact = models.ForeignKey(Report, models.DO_NOTHING, related_name="undelivered")
    unit = models.UUIDField()
    since = models.DateField()


class ReportDelivered(FactRow):
    """The lead says that a co-unit has delivered its part."""

    kind = "report_delivered"
    digested = ("unit",)

    fact = models.ForeignKey(Report, models.DO_NOTHING, related_name="delivered")
    unit = models.UUIDField()


class Supply(Fact):
    """Figures that the statistics give of a measure: the units that answer for it are not asked for them."""

    kind = "supply"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("code", "period", "sheet")}

    code = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    sheet = models.UUIDField()
    """The sheet with which the figures came."""


class SupplyFigure(FactRow):
    """What has been counted of a matter's measure since the year began."""

    kind = "supply_figure"
    digested = ("matter", "value")

    fact = models.ForeignKey(Supply, models.DO_NOTHING, related_name="figures")
    matter = models.UUIDField(db_index=True)
    value = models.DecimalField(max_digits=18, decimal_places=4)


class Verification(Fact):
    """What the supervisor found of a report."""

    kind = "verification"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "report", "verdict", "reason", "untrue_from")}

    matter = models.UUIDField(db_index=True)
    report = models.UUIDField(db_index=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    untrue_from = models.CharField(max_length=9, blank=True)


class BlockerStep(Fact):
    """What holds a matter up, step by step: raised, answered with a day, passed on, assigned, cleared."""

    kind = "blocker_step"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("blocker", "matter", "move", "blocker_kind", "title", "words", "holder", "needed_by", "promised")
    }

    blocker = models.UUIDField(db_index=True)
    matter = models.UUIDField(db_index=True)
    move = models.CharField(max_length=10, choices=BlockerMove.choices)
    blocker_kind = models.CharField(max_length=10, choices=BlockerKind.choices)
    title = models.CharField(max_length=100)
    words = models.CharField(max_length=500, blank=True)
    holder = models.UUIDField()
    needed_by = models.DateField(null=True)
    promised = models.DateField(null=True)


class Request(Fact):
    """A unit asks for more time, a change, or one of the ends."""

    kind = "request"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("matter", "line", "asks", "end", "new_due", "into", "change", "late", "nth", "reason", "paper")
    }

    class Asks(models.TextChoices):
        EXTENSION = "extension", "延期"
        CHANGE = "change", "调整"
        END = "end", "了结"

    matter = models.UUIDField(db_index=True)
    line = models.UUIDField()
    asks = models.CharField(max_length=10, choices=Asks.choices)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    new_due = models.DateField(null=True)
    """The day asked for: an extension's, the one on which a postponed matter goes on, the next slice's due day."""
    into = models.UUIDField(null=True)
    """The matter that it is to be merged into."""
    change = models.JSONField(default=dict)
    """What is to be changed: {"unit", "title", "measures": {code: value}, "nodes": {node: day}}; of a correction also
    what was wrong, {"corrects": {node or code: day or value}}."""
    late = models.BooleanField(default=False)
    """An extension asked for after its time."""
    nth = models.PositiveSmallIntegerField(default=0)
    """The how-manieth extension it would be; 0 for anything else."""
    reason = models.CharField(max_length=300)
    paper = models.CharField(max_length=64, blank=True)


class Ruling(Fact):
    """The decision on a return, a plan or a request; or an end decided without one."""

    kind = "ruling"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("matter", "about", "ref", "granted", "end", "new_due", "into", "reason", "paper")
    }

    class About(models.TextChoices):
        RETURN = "return", "退回"
        REQUEST = "request", "申请"
        PLAN = "plan", "节点计划"
        MATTER = "matter", "事项"

    matter = models.UUIDField(db_index=True)
    about = models.CharField(max_length=10, choices=About.choices)
    ref = models.UUIDField()
    granted = models.BooleanField()
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    new_due = models.DateField(null=True)
    into = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    paper = models.CharField(max_length=64, blank=True)
    """The leader's own handwriting, where somebody else entered what she decided."""


class PeriodStep(Fact):
    """A period of the work month or of the data month is closed, or reopened with a reason."""

    kind = "period_step"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("programme", "period", "clock", "closed", "reason")}

    class Clock(models.TextChoices):
        WORK = "work", "工作月"
        DATA = "data", "数据月"

    programme = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=9, db_index=True)
    clock = models.CharField(max_length=4, choices=Clock.choices)
    closed = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["clock", "period"])]
