"""What was decided: documents, their drafted rows, and matters with their lines and measures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact, FactRow
from luoshi.matters.models.codes import Kind, LineRole, MeasureKind, OriginKind, OriginLevel


class Programme(Fact):
    """A line of work with its own reporting calendar (十大创建, 重点项目)."""

    kind = "programme"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("code", "name", "calendar", "since")}

    code = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=60)
    calendar = models.JSONField(default=dict)
    since = models.DateField()


class Document(Fact):
    """A paper that came in, with the text that was read from it."""

    kind = "document"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("title", "origin_kind", "origin_level", "number", "dated", "blob", "text_digest", "reader")
    }

    title = models.CharField(max_length=200)
    origin_kind = models.CharField(max_length=12, choices=OriginKind.choices)
    origin_level = models.CharField(max_length=10, choices=OriginLevel.choices)
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True)
    blob = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    text = models.TextField()
    text_digest = models.CharField(max_length=64)
    reader = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["at", "uuid"])]


class DraftRow(models.Model):
    """A sentence of a document on its way to a matter, or the reason why it is none. A working row."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        PASSED = "passed", "不是任务"
        DISCARDED = "discarded", "已剔除"
        MERGED = "merged", "已并入"
        OUT = "out", "征求意见中"
        ISSUED = "issued", "已下发"

    uuid = models.UUIDField(primary_key=True, default=new_uuid)
    document = models.UUIDField(db_index=True)
    place = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    why_not = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    section = models.JSONField(default=list)
    unit = models.UUIDField(null=True)
    unit_words = models.CharField(max_length=100, blank=True)
    others = models.JSONField(default=list)
    """Units beside the lead: [{"unit": uuid or null, "words": …, "role": "joint" or "co", "due": own day}]."""
    leader = models.UUIDField(null=True)
    leader_words = models.CharField(max_length=60, blank=True)
    due = models.DateField(null=True)
    due_text = models.CharField(max_length=60, blank=True)
    repeats = models.CharField(max_length=20, blank=True)
    measures = models.JSONField(default=list)
    matter_kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.TASK)
    confidence = models.FloatField(default=0.0)
    suggested = models.JSONField(default=list)
    """「column:value」 beside an empty column: a suggestion, not read from the text."""
    grounds = models.JSONField(default=dict)
    """Column → on what ground its suggestion rests, in words; `task`: why the whole row is doubted."""
    evidence = models.JSONField(default=dict)
    """Column → [[start, end]] in the document's text: the words it was read from."""
    sure = models.JSONField(default=dict)
    """Column → how sure the reader is of what stands there (0 to 1); left out where nobody needs to ask."""
    alike = models.JSONField(default=list)
    """What is known already and looks the same: [{"matter" or "row": uuid, "share": 0 to 1}], the most alike first."""
    known_as = models.CharField(max_length=8, blank=True)
    """What the clerk made of that: related, update or same."""
    known_matter = models.UUIDField(null=True)
    known_row = models.UUIDField(null=True)
    """The drafted row of another document that says the same."""
    rollup = models.CharField(max_length=5, blank=True)
    parts = models.JSONField(default=list)
    """Where every unit of a group has its own: [{"unit", "due": day or null, "values": {measure's code: figure}}]."""
    matter = models.UUIDField(null=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    rows = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["document", "state", "place"])]


class KnownMatter(Fact):
    """Words of a document that the office found to be a matter it knows already: related, an update, or the same.

    The newest of a row holds; `none` takes it back.
    """

    kind = "known_matter"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("row", "origin_document", "text", "matter", "how")}

    class How(models.TextChoices):
        RELATED = "related", "关联"
        UPDATE = "update", "更新"
        SAME = "same", "重复"
        NONE = "none", "不相干"

    row = models.UUIDField(db_index=True)
    origin_document = models.UUIDField()
    text = models.TextField()
    matter = models.UUIDField(db_index=True)
    how = models.CharField(max_length=8, choices=How.choices)


class ClaimDraft(models.Model):
    """What a unit has typed into its claims so far: by line, and by unit what holds for all. A working row."""

    ref = models.UUIDField(primary_key=True)
    unit = models.UUIDField(db_index=True)
    values = models.JSONField(default=dict)

    rows = models.Manager()


class MatterRevision(Fact):
    """The whole state of a matter as decided: issued, recalled, or changed. The newest holds."""

    kind = "matter_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: (
            "matter",
            "number",
            "matter_kind",
            "title",
            "text",
            "origin_level",
            "origin_kind",
            "origin_document",
            "origin_number",
            "origin_day",
            "origin_leader",
            "origin_words",
            "upper_due",
            "unit",
            "leader",
            "due",
            "programme",
            "parent",
            "rollup",
            "slice_year",
            "carried_from",
            "about",
            "restricted",
            "public",
            "reported",
            "without_comment",
            "reason",
        )
    }

    class Rollup(models.TextChoices):
        SUM = "sum", "合计"
        ALL = "all", "全部完成"
        WORST = "worst", "以最差者计"

    matter = models.UUIDField(db_index=True)
    number = models.CharField(max_length=20)
    matter_kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    origin_level = models.CharField(max_length=10, choices=OriginLevel.choices)
    origin_kind = models.CharField(max_length=12, choices=OriginKind.choices)
    origin_document = models.UUIDField(null=True)
    origin_number = models.CharField(max_length=60, blank=True)
    origin_day = models.DateField(null=True)
    """The day on the paper: on which the leader wrote, or the upper level's document bears."""
    origin_leader = models.UUIDField(null=True)
    origin_words = models.TextField(blank=True)
    origin_start = models.PositiveIntegerField(null=True)
    origin_end = models.PositiveIntegerField(null=True)
    upper_due = models.DateField(null=True)
    unit = models.UUIDField()
    leader = models.UUIDField(null=True)
    due = models.DateField(null=True)
    programme = models.CharField(max_length=40, blank=True)
    parent = models.UUIDField(null=True)
    rollup = models.CharField(max_length=5, choices=Rollup.choices, blank=True)
    slice_year = models.PositiveSmallIntegerField()
    carried_from = models.UUIDField(null=True)
    """The slice of the year before, of a matter that goes on over the years."""
    about = models.UUIDField(null=True)
    """Of a leader's words: the matter they were said of, which goes on beside them."""
    restricted = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    reported = models.BooleanField(default=True)
    """Whether a report is owed each period."""
    without_comment = models.BooleanField(default=False)
    """Issued without asking the units' comments first (未经征求意见直接下发)."""
    reason = models.CharField(max_length=300, blank=True)


class MatterLine(FactRow):
    """One unit's part in a matter."""

    kind = "matter_line"
    digested = ("line", "unit", "role", "duty", "due")

    fact = models.ForeignKey(MatterRevision, models.DO_NOTHING, related_name="lines")
    line = models.UUIDField()
    unit = models.UUIDField()
    role = models.CharField(max_length=5, choices=LineRole.choices)
    duty = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True)


class MatterMeasure(FactRow):
    """To what extent: a quantity with a unit, a target and a direction; or a yes/no."""

    kind = "matter_measure"
    digested = ("code", "name", "op", "value", "unit_of_measure", "measure_kind", "direction", "path")

    fact = models.ForeignKey(MatterRevision, models.DO_NOTHING, related_name="measures")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    op = models.CharField(max_length=3)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    unit_of_measure = models.CharField(max_length=20, blank=True)
    measure_kind = models.CharField(max_length=6, choices=MeasureKind.choices)
    direction = models.SmallIntegerField(default=1)
    path = models.JSONField(default=list)
    """[[day, share]]: the county's own course for it; empty: evenly from issue to the due day."""


class MatterPaper(FactRow):
    """The paper that a matter came on: the photo of a leader's handwriting, an upper level's letter."""

    kind = "matter_paper"
    digested = ("digest",)

    fact = models.ForeignKey(MatterRevision, models.DO_NOTHING, related_name="papers")
    digest = models.CharField(max_length=64, db_index=True)


class MatterReader(FactRow):
    """A post or a person who may see a restricted matter; nobody else does."""

    kind = "matter_reader"
    digested = ("who",)

    fact = models.ForeignKey(MatterRevision, models.DO_NOTHING, related_name="readers")
    who = models.UUIDField()
