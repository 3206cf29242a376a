"""One document beside its drafted ledger: every row with its words, and how many of each kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.matching import all_indicators
from luoshi.intake.counting import Source, sources
from luoshi.intake.covering import covered, touches
from luoshi.intake.names import Names, names_of
from luoshi.intake.queries.known import Offer, offers
from luoshi.intake.queries.sharing import units_named
from luoshi.intake.words import why_not
from luoshi.matters.measured import all_shown
from luoshi.matters.models import Circulating, Document, DraftRow, Kind, KnownMatter, Matter
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.permissions import kept_from, require
from luoshi.org.rules import setting, steps_before_issue

JOINT = "（责任）"
"""Behind the name of a unit that is jointly responsible, on the page and in the cell."""
OWN_DAY = re.compile(r"（(\d{4}-\d{2}-\d{2})）$")
"""Behind a unit that has a day of its own, after the mark of joint responsibility: 「资源局（责任）（2026-05-29）」."""
UNSURE = 0.6
"""A row that the reader was less sure of than this is looked at by a person first."""

State = DraftRow.State
NO_TASK = frozenset({State.PASSED, State.DISCARDED, State.MERGED})


@dataclass(frozen=True, slots=True)
class RowShown:
    """A drafted row as the page shows it: every code with its words, nothing more to look up."""

    row: DraftRow
    day: date
    unit: str
    others: list[tuple[str, bool]]
    """(name, whether the register knows it)."""
    leader: str
    measures: str
    likely_unit: str
    likely_leader: str
    likely_leader_post: UUID | None
    number: str
    group: int = 0
    """How many units the words for the lead name together."""
    sources: list[Source] = field(default_factory=list)
    """The measures that the statistics count, or could count."""
    hidden: bool = False
    """It became a matter that the actor may not see: only its place in the text is left of it."""
    doubts: frozenset[str] = frozenset()
    """Columns of which the reader is less sure than the county asks for; `task`: whether it is one at all."""
    offers: tuple[Offer, ...] = ()
    """What is known already and looks the same."""

    @property
    def uuid(self) -> UUID:
        return self.row.uuid

    @property
    def start(self) -> int | None:
        return self.row.start

    @property
    def end(self) -> int | None:
        return self.row.end

    @property
    def why_not(self) -> str:
        return self.row.why_not

    @property
    def is_task(self) -> bool:
        return not self.hidden and self.row.state in (State.DRAFT, State.OUT, State.ISSUED)

    @property
    def issued(self) -> bool:
        return self.row.state == State.ISSUED

    @property
    def out(self) -> bool:
        """On its way round: changed by decisions alone."""
        return self.row.state == State.OUT

    @property
    def locked(self) -> bool:
        """No cell of it can be written in any more."""
        return self.issued or self.out

    @property
    def past(self) -> bool:
        """Its day is over before it was issued."""
        return not self.locked and self.row.due is not None and self.row.due < self.day

    @property
    def unsure(self) -> bool:
        """A person has to look at it: nobody leads, its day is over, a column is doubted, something known looks the
        same, or the reader doubted the whole and nobody touched it."""
        unread = self.doubtful and self.row.version == 1
        asked = bool(self.doubts) or (bool(self.row.alike) and not self.row.known_as)
        return self.row.state == State.DRAFT and (self.row.unit is None or self.past or unread or asked)

    @property
    def least_sure(self) -> float:
        """How sure the reader is of what it is least sure of; a row that nobody leads comes before all."""
        return min((self.row.sure.get(column, 1.0) for column in self.doubts), default=1.0) if self.row.unit else -1.0

    @property
    def related(self) -> Offer | None:
        """The matter it was linked to."""
        return next((one for one in self.offers if one.ref in (self.row.known_matter, self.row.known_row)), None)

    @property
    def known_as(self) -> str:
        """What the clerk has made of what looks the same, in words."""
        return str(KnownMatter.How(self.row.known_as).label) if self.row.known_as else ""

    @property
    def undecided(self) -> tuple[Offer, ...]:
        """What still waits for a word on whether it is the same."""
        return () if self.row.known_as or self.row.state != State.DRAFT else self.offers

    @property
    def unknown(self) -> frozenset[str]:
        """Names beside the lead that nobody in the register goes by."""
        return frozenset(str(one["words"]) for one in self.row.others if not one.get("unit"))

    @property
    def read_from(self) -> dict[str, list[list[int]]]:
        """Column → the places in the text that it was read from."""
        return dict(self.row.evidence)

    @property
    def doubtful(self) -> bool:
        """The reader itself was not sure of it."""
        return self.row.confidence < UNSURE

    @property
    def mark(self) -> str:
        """How its words are marked in the text: unsure, sure, issued; none where they are no task."""
        return "none" if not self.is_task else "issued" if self.locked else "unsure" if self.unsure else "sure"

    @property
    def reason(self) -> str:
        """The code of why its words are no task."""
        return str(State.MERGED) if self.row.state == State.MERGED else self.row.why_not

    @property
    def why(self) -> str:
        """Why its words are no task."""
        if self.row.state == State.MERGED:
            return str(State.MERGED.label)
        return why_not(self.row.why_not)

    @property
    def kind_name(self) -> str:
        return str(Kind(self.row.matter_kind).label)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document and all its rows."""

    paper: Document
    names: Names
    rows: list[RowShown]
    steps: list[str]
    """What the county asks for before issue; none: it issues without asking the units' comments first."""
    may_skip: bool
    """The county lets a draft be issued at once all the same."""
    circulation: Circulating | None
    """The last time its tasks were sent on their way."""
    who: str
    known: Tally = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", tally(self.rows))

    def shown(self, view: str, why: str = "") -> list[tuple[str, list[RowShown]]]:
        """The rows of a view, in groups with a name: all (unsure ones first), text, unsure, leader, unit, none.

        why: of those that are no task, only those for this reason.
        """
        tasks = [row for row in self.rows if row.is_task]
        if view == "none":
            return [("", [row for row in self.rows if not row.is_task and not row.hidden and why in ("", row.reason)])]
        if view == "text":
            return [("", sorted(tasks, key=lambda row: row.row.place))]
        if view == "unsure":
            unsure = [row for row in tasks if row.unsure]
            return [("", sorted(unsure, key=lambda row: (row.least_sure, row.row.place)))]
        if view in ("leader", "unit"):
            return _grouped(tasks, view, self.names)
        ordered = sorted(tasks, key=lambda row: (row.locked, not row.unsure, row.least_sure, row.row.place))
        return [("", ordered + [row for row in self.rows if row.hidden])]

    @property
    def reasons(self) -> list[tuple[str, str, int]]:
        """(code, words, how many): why sentences are no task, the commonest first."""
        counts = Counter(row.reason for row in self.rows if not row.is_task and not row.hidden)
        words = {row.reason: row.why for row in self.rows if not row.is_task and not row.hidden}
        return [(code, words[code], n) for code, n in counts.most_common()]

    @property
    def hidden(self) -> bool:
        """Whether something of it is kept from the actor: then nobody hands her the file."""
        return any(row.hidden for row in self.rows)

    @property
    def text(self) -> str:
        """The text as the actor may read it, each passage kept from her covered, in the same length."""
        return covered(self.paper.text, [(row.start, row.end) for row in self.rows if row.hidden])


@dataclass(frozen=True, slots=True)
class Tally:
    """What the filters and the foot count."""

    tasks: int
    ready: int
    unsure: int
    issued: int
    out: int
    none: int
    past: int


def tally(rows: Iterable[RowShown]) -> Tally:
    seen: Counter[str] = Counter()
    for row in rows:
        if row.hidden:
            continue
        draft = row.row.state == State.DRAFT
        seen["tasks"] += row.is_task
        seen["ready"] += draft and row.row.unit is not None
        seen["unsure"] += row.unsure
        seen["issued"] += row.issued
        seen["out"] += row.out
        seen["none"] += not row.is_task
        seen["past"] += row.past and row.row.unit is not None
    return Tally(**{name: seen[name] for name in Tally.__dataclass_fields__})


def _grouped(tasks: Sequence[RowShown], view: str, names: Names) -> list[tuple[str, list[RowShown]]]:
    known = names.directory
    place: dict[Any, Any] = {**known.posts} if view == "leader" else {**known.units}
    groups: dict[tuple[int, str], list[RowShown]] = {}
    for row in tasks:
        key = row.row.leader if view == "leader" else row.row.unit
        name = row.leader if view == "leader" else row.unit
        order = place[key].place if key in place else 10**6
        groups.setdefault((order, name or ""), []).append(row)
    return [(name or "—", rows) for (_, name), rows in sorted(groups.items(), key=lambda group: group[0])]


def document_page(by: By, uuid: UUID) -> DocumentPage | None:
    """A document with its rows, in the order of the text: a fixed number of SELECTs. None: there is none."""
    require(by, "read_document")
    paper = Document.rows.filter(uuid=uuid).first()
    if paper is None:
        return None
    names = names_of(by.day)
    rows = list(DraftRow.rows.filter(document=uuid).order_by("place", "start"))
    numbers: dict[UUID, str] = {}
    if any(row.matter for row in rows):
        numbers = dict(Matter.objects.visible_to(by).filter(origin_document=uuid).values_list("uuid", "number"))
    indicators, hidden, like = all_indicators(), hidden_rows(by, rows), offers(by, rows)
    shown = [
        _covered(row, by.day)
        if row.uuid in hidden
        else _shown(row, names, by.day, numbers, indicators, like.get(row.uuid, []))
        for row in rows
    ]
    sent = Circulating.rows.filter(origin_document=uuid).order_by("started_on", "uuid").last()
    steps = steps_before_issue(by.day)
    may_skip = not steps or bool(setting("direct_issue", by.day))
    return DocumentPage(paper, names, shown, steps, may_skip, sent, names.directory.official_name(paper.by))


def row_shown(row: DraftRow, by: By) -> RowShown:
    """One row, after it was changed."""
    like = offers(by, [row]).get(row.uuid, [])
    return _shown(row, names_of(by.day), by.day, {}, all_indicators(), like)


def document_tally(by: By, document: UUID) -> Tally:
    """What the filters and the foot count, after a row was changed: two SELECTs."""
    read = ("state", "unit", "due", "confidence", "version", "matter_kind", "matter", "start", "end")
    rows = list(DraftRow.rows.filter(document=document).only(*read, "sure", "alike", "known_as"))
    hidden = hidden_rows(by, rows)
    return tally(
        RowShown(row, by.day, "", [], "", "", "", "", None, "", doubts=_doubts(row, by.day))
        for row in rows
        if row.uuid not in hidden
    )


def _doubts(row: DraftRow, day: date) -> frozenset[str]:
    """What the reader is less sure of than the county asks for."""
    limit = setting("doubt_below", day)
    return frozenset(column for column, sure in row.sure.items() if sure < limit)


def hidden_rows(by: By, rows: Sequence[DraftRow]) -> set[UUID]:
    """Of a document's rows those that the actor may not read: what became a restricted matter, and what else shares
    its words. One SELECT, and none where nothing was issued."""
    matters = {row.matter for row in rows if row.matter}
    kept = set(kept_from(by, Matter).filter(uuid__in=matters).values_list("uuid", flat=True)) if matters else set()
    spans = [(row.start, row.end) for row in rows if row.matter in kept]
    return {
        row.uuid
        for row in rows
        if row.matter in kept or (row.state != State.ISSUED and touches((row.start, row.end), spans))
    }


def _covered(row: DraftRow, day: date) -> RowShown:
    """A row of which nothing but its place is told."""
    blank = DraftRow(uuid=row.uuid, document=row.document, place=row.place, start=row.start, end=row.end)
    blank.state = row.state
    return RowShown(blank, day, "", [], "", "", "", "", None, "", hidden=True)


def _shown(
    row: DraftRow,
    names: Names,
    day: date,
    numbers: dict[UUID, str],
    indicators: Sequence[Indicator],
    like: Sequence[Offer],
) -> RowShown:
    known = names.directory
    likely = _likely(row.suggested)
    return RowShown(
        row,
        day,
        known.unit_name(row.unit),
        others_shown(row.others, names),
        post_name(row.leader, names),
        all_shown(row.measures),
        known.unit_name(likely.get("unit")) if row.unit is None else "",
        post_name(likely.get("leader"), names) if row.leader is None else "",
        likely.get("leader"),
        short_number(numbers.get(row.matter, ""), day.year) if row.matter else "",
        len(units_named(row, names)) if row.unit is None and row.unit_words else 0,
        sources(row.measures, indicators),
        doubts=_doubts(row, day) if row.state == State.DRAFT else frozenset(),
        offers=tuple(like),
    )


def others_shown(found: Sequence[dict[str, Any]], names: Names) -> list[tuple[str, bool]]:
    """Each unit by its short name; those that one word names together (各镇办) by that word."""
    together = Counter(str(one.get("words")) for one in found if one.get("unit"))
    shown: dict[tuple[str, bool], None] = {}
    for one in found:
        unit = names.directory.units.get(UUID(one["unit"])) if one.get("unit") else None
        words = str(one.get("words") or "")
        name = words if unit is None or together[words] > 1 else unit.short
        marked = f"{name}{JOINT}" if one.get("role") == "joint" else name
        shown[(f"{marked}（{one['due']}）" if one.get("due") else marked), unit is not None] = None
    return list(shown)


def post_name(post: UUID | None, names: Names) -> str:
    """「常务副县长 王建」: a post by the last of its titles, without what stands in brackets."""
    known = names.directory.posts.get(post) if post else None
    if known is None:
        return ""
    title = re.split(r"[、，,]", re.sub(r"（.*?）", "", known.title))[-1]
    return f"{title} {known.holder}".strip()


def _likely(suggested: Iterable[str]) -> dict[str, UUID]:
    """「unit:UUID」 → the unit that is suggested."""
    found = {}
    for name in suggested:
        column, _, value = name.partition(":")
        if value:
            found[column] = UUID(value)
    return found
