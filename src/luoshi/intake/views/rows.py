"""Rows of a drafted ledger: a cell at a time, with the version it was read at; merged, split, put aside, added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from luoshi.core.errors import BadInput, Conflict, Fault, LuoshiError
from luoshi.intake import actions, forms, queries
from luoshi.intake.learning.words import sentence
from luoshi.intake.models import Lesson
from luoshi.intake.names import names_of
from luoshi.intake.templatetags.intake_cells import LABELS
from luoshi.intake.views.documents import document_page, row_json
from luoshi.matters.actions import merge_rows, split_row
from luoshi.matters.models import DraftRow, Kind
from luoshi.org.signing_in import Asked, only
from luoshi.shell.answers import done, uuid_field
from luoshi.shell.faults import wants_json

ASKED = ("vouched", "known")
"""What is said of a whole row in the place of a cell."""
LEAVING: dict[str, str] = {
    "same": gettext_noop("“{title}”与已有的重复，已剔除，去处记在“不是任务”里"),
    "update": gettext_noop("已按“{title}”更新原来的事项，这一行不另下发"),
}
"""How a row leaves the ledger because it is known already → what is said of it."""


@only("read_document")
def row(request: Asked, uuid: UUID) -> HttpResponse:
    """One row as it stands (`?cell=title`: with that cell to write in); POST changes one cell."""
    known = _row(request, uuid)
    if request.method != "POST":
        return row_page(request, known, cell=request.GET.get("cell", ""))
    column, words = request.POST.get("cell", ""), request.POST.get("value", "")
    names = names_of(request.by.day)
    if column in ASKED:
        return _asked(request, known, column, words)
    if column.startswith(COUNTED):
        return _counted(request, known, column, words)
    try:
        value = forms.cell(column, words, known, names)
        known, lessons, spread = actions.correct(request.by, uuid, _version(request), {column: value})
    except Conflict as error:
        return row_page(
            request, _row(request, uuid), cell="", conflict=(column, words), faults=error.faults, status=409
        )
    except BadInput as error:
        return row_page(request, known, cell=column, words=words, faults=error.faults, status=422)
    if spread:
        said = _("{lesson}；同一份文件里另有 {n} 行也照此定了").format(
            lesson="；".join(map(sentence, lessons)), n=spread
        )
        request.session["told"] = said
    answer = row_page(request, known, taught=lessons)
    if spread and "HX-Request" in request.headers:
        answer["HX-Refresh"] = "true"
    return answer


def _asked(request: Asked, known: DraftRow, column: str, words: str) -> HttpResponse:
    """What is said of the whole row: that it was looked at; or 「related UUID」 of what looks the same."""
    try:
        if column == "vouched":
            actions.vouch(request.by, [(known.uuid, _version(request))])
        else:
            how, _space, ref = words.partition(" ")
            actions.say_known(request.by, known.uuid, _version(request), how, _uuid(ref))
    except (BadInput, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return row_page(request, _row(request, known.uuid), faults=error.faults, status=status)
    return row_page(request, _row(request, known.uuid))


def _uuid(text: str) -> UUID:
    found = uuid_field(text, "事项")
    if found is None:
        raise BadInput(Fault("没有说是哪一项", "刷新页面再试"))
    return found


COUNTED = "counted:"
"""The cell of one measure's source: 「counted:0」 of the first."""


def _counted(request: Asked, known: DraftRow, column: str, code: str) -> HttpResponse:
    """Chooses whether the statistics count a measure (its value is an indicator's code) or the unit (empty)."""
    try:
        place = _number(column.removeprefix(COUNTED))
        known = actions.count_by(request.by, known.uuid, _version(request), place, code)
    except LuoshiError as error:
        status = 409 if isinstance(error, Conflict) else 422
        return row_page(request, _row(request, known.uuid), faults=error.faults, status=status)
    return row_page(request, known)


def _row(request: Asked, uuid: UUID) -> DraftRow:
    known = DraftRow.rows.filter(uuid=uuid).first()
    if known is None or actions.is_kept_from(request.by, known):
        raise Http404
    return known


def _version(request: Asked) -> int:
    return _number(request.POST.get("version"))


def _number(text: str | None) -> int:
    """A whole number as a form sends it; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def row_page(
    request: Asked,
    known: DraftRow,
    *,
    cell: str = "",
    words: str | None = None,
    conflict: tuple[str, str] | None = None,
    faults: Sequence[Fault] = (),
    taught: Sequence[Lesson] = (),
    status: int = 200,
) -> HttpResponse:
    """The row alone, for its place in the table; the counts of the page go along in a header."""
    shown = queries.row_shown(known, request.by)
    if wants_json(request):
        errors = {"errors": [fault.as_dict() for fault in faults]} if faults else {}
        learnt = {"learnt": [sentence(one) for one in taught]} if taught else {}
        return JsonResponse(row_json(shown) | errors | learnt, status=status)
    names = names_of(request.by.day)
    editable = cell in forms.CELLS and not shown.locked
    choosing = _number(cell.removeprefix(COUNTED)) if cell.startswith(COUNTED) and not shown.locked else None
    context: dict[str, Any] = {
        "row": shown,
        "cell": cell if editable or cell == "split" else "",
        "value": words if words is not None else forms.typed(cell, known, names) if editable else "",
        "leaders": names.leaders,
        "names": names.directory,
        "taught": [sentence(one) for one in taught],
        "kinds": Kind.choices,
        "faults": faults,
        "apart": cell not in LABELS,
        "choosing": choosing,
        "conflict": _conflict(conflict, known, names),
    }
    answer = render(request, "intake/row.html", context, status=status)
    if request.method == "POST":
        tally = queries.document_tally(request.by, known.document)
        answer["HX-Trigger"] = json.dumps(
            {"counted": {name: getattr(tally, name) for name in tally.__dataclass_fields__}}
        )
    return answer


def _conflict(found: tuple[str, str] | None, known: DraftRow, names: Any) -> dict[str, str] | None:
    """Both versions of a cell, as they would stand in the field."""
    if found is None or found[0] not in forms.CELLS:
        return None
    column, mine = found
    now = forms.typed(column, known, names)
    if column == "leader":
        now, mine = (names.directory.post_label(_maybe(text)) for text in (now, mine))
    if column == "matter_kind":
        now, mine = (str(dict(Kind.choices).get(text, text)) for text in (now, mine))
    return {"cell": column, "now": now or _("空"), "mine": mine or _("空"), "value": found[1]}


def _maybe(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@only("read_document")
@require_POST
def turn(request: Asked, uuid: UUID) -> HttpResponse:
    """With the ticked rows: merge, adopt, vouch, discard, restore.

    With one: 「discard UUID VERSION」, 「restore UUID VERSION」."""
    do, _space, which = request.POST.get("do", "").partition(" ")
    try:
        said = _turned(request, uuid, do, which)
    except LuoshiError as error:
        return document_page(request, uuid, error.faults, 409 if isinstance(error, Conflict) else 422)
    return done(request, said, reverse("intake:document", args=[uuid]))


def _turned(request: Asked, document: UUID, do: str, which: str) -> str:
    ticked = [_ticked(text) for text in request.POST.getlist("row")]
    if do == "merge":
        merged = merge_rows(request.by, [row for row, _version in ticked])
        return _("已并成一项：{title}").format(title=merged.title)
    if do == "adopt":
        return _("已采用 {n} 项的建议").format(n=actions.adopt(request.by, ticked))
    if do == "vouch":
        return _("核过 {n} 项").format(n=actions.vouch(request.by, ticked))
    if do == "discard" and not which:
        said = _("已剔除 {n} 项，在“不是任务”里可以改回").format(n=len(ticked))
        return "；".join([said, *map(sentence, actions.put_aside(request.by, ticked))])
    if do == "restore" and not which:
        return _("已把 {n} 句列为任务").format(n=actions.put_all_back(request.by, ticked))
    name, _space, rest = which.partition(" ")
    version, _space, ref = rest.partition(" ")
    row = uuid_field(name, "row")
    if row is None or do not in ("discard", "restore", *LEAVING):
        raise BadInput(Fault("没有说要做什么", "刷新页面再试"))
    if do == "discard":
        lessons = actions.put_aside(request.by, [(row, _number(version))])
        said = _("已剔除“{title}”，在“不是任务”里可以改回").format(title=_row(request, row).title)
        return "；".join([said, *map(sentence, lessons)])
    if do in LEAVING:
        return _(LEAVING[do]).format(title=actions.say_known(request.by, row, _number(version), do, _uuid(ref)).title)
    return _("已列为任务：{title}").format(title=actions.put_back(request.by, row, _number(version)).title)


def _ticked(text: str) -> tuple[UUID, int]:
    """A ticked row and the version it was shown at."""
    name, _space, version = text.partition(" ")
    row = uuid_field(name, "row")
    if row is None:
        raise BadInput(Fault("没有选中行", "勾选要办的几行"))
    return row, _number(version)


@only("read_document")
@require_POST
def split(request: Asked, uuid: UUID) -> HttpResponse:
    """Makes two rows of one, at a character of its words."""
    known = _row(request, uuid)
    try:
        split_row(request.by, uuid, _version(request), _number(request.POST.get("at")))
    except LuoshiError as error:
        return document_page(request, known.document, error.faults, 409 if isinstance(error, Conflict) else 422)
    return _back(request, _("已拆成两项"), known.document, uuid)


@only("read_document")
@require_POST
def add(request: Asked, uuid: UUID) -> HttpResponse:
    """Makes a task of a passage selected in the text: `start` and `end` count Unicode code points."""
    try:
        start, end = _number(request.POST.get("start")), _number(request.POST.get("end"))
        added = actions.add_passage(request.by, uuid, start, end)
    except LuoshiError as error:
        return document_page(request, uuid, error.faults, 422)
    if wants_json(request):
        return JsonResponse({"uuid": str(added.uuid)}, status=201)
    return _back(request, _("已加为任务：{title}").format(title=added.title), uuid, added.uuid)


def _back(request: Asked, said: str, document: UUID, row: UUID) -> HttpResponse:
    """Back to the document, with a row chosen."""
    request.session["told"] = said
    return HttpResponseRedirect(f"{reverse('intake:document', args=[document])}?row={row}")
