"""What is measured, what was promised, and what was counted: by indicator, unit and period, from two sources."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact, FactRow


class Accumulation(models.TextChoices):
    """What a published figure is."""

    FLOW = "flow", "当期数"
    STOCK = "stock", "时点数"
    RATE = "rate", "比率"
    CUMULATIVE = "cumulative", "累计数"


class Cycle(models.TextChoices):
    MONTH = "month", "月度"
    QUARTER = "quarter", "季度"


class Part(models.TextChoices):
    """Of which part of the county's situation an indicator speaks."""

    ECONOMY = "economy", "经济运行"
    INDUSTRY = "industry", "产业发展"
    LIVELIHOOD = "livelihood", "民生保障"


class Source(models.TextChoices):
    """Two series that stand side by side: what units report, and what the statistics recognise."""

    STATISTICS = "statistics", "统计认定"
    UNIT = "unit", "单位上报"


class SheetStatus(models.TextChoices):
    PRELIMINARY = "preliminary", "初步数"
    FINAL = "final", "正式数"
    REVISED = "revised", "修订数"


class Status(models.TextChoices):
    """Missing is three different things (OFFICE: 未报、不适用、未发布)."""

    REPORTED = "reported", "有数"
    NOT_REPORTED = "not_reported", "未报"
    NOT_APPLICABLE = "not_applicable", "不适用"
    NOT_PUBLISHED = "not_published", "未发布"


class IndicatorColumns(models.Model):
    """What describes an indicator, in its revisions and as it stands."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    unit_of_measure = models.CharField(max_length=20)
    decimals = models.PositiveSmallIntegerField(default=2)
    """How many decimals it is published with."""
    direction = models.SmallIntegerField(default=1)
    accumulation = models.CharField(max_length=10, choices=Accumulation.choices)
    cycle = models.CharField(max_length=7, choices=Cycle.choices)
    release_day = models.PositiveSmallIntegerField()
    """Day of the month after the period on which its figure comes out."""
    owner = models.UUIDField(null=True)
    """The unit that answers for it."""
    seasonal = models.JSONField(default=list)
    """The share of the year reached by the end of each month, as decimal texts; empty: no season."""
    place = models.PositiveSmallIntegerField()
    formula = models.CharField(max_length=200, blank=True)
    """How it is reckoned from other indicators; empty: it is entered."""
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.ECONOMY)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.STATISTICS)
    """Whose figures it goes by as a rule."""

    class Meta:
        abstract = True


INDICATOR_COLUMNS = tuple(field.name for field in IndicatorColumns._meta.local_fields)


class IndicatorRevision(Fact, IndicatorColumns):
    """An indicator as it is from now on."""

    kind = "indicator_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: (
            "indicator",
            "code",
            "name",
            "unit_of_measure",
            "decimals",
            "direction",
            "accumulation",
            "cycle",
            "release_day",
            "owner",
            "seasonal",
            "place",
            "formula",
            "part",
            "source",
        )
    }

    indicator = models.UUIDField(db_index=True)


class TargetSheet(Fact):
    """Targets of a year for the county and some units. A unit it does not name keeps the target it had."""

    kind = "target_sheet"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("indicator", "year", "paper")}

    indicator = models.UUIDField(db_index=True)
    year = models.PositiveSmallIntegerField()
    paper = models.CharField(max_length=200, blank=True)


class TargetCell(FactRow):
    """One target. Without a unit it is the county's; without a value the unit has none any more."""

    kind = "target_cell"
    digested = ("unit", "value", "quarters")

    fact = models.ForeignKey(TargetSheet, models.DO_NOTHING, related_name="cells")
    unit = models.UUIDField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    quarters = models.JSONField(default=list)
    """Targets at the end of each quarter, counted from January, as decimal texts; empty: by season or by months."""


class Sheet(Fact):
    """Figures of one period from one source. A unit it does not name keeps the figure it had."""

    kind = "sheet"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("indicator", "period", "source", "status", "paper", "file", "reason")
    }

    indicator = models.UUIDField()
    period = models.CharField(max_length=7)
    source = models.CharField(max_length=10, choices=Source.choices)
    status = models.CharField(max_length=11, choices=SheetStatus.choices)
    paper = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=64, blank=True)
    """The digest of the statistics table it was read from."""
    reason = models.CharField(max_length=200, blank=True)
    """Why a figure is right although a rule speaks against it."""

    class Meta:
        indexes = [models.Index(fields=["indicator", "period", "source"])]


class Cell(FactRow):
    """One figure, or why there is none. Without a unit it is the county's."""

    kind = "cell"
    digested = ("unit", "value", "status", "place")

    fact = models.ForeignKey(Sheet, models.DO_NOTHING, related_name="cells")
    unit = models.UUIDField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    status = models.CharField(max_length=14, choices=Status.choices)
    place = models.CharField(max_length=60, blank=True)
    """The cell of the file in which it stands: 6月!C7."""


class SheetDraft(models.Model):
    """A statistics table on its way in: what a person has made of its lines and columns so far. A working row."""

    uuid = models.UUIDField(primary_key=True, default=new_uuid)
    file = models.CharField(max_length=64)
    """The digest of the file as it was handed in."""
    name = models.CharField(max_length=200)
    by = models.UUIDField()
    at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.STATISTICS)
    status = models.CharField(max_length=11, choices=SheetStatus.choices, default=SheetStatus.FINAL)
    paper = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(default=dict)
    """Table → what its lines and columns were said to mean; empty: as proposed."""
    entered = models.BooleanField(default=False)

    rows = models.Manager()


class SheetShape(models.Model):
    """What the lines and columns of a table of this shape meant when it last came in. A working row."""

    shape = models.CharField(max_length=32, primary_key=True)
    title = models.CharField(max_length=200)
    memory = models.JSONField(default=dict)
    by = models.UUIDField()
    at = models.DateTimeField()

    rows = models.Manager()


class Indicator(IndicatorColumns):
    """An indicator as it stands: what its newest revision says. No personal data: whoever signs in may see it."""

    uuid = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)

    rows = models.Manager()


class Dated(models.Model):
    """What was known from a day until, not including, another; without an end it is what is known now."""

    known_on = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        abstract = True


class Target(Dated):
    """The target of a year, of the county or of a unit, and the days on which it held."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    unit = models.UUIDField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    quarters = models.JSONField(default=list)
    sheet = models.UUIDField()

    rows = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "unit", "known_on"], name="one_target_a_day"),
            models.UniqueConstraint(
                fields=["indicator", "year", "known_on"], condition=Q(unit=None), name="one_county_target_a_day"
            ),
        ]


class Observation(Dated):
    """The figure of a period from one source, as the newest sheet that names the unit has it, and when it was known."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="observations")
    period = models.CharField(max_length=7)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    """The last month of the period."""
    source = models.CharField(max_length=10, choices=Source.choices)
    unit = models.UUIDField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    status = models.CharField(max_length=14, choices=Status.choices)
    sheet_status = models.CharField(max_length=11, choices=SheetStatus.choices)
    sheet = models.UUIDField()

    rows = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "source", "unit", "known_on"], name="one_figure_a_day"
            ),
            models.UniqueConstraint(
                fields=["indicator", "period", "source", "known_on"],
                condition=Q(unit=None),
                name="one_county_figure_a_day",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "year", "unit"])]
