"""One matter, whole: what was decided, how it stands, what was reported, what holds it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast

from luoshi.core.timing.pace import light
from luoshi.core.timing.periods import Period, ReportingCalendar, in_order
from luoshi.matters import paths
from luoshi.matters.calendars import calendars
from luoshi.matters.models import (
    Blocker,
    Desk,
    End,
    Filing,
    Line,
    LineRole,
    Matter,
    MatterRevision,
    Measure,
    Node,
    Opening,
    Pending,
    Recall,
    Report,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
    Request,
    Return,
)
from luoshi.matters.queries.asked import Story, story
from luoshi.matters.queries.binding import RETURNED, Bound, GoalShown, bound, goals_shown
from luoshi.matters.queries.known import TOLD, Mention, known_by_words
from luoshi.matters.queries.ledger import LedgerRow, rows_of
from luoshi.matters.queries.members import Member, members
from luoshi.matters.words import active, supplied_words
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.permissions import may
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class MeasureShown:
    measure: Measure
    share: float | None
    expected: float | None

    @property
    def supplied(self) -> str:
        """Whence its figure comes, where the statistics give it."""
        return supplied_words(self.measure)


@dataclass(frozen=True, slots=True)
class LineShown:
    """One unit's part with its own light; the lead's is the matter's."""

    line: Line
    light: str
    since: date | None
    due: date | None
    causes: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReportShown:
    filing: Filing
    report: Report
    who: str
    nodes: list[str]
    quantities: list[tuple[str, Any, str]]
    evidence: list[str]
    counted: dict[str, Any]
    """Measure's code → value."""
    signer: str
    """Who signed, and for whom."""
    again: bool = False
    """Filed once more after the cut-off, where the first of its period had come in time: that one counts as timely."""


@dataclass(frozen=True, slots=True)
class MatterPage:
    matter: Matter
    row: LedgerRow
    names: Directory
    lines: list[LineShown]
    members: list[Member]
    """Of a parent: its children."""
    parent: Matter | None
    measures: list[MeasureShown]
    nodes: list[Node]
    reports: list[ReportShown]
    blockers: list[Blocker]
    pending: list[Pending]
    bound: Bound
    opening: Opening | None
    """What had been done when it was taken over from an older ledger."""
    open_return: Return | None
    """A line sent back that waits for the office's ruling."""
    open_request: Request | None
    story: Story
    linked: list[tuple[str, Matter]]
    """Other matters it hangs together with: (how, which)."""
    mentions: list[Mention]
    """Documents that say the same once more, or have changed it."""
    period: Period
    cutoff: date
    cutoff_hour: int
    lead: Line | None
    recall: Recall | None
    recall_until: datetime | None
    """Till when the office may recall it; none once that is over."""
    readers: list[UUID]
    """Of a restricted matter: who may see it."""


def matter_page(by: By, uuid: UUID) -> MatterPage | None:
    """A matter that the actor may see, with all that hangs on it: a fixed number of queries. None: not to be seen."""
    marked = Matter.objects.kept_for(by).annotate(told=TOLD, returned=RETURNED, instructed=_instructed(by))
    matter = marked.filter(uuid=uuid).first()
    if matter is None:
        return None
    names = directory(by.day)
    lines = list(matter.lines.order_by("place"))
    measures = list(Measure.rows.filter(matter=matter).order_by("id"))
    nodes = list(Node.rows.filter(matter=matter).order_by("day", "uuid"))
    calendar, days = calendars(by.day).of(matter.programme), workdays()
    period = calendar.open_period(by.day, days)
    pending = list(Pending.objects.visible_to(by).filter(matter=matter))
    lead = next((line for line in lines if line.role == "lead"), None)
    reports = _reports(matter, measures, nodes)
    row = rows_of([matter], names, by.day)[0]
    by_words, mentions = known_by_words(by, matter) if matter.told else ([], [])
    return MatterPage(
        matter=matter,
        row=row,
        names=names,
        lines=[_line(line, row, matter, by.day) for line in lines],
        members=members(by, matter, names),
        parent=Matter.objects.visible_to(by).filter(uuid=matter.parent).first() if matter.gatherer else None,
        measures=[_measure(measure, matter, calendar, by.day) for measure in measures],
        nodes=nodes,
        reports=reports,
        blockers=list(matter.blockers.order_by("cleared_on", "since")),
        pending=pending,
        bound=bound(by, names, matter, lead, measures, nodes, _counted(reports), pending, returned=matter.returned),
        opening=Opening.rows.filter(matter=matter.uuid).first() if matter.opened_on else None,
        open_return=_with_the_office(Return, "return", pending),
        open_request=_with_the_office(Request, "request", pending),
        story=story(uuid, names),
        linked=[*_linked(by, matter), *by_words],
        mentions=mentions,
        period=period,
        cutoff=calendar.cutoff_day_of(period, days),
        cutoff_hour=calendar.cutoff_hour,
        lead=lead,
        recall=Recall.rows.filter(matter=uuid).first() if matter.recalled_on else None,
        recall_until=_recall_until(by, matter),
        readers=list(matter.readers.order_by("id").values_list("who", flat=True)) if matter.restricted else [],
    )


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What stands above and in the form for one matter's report."""

    matter: Matter
    row: LedgerRow
    names: Directory
    measures: list[MeasureShown]
    nodes: list[Node]
    reports: list[ReportShown]
    goals: list[GoalShown]
    parts: list[Line]
    """Beside the lead's: what the report may call delivered or not."""
    period: Period


def report_form(by: By, uuid: UUID) -> ReportForm | None:
    """A matter that the actor may see, as its report's form needs it. None: not to be seen."""
    matter = Matter.objects.visible_to(by).filter(uuid=uuid).first()
    if matter is None:
        return None
    names, calendar = directory(by.day), calendars(by.day).of(matter.programme)
    measures = list(Measure.rows.filter(matter=matter).order_by("id"))
    nodes = list(Node.rows.filter(matter=matter).order_by("day", "uuid"))
    lead = Line.objects.visible_to(by).filter(matter=matter, role=LineRole.LEAD).first()
    reports = _reports(matter, measures, nodes)
    return ReportForm(
        matter=matter,
        row=rows_of([matter], names, by.day)[0],
        names=names,
        measures=[_measure(measure, matter, calendar, by.day) for measure in measures],
        nodes=nodes,
        reports=reports,
        goals=goals_shown(lead.bound, measures, nodes, _counted(reports), by.day) if lead else [],
        parts=list(matter.lines.exclude(role=LineRole.LEAD).order_by("place")),
        period=calendar.open_period(by.day, workdays()),
    )


def _recall_until(by: By, matter: Matter) -> datetime | None:
    """Asked only of what was issued today or yesterday, for those who may."""
    fresh = matter.ended_on is None and (by.day - matter.issued_on).days <= 1
    if not fresh or not may(by, "recall"):
        return None
    issued = MatterRevision.rows.filter(matter=matter.uuid).order_by("at", "uuid").values_list("at", flat=True)[0]
    until: datetime = issued + timedelta(minutes=int(setting("recall_minutes", by.day)))
    return until if by.at <= until else None


def _line(line: Line, row: LedgerRow, matter: Matter, day: date) -> LineShown:
    if line.role == LineRole.LEAD:
        return LineShown(line, row.light, row.since, matter.due, row.causes)
    ended_on = matter.ended_on or line.delivered_on
    code = "done" if ended_on else light(day, line.yellow_from, line.red_from)
    since = ended_on or {"red": line.red_from, "yellow": line.yellow_from}.get(code)
    return LineShown(line, code, since, line.due or matter.due, [] if ended_on else active(line.causes, day))


def _with_the_office(model: type[Any], about: str, pending: list[Pending]) -> Any:
    """What lies with the office, asked for only where something does."""
    refs = [one.ref for one in pending if one.desk in (Desk.OFFICE, Desk.LEADER) and one.about == about]
    return model.rows.filter(uuid__in=refs).first() if refs else None


def _instructed(by: By) -> Exists:
    """Whether a leader said anything of a matter: asked with the matter itself."""
    return Exists(Matter.objects.visible_to(by).filter(about=OuterRef("uuid")))


def _linked(by: By, matter: Any) -> list[tuple[str, Matter]]:
    """The slices of the years before and after, what it was merged into, what leaders said of it, or of what this was
    said: asked for only where there are any."""
    beside = {matter.merged_into: "并入", matter.carried_from: "上年结转自", matter.about: "批示所指"}
    if not (any(beside) or matter.instructed or matter.end == End.CARRIED):
        return []
    hangs = Q(uuid__in=[one for one in beside if one]) | Q(about=matter.uuid)
    if matter.end == End.CARRIED:
        hangs |= Q(carried_from=matter.uuid)
    found = Matter.objects.visible_to(by).filter(hangs).order_by("number")
    return [(beside.get(one.uuid) or ("领导批示" if one.about == matter.uuid else "结转到下年"), one) for one in found]


def _measure(measure: Measure, matter: Matter, calendar: ReportingCalendar, day: date) -> MeasureShown:
    if not paths.judged(measure):
        return MeasureShown(measure, None, None)
    steps = paths.steps(measure, matter, calendar, workdays(), int(setting("data_close_day", day)))
    expected = paths.expected([(at.isoformat(), share) for at, share in steps], day)
    return MeasureShown(measure, paths.share_done(measure), expected)


def _reports(matter: Matter, measures: list[Measure], nodes: list[Node]) -> list[ReportShown]:
    newest_first = sorted(matter.filings.order_by("-filed_at"), key=lambda one: in_order(one.period), reverse=True)
    filings = {one.report: one for one in newest_first}
    reports = Report.rows.in_bulk(list(filings))
    titles = {node.uuid: node.title for node in nodes}
    known = {measure.code: measure for measure in measures}
    passed: dict[UUID, list[str]] = {}
    counted: dict[UUID, list[tuple[str, Any, str]]] = {}
    files: dict[UUID, list[str]] = {}
    values: dict[UUID, dict[str, Any]] = {}
    for row in _parts(list(filings)):
        if row["kind"] == ReportNode.kind:
            passed.setdefault(row["of"], []).append(titles.get(UUID(row["key"]), ""))
        elif row["kind"] == ReportEvidence.kind:
            files.setdefault(row["of"], []).append(row["key"])
        else:
            measure = known.get(row["key"])
            shown = (measure.name, row["number"], measure.unit_of_measure) if measure else ("", row["number"], "")
            counted.setdefault(row["of"], []).append(shown)
            values.setdefault(row["of"], {})[row["key"]] = row["number"]
    in_time = {filing.period for filing in filings.values() if not filing.late}
    return [
        ReportShown(
            filing,
            reports[uuid],
            _who(reports[uuid], filing, matter),
            passed.get(uuid, []),
            counted.get(uuid, []),
            files.get(uuid, []),
            values.get(uuid, {}),
            _signer(filing),
            filing.late and filing.period in in_time,
        )
        for uuid, filing in filings.items()
    ]


def _signer(filing: Filing) -> str:
    """「金副手 代 镇长 金一把」 where somebody signed for the head, or the office for the unit."""
    if filing.signed_by is None or filing.signed_for is None or filing.signed_on is None:
        return ""
    names = directory(filing.signed_on)
    whom = names.unit_name(filing.signed_for) or names.post_label(filing.signed_for)
    return f"{names.official_name(filing.signed_by)} 代 {whom}"


def _counted(reports: list[ReportShown]) -> dict[str, dict[str, Any]]:
    """Measure's code → period → value, of the reports that stand."""
    found: dict[str, dict[str, Any]] = {}
    for shown in reports:
        if shown.filing.stands:
            for code, value in shown.counted.items():
                found.setdefault(code, {})[shown.filing.period] = value
    return found


def _who(report: Report, filing: Filing, matter: Matter) -> str:
    """Who filed it, by the names of its day; with the unit where another answers for the matter now."""
    names = directory(report.day)
    unit = f"{names.unit_name(filing.unit)} " if filing.unit != matter.unit else ""
    return unit + names.signature(report.by, report.on_behalf_of)


AMOUNT = DecimalField(max_digits=18, decimal_places=4)


def _parts(reports: list[UUID]) -> Iterable[dict[str, Any]]:
    """The rows of some reports, in one SELECT: figures, nodes passed, files."""

    def rows(model: Any, key: str, number: Any) -> Any:
        kind = Value(model.kind, output_field=TextField())
        found = model.rows.filter(fact__in=reports).order_by()
        return found.values(number=number, of=F("fact_id"), kind=kind, key=Cast(F(key), TextField()), place=F("id"))

    nothing = Cast(Value(None), AMOUNT)
    figures = rows(ReportQuantity, "code", F("value"))
    others = (rows(ReportNode, "node", nothing), rows(ReportEvidence, "digest", nothing))
    return sorted(figures.union(*others, all=True), key=lambda row: row["place"])
