"""The verbs of returned sheets: a unit's own goes into its drafts, the office's forty are filed for their units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, LuoshiError
from luoshi.core.timing.periods import Period
from luoshi.intake.returns.matching import File, unit_of, unpacked
from luoshi.intake.returns.reading import Filled, Opened, filled_rows, open_return
from luoshi.matters import actions
from luoshi.matters.entering import Entered
from luoshi.matters.models import Report
from luoshi.matters.queries import Night, night
from luoshi.matters.queries.night_page import NightRow
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.queries import report_calendar, workdays


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a unit's own sheet: rows now on its page, and those that replace what stood there."""

    filled: int
    same: int
    replaced: list[str]


def take_sheet(by: By, unit: UUID, period: Period, file: File) -> Taken:
    """Puts what a sheet says into the drafts of the page, all of it or nothing; it is sent from there.

    Raises BadInput with each fault at its cell.
    """
    permissions.require(by, "report", unit)
    opened = open_return(file.name, file.data)
    names = directory(by.day)
    if opened.unit is not None and opened.unit != unit:
        raise BadInput(Fault(f"这是{names.unit_name(opened.unit)}的表", "在本单位的页面下载，填好再传", file=file.name))
    if opened.period and opened.period != str(period):
        said = Period.parse(opened.period).label
        raise BadInput(Fault(f"这是{said}的表，现在填的是{period.label}", "下载本期的表再填", file=file.name))
    with transaction.atomic():
        found = [(one, _joined(one)) for one in filled_rows(opened, night(by, unit, period))]
        fresh = [(one, entered) for one, entered in found if entered != one.row.entered]
        for one, entered in fresh:
            actions.save_draft(by, one.row.matter.uuid, str(one.row.period), entered, _basis(one.row))
    replaced = [one.row.number for one, entered in fresh if _replaces(one.row.entered, entered)]
    return Taken(len(fresh), len(found) - len(fresh), replaced)


def _joined(filled: Filled) -> Entered:
    """What the sheet says above what the page holds: an empty cell takes nothing away."""
    says, holds = filled.entered, filled.row.entered
    nodes = tuple(sorted({*holds.nodes, *says.nodes}))
    return Entered(says.words or holds.words, dict(sorted({**holds.quantities, **says.quantities}.items())), nodes)


def _replaces(held: Entered, says: Entered) -> bool:
    words = bool(held.words) and held.words != says.words
    return words or any(says.quantities.get(code) != value for code, value in held.quantities.items())


def _basis(row: NightRow) -> actions.Basis:
    return actions.Basis(row.version, row.filing.report if row.filing else None)


@dataclass(slots=True)
class Outcome:
    """What came of one returned file."""

    file: str
    unit: str = ""
    period: str = ""
    filed: int = 0
    same: int = 0
    faults: list[Fault] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        faults = [fault.as_dict() for fault in self.faults]
        return {
            "file": self.file,
            "unit": self.unit,
            "period": self.period,
            "filed": self.filed,
            "same": self.same,
            "errors": faults,
        }


def take_returned(by: By, period: Period, files: Iterable[File]) -> list[Outcome]:
    """Files every returned sheet for its unit (督查室 代 X局), each whole or not at all, with the file as its paper.

    A file handed in twice is filed once. period: for sheets that no longer say theirs.
    """
    permissions.require(by, "issue")
    names, found = directory(by.day), []
    seen: dict[tuple[UUID, str], File] = {}
    for file in unpacked(files):
        outcome = Outcome(file.name)
        found.append(outcome)
        try:
            with transaction.atomic():
                _take(by, period, file, names, outcome, seen)
        except LuoshiError as error:
            outcome.filed = outcome.same = 0
            outcome.faults = list(error.faults)
    return found


def _take(
    by: By, period: Period, file: File, names: Directory, outcome: Outcome, seen: dict[tuple[UUID, str], File]
) -> None:
    opened = open_return(file.name, file.data)
    unit = unit_of(opened, names)
    outcome.unit = names.unit_name(unit)
    wanted = _period(by, opened, period)
    outcome.period = str(wanted)
    first = seen.get((unit, str(wanted)), file)
    if first.data != file.data:
        raise BadInput(Fault(f"{outcome.unit}已有一份：{first.name}", "留最后的一份再传", file=file.name))
    found = night(by, unit, wanted)
    filled = filled_rows(opened, found)
    fresh = [one for one in filled if one.entered != one.row.reported]
    outcome.same = len(filled) - len(fresh)
    _refuse_other_words(fresh, found, opened)
    if fresh:
        _file(by, unit, file, fresh, outcome)
    seen[unit, str(wanted)] = file


def _file(by: By, unit: UUID, file: File, fresh: list[Filled], outcome: Outcome) -> None:
    """Files what is new in a sheet, with the sheet itself as the unit's paper."""
    acting = actions.entering_for(by, unit)
    digest = actions.attach(acting, file.name, file.data)
    filed = [
        actions.as_report(
            one.row.matter.uuid,
            str(one.row.period),
            one.entered,
            one.row.asked,
            papers=[digest],
            based_on=one.row.filing.report if one.row.filing else None,
            uuid=uuid5(NAMESPACE_URL, f"luoshi:{digest}:{one.row.matter.uuid}:{one.row.period}"),
        )
        for one in fresh
    ]
    made = actions.file_reports(acting, actions.with_what_stood(filed))
    outcome.filed = sum(1 for _uuid, is_new in made if is_new)
    outcome.same += len(made) - outcome.filed


def _period(by: By, opened: Opened, otherwise: Period) -> Period:
    period = Period.parse(opened.period) if opened.period else otherwise
    now = report_calendar(by.day).open_period(by.day, workdays())
    if period not in (now, now.previous()):
        raise BadInput(
            Fault(f"这是{period.label}的表", f"现在收{now.previous().label}和{now.label}的", file=opened.name)
        )
    return period


def _refuse_other_words(fresh: list[Filled], found: Night, opened: Opened) -> None:
    """The unit has said something else on the page itself: the office does not replace a unit's own word."""
    own = [one for one in fresh if one.row.report and not one.row.sent_back and not _by_office(one.row.report, found)]
    if own:
        raise BadInput.of(
            Fault(
                f"{one.row.number} 单位已在页面上报过，内容不同",
                "问清以哪份为准：以页面为准就清空这一行，以表为准请单位在页面上改",
                next(iter(one.cells.values()), ""),
                opened.name,
            )
            for one in own
        )


def _by_office(report: Report, found: Night) -> bool:
    return report.on_behalf_of == found.unit
