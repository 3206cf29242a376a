"""How matters stand: made from the facts in the same transaction, and made anew by `luoshi rebuild`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.matters.models.codes import (
    BlockerKind,
    End,
    Kind,
    LineRole,
    Mark,
    MeasureKind,
    OriginKind,
    OriginLevel,
    Stage,
)
from luoshi.org.models import SignOff
from luoshi.org.permissions import Scope, Scoped

NOT_RECALLED = Q(matter__recalled_on=None)
"""What hangs on a recalled matter goes with it."""
NAMED = ("matters.Reader", "matter_id", "who")
"""The table of those whom a restricted matter names."""


class Matter(Scoped):
    """What somebody answers for, as it stands now."""

    uuid = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=20, unique=True)
    matter_kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    origin_level = models.CharField(max_length=10, choices=OriginLevel.choices)
    origin_kind = models.CharField(max_length=12, choices=OriginKind.choices)
    origin_document = models.UUIDField(null=True, db_index=True)
    origin_number = models.CharField(max_length=60, blank=True)
    origin_day = models.DateField(null=True)
    origin_leader = models.UUIDField(null=True, db_index=True)
    origin_words = models.TextField(blank=True)
    origin_start = models.PositiveIntegerField(null=True)
    origin_end = models.PositiveIntegerField(null=True)
    upper_due = models.DateField(null=True)
    unit = models.UUIDField(db_index=True)
    leader = models.UUIDField(null=True, db_index=True)
    programme = models.CharField(max_length=40, blank=True)
    parent = models.UUIDField(null=True, db_index=True)
    gatherer = models.UUIDField(null=True, db_index=True)
    """Of a child: the unit that leads its parent, and so sees how it stands."""
    rollup = models.CharField(max_length=5, blank=True)
    """Of a parent: how its children add up to it."""
    slice_year = models.PositiveSmallIntegerField()
    carried_from = models.UUIDField(null=True, db_index=True)
    about = models.UUIDField(null=True, db_index=True)
    """The matter that the leader's words were said of."""
    decider = models.UUIDField(null=True, db_index=True)
    """The post that gave it and so decides on its day and its end; empty: the supervision office's chief."""
    restricted = models.BooleanField(default=False)
    reported = models.BooleanField(default=True)
    without_comment = models.BooleanField(default=False)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    ended_on = models.DateField(null=True)
    recalled_on = models.DateField(null=True)
    """Issued by mistake and taken back within the hour: no list, desk or count shows it any more."""
    issued_on = models.DateField()
    opened_on = models.DateField(null=True)
    """The day on which it was taken over from an older ledger: what units owe, they owe from here on."""
    received_on = models.DateField(null=True)
    plan_on = models.DateField(null=True)
    """The day on which the unit's head handed in the plan: the light asks for this one."""
    plan_approved_on = models.DateField(null=True)
    plan_entered = models.JSONField(default=dict)
    """Where the office entered the plan for the unit: `by`, `on_behalf_of`, `paper`."""
    plan_back_on = models.DateField(null=True)
    """The day on which the office sent the plan back: from it the days for a new one are counted."""
    due = models.DateField(null=True)
    first_due = models.DateField(null=True)
    extended = models.PositiveSmallIntegerField(default=0)
    """How often its due day was moved by an extension."""
    suspended_until = models.DateField(null=True)
    routine_from = models.DateField(null=True)
    merged_into = models.UUIDField(null=True)
    reported_up_on = models.DateField(null=True)
    light_held = models.BooleanField(default=False)
    """Its light is that of the day it was reported up, and stays."""
    mark = models.CharField(max_length=6, choices=Mark.choices, blank=True)
    """What the leader last wrote beneath an answer, and beneath which."""
    marked_report = models.UUIDField(null=True)
    last_progress = models.DateField(null=True)
    last_report = models.UUIDField(null=True)
    last_period = models.CharField(max_length=9, blank=True)
    progress = models.FloatField(null=True)
    """Share of the work done, from quantities counted, else from nodes passed. Shown, never judged by."""
    course = models.JSONField(default=list)
    """[[day, share]]: what should be done by each day, for the line beside it."""
    yellow_from = models.DateField(null=True)
    red_from = models.DateField(null=True)
    causes = models.JSONField(default=list)
    yellow_run = models.JSONField(default=list)
    """Days of the running row of work-month closings at which it was yellow or red."""

    scope = Scope(
        units=("unit", "gatherer"),
        posts=("leader", "origin_leader"),
        through=(("matters.Line", "matter_id", "unit"), ("matters.Blocker", "matter_id", "holder")),
        restricted="restricted",
        counted=Q(recalled_on=None),
        readers=NAMED,
    )

    class Meta:
        default_manager_name = "rows"
        indexes = [
            models.Index(fields=["stage", "red_from", "yellow_from"]),
            models.Index(fields=["unit", "stage"]),
            models.Index(fields=["due", "number"]),
        ]

    @property
    def reportable(self) -> bool:
        """Whether its unit may report on it: once claimed; a leader's words may be answered at once."""
        return self.stage == Stage.CLAIMED or (self.stage == Stage.ISSUED and self.origin_leader is not None)


OF_MATTER = ("matter__leader", "matter__origin_leader")


class Reader(models.Model):
    """A post or a person named to see a restricted matter."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="readers")
    who = models.UUIDField(db_index=True)

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "who"], name="reader_once")]


class Line(Scoped):
    """One unit's part in a matter, as it stands."""

    uuid = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="lines")
    unit = models.UUIDField(db_index=True)
    role = models.CharField(max_length=5, choices=LineRole.choices)
    duty = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True)
    place = models.PositiveSmallIntegerField()
    claimed_on = models.DateField(null=True)
    claimed_by_silence = models.BooleanField(default=False)
    claim = models.UUIDField(null=True)
    """The claim that holds."""
    bound = models.JSONField(default=dict)
    """What it binds to: leader_in_charge, section, contact (its reference), goals [[quarter, words, value]], and who
    entered it (`by`, `on_behalf_of`, `paper`)."""
    lacks = models.JSONField(default=list)
    """What that claim leaves open: leader_in_charge, section, contact, and quarters without a goal (2026Q3)."""
    undelivered_since = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    """Since when the lead's word is that this part has been delivered."""
    object_until = models.DateField()
    """The last day on which the unit may send it back; after it, silence has accepted."""
    yellow_from = models.DateField(null=True)
    red_from = models.DateField(null=True)
    causes = models.JSONField(default=list)
    """Its own light, where it is not the lead's: the lead's is the matter's."""

    scope = Scope(
        units=("unit", "matter__unit"),
        posts=OF_MATTER,
        restricted="matter__restricted",
        readers=NAMED,
        counted=NOT_RECALLED,
    )

    class Meta:
        default_manager_name = "rows"
        indexes = [models.Index(fields=["claimed_on", "object_until"])]


class Measure(models.Model):
    """A quantity as it stands: what has been counted of it in reports that stand, or by the statistics."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="measures")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    op = models.CharField(max_length=3)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    unit_of_measure = models.CharField(max_length=20, blank=True)
    measure_kind = models.CharField(max_length=6, choices=MeasureKind.choices)
    direction = models.SmallIntegerField(default=1)
    path = models.JSONField(default=list)
    opened = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    """What had been counted before it was taken over from an older ledger."""
    supplied = models.CharField(max_length=7, blank=True)
    """The period of the newest figure that the statistics gave of it; empty: its unit's reports count."""
    supplied_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    done = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "code"], name="measure_once")]


class Node(models.Model):
    """A dated step as planned, and when it was passed."""

    uuid = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="nodes")
    title = models.CharField(max_length=100)
    day = models.DateField()
    first_day = models.DateField()
    weight = models.PositiveSmallIntegerField(default=1)
    opened_on = models.DateField(null=True)
    """The day on which it had been passed already when its matter was taken over."""
    passed_on = models.DateField(null=True, db_index=True)

    rows = models.Manager()


class Filing(Scoped):
    """A report and what became of it: in time or late, signed or not, verified how, and whether it still stands."""

    report = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="filings")
    unit = models.UUIDField(db_index=True)
    period = models.CharField(max_length=9)
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    late = models.BooleanField()
    newest = models.BooleanField(default=True)
    signed_on = models.DateField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_for = models.UUIDField(null=True)
    """The head's post, or the unit, for which somebody else signed."""
    sent_back = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=8, blank=True)
    verdict_reason = models.CharField(max_length=300, blank=True)
    stands = models.BooleanField(default=False)
    """Counts: newest of its period, signed, and neither returned nor untrue."""
    no_change = models.BooleanField(default=False)

    scope = Scope(
        units=("unit", "matter__unit", "matter__gatherer"),
        posts=OF_MATTER,
        restricted="matter__restricted",
        readers=NAMED,
        counted=NOT_RECALLED,
    )

    class Meta:
        default_manager_name = "rows"
        indexes = [
            models.Index(fields=["period", "unit"]),
            models.Index(fields=["matter", "period"]),
            models.Index(fields=["verdict", "signed_on"]),
            models.Index(fields=["filed_on", "verdict"]),
        ]


class Blocker(Scoped):
    """What holds a matter up, as it stands: who can clear it, since when, promised for when, moved how often."""

    uuid = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="blockers")
    blocker_kind = models.CharField(max_length=10, choices=BlockerKind.choices)
    title = models.CharField(max_length=100)
    words = models.CharField(max_length=500, blank=True)
    raised_by = models.UUIDField()
    holder = models.UUIDField(db_index=True)
    since = models.DateField()
    holder_since = models.DateField()
    needed_by = models.DateField(null=True)
    promised = models.DateField(null=True)
    times_moved = models.PositiveSmallIntegerField(default=0)
    times_passed_on = models.PositiveSmallIntegerField(default=0)
    disowned = models.CharField(max_length=500, blank=True)
    """「非本单位职责，因为……」: waits for a ruling."""
    cleared_on = models.DateField(null=True)

    scope = Scope(
        units=("holder", "raised_by", "matter__unit"),
        posts=OF_MATTER,
        restricted="matter__restricted",
        counted=NOT_RECALLED,
        readers=NAMED,
    )

    class Meta:
        default_manager_name = "rows"
        indexes = [models.Index(fields=["cleared_on", "holder"])]


class Desk(models.TextChoices):
    """On whose desk something lies."""

    HEAD = "head", "单位负责人审签"
    OFFICE = "office", "督查室裁定"
    LEADER = "leader", "交办的领导批"


class Pending(Scoped):
    """Something that waits for a signature or, once signed, for a ruling: gone when it has it."""

    ref = models.UUIDField(primary_key=True)
    about = models.CharField(max_length=10)
    desk = models.CharField(max_length=6, choices=Desk.choices)
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="pending")
    circulation = models.ForeignKey("matters.Circulating", models.CASCADE, null=True, related_name="pending")
    """Comments on a draft have no matter yet."""
    unit = models.UUIDField(db_index=True)
    decider = models.UUIDField(null=True, db_index=True)
    """The post on whose desk it lies, where it is a leader's."""
    since = models.DateField()
    period = models.CharField(max_length=9, blank=True)
    words = models.TextField(blank=True)
    """What whoever signs or rules has to read: the report's sentence, the reason asked with."""

    scope = Scope(
        units=("unit", "matter__unit"),
        posts=(*OF_MATTER, "decider"),
        restricted="matter__restricted",
        readers=NAMED,
        on_nothing=True,
    )

    class Meta:
        default_manager_name = "rows"
        indexes = [models.Index(fields=["desk", "unit"])]


class SentBack(models.Model):
    """A claim, plan, return or request that came back with a reason: gone when the unit answers again."""

    ref = models.UUIDField(primary_key=True)
    about = models.CharField(max_length=10)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="sent_back")
    unit = models.UUIDField(db_index=True)
    since = models.DateField()
    by_office = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)

    rows = models.Manager()

    @property
    def refused(self) -> bool:
        """The unit sent the task back, and the office has ruled that it stays."""
        return self.by_office and self.about == SignOff.About.RETURN

    @property
    def word(self) -> str:
        """What came back, as people call it."""
        return str(dict(SignOff.About.choices).get(self.about, ""))


class LightSpan(models.Model):
    """The days on which a matter would turn, as they were known from a day to a day: any past light is known."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="spans")
    line = models.UUIDField(null=True)
    """The part beside the lead's whose light it is; none: the matter's. No key: one that was taken away has a past."""
    since = models.DateField()
    until = models.DateField(null=True)
    yellow_from = models.DateField(null=True)
    red_from = models.DateField(null=True)
    lit = models.BooleanField(default=True)
    """Whether it has a light at all: not after its end, nor once the part is delivered."""
    off_until = models.DateField(null=True)
    """No light before this day: it is postponed until then."""
    causes = models.JSONField(default=list)

    rows = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "since"], condition=models.Q(line=None), name="one_span_a_day"),
            models.UniqueConstraint(
                fields=["line", "since"], condition=models.Q(line__isnull=False), name="one_span_a_day_of_a_line"
            ),
        ]
        indexes = [models.Index(fields=["since", "until"])]
