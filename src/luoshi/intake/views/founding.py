"""The first page of an empty installation: a workbook in, a county and its first passwords out."""

from __future__ import annotations

import base64
import ipaddress
from collections.abc import Callable, Sequence
from functools import wraps
from secrets import compare_digest
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luoshi.core.errors import BadInput, Fault
from luoshi.facts import clock
from luoshi.intake.founding.actions import found_county
from luoshi.intake.founding.columns import FORMS
from luoshi.intake.founding.slips import by_unit, slips_workbook
from luoshi.intake.founding.template import empty_workbook
from luoshi.org.accounts import guessing
from luoshi.org.accounts.passwords import as_printed
from luoshi.org.accounts.queries import anybody
from luoshi.org.acting import system
from luoshi.shell.faults import wants_json

SETUP = "（启用）"
"""Under this name wrong setup words are counted: no account can be called so while there is none."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _while_empty(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """These pages are there until somebody can sign in, and never again."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any) -> HttpResponse:
        if anybody():
            raise Http404
        return view(request, *args)

    return asked


@_while_empty
def init(request: HttpRequest) -> HttpResponse:
    """The form; POST founds the county and shows the slips with the first passwords, on this answer alone."""
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("file")
    try:
        _check_setup_word(request)
        if file is None:
            raise BadInput(Fault("没有选工作簿", "选填好的 .xlsx 文件", "工作簿"))
        founded = found_county(system(clock.now()), str(file.name or ""), file.read())
    except BadInput as error:
        return _form(request, error.faults, 422)
    if wants_json(request):
        counts = {"units": founded.units, "people": founded.people, "matters": founded.matters}
        slips = [{"unit": one.unit, "username": one.username, "password": one.password} for one in founded.slips]
        answer: HttpResponse = JsonResponse(counts | {"accounts": slips}, status=201)
    else:
        sheet = base64.b64encode(slips_workbook(founded.slips)).decode()
        context = {"founded": founded, "by_unit": by_unit(founded.slips), "sheet": f"data:{XLSX};base64,{sheet}"}
        answer = render(request, "intake/slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _check_setup_word(request: HttpRequest) -> None:
    """Raises BadInput for somebody who does not know the word that the server has printed.

    Where none was set (another server than ours runs the application), for a caller from any other machine.
    """
    now = clock.now()
    until = guessing.shut_until(SETUP, now)
    if until is not None:
        raise BadInput(Fault("启用口令输错太多次", f"{clock.local_time(until):%H:%M} 以后再试", "启用口令"))
    if not settings.SETUP_WORD:
        if not is_this_machine(request):
            remedy = "在服务器本机上打开这一页，或设 LUOSHI_SETUP_WORD 再启动"
            raise BadInput(Fault("只能在服务器本机上启用", remedy, "启用口令"))
    elif not compare_digest(as_printed(request.POST.get("word", "")).encode(), settings.SETUP_WORD.encode()):
        guessing.wrong_password(SETUP, now)
        raise BadInput(Fault("启用口令不对", "看启动服务的那个窗口，照着填", "启用口令"))


def is_this_machine(request: HttpRequest) -> bool:
    """Whether the caller sits at the server itself: not behind a proxy that stands there."""
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    try:
        return not forwarded and ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _form(request: HttpRequest, faults: Sequence[Fault] = (), status: int = 200) -> HttpResponse:
    if faults and wants_json(request):
        return JsonResponse({"errors": [fault.as_dict() for fault in faults]}, status=status)
    return render(
        request,
        "intake/init.html",
        {"faults": faults, "forms": FORMS, "asks_word": bool(settings.SETUP_WORD)},
        status=status,
    )


@_while_empty
def empty(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    answer = HttpResponse(empty_workbook(), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_('启用工作簿'))}.xlsx"
    return answer
