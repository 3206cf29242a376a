"""The forms of asking and deciding: each kind with the fields it needs, and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_noop

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions import Change
from luoshi.matters.models import End, Matter, Request
from luoshi.org.acting import By
from luoshi.shell.answers import day_field, number_field, uuid_field


@dataclass(frozen=True, slots=True)
class AskKind:
    """One thing a unit may ask for, or who gave it may decide: what it is called, and what it needs beside a reason."""

    asks: str
    end: str
    word: str
    hint: str = ""
    day: str = ""
    """What the day is called that it needs; empty if it needs none."""
    needs: str = ""
    """into: another matter; change: what is to be changed."""

    @property
    def asked_in(self) -> str:
        """The name of its form on the page, where it is asked for."""
        return f"ask:{self.asks}:{self.end}"

    @property
    def decided_in(self) -> str:
        return f"end:{self.end}"


KINDS: tuple[AskKind, ...] = (
    AskKind(Request.Asks.EXTENSION, "", "延期", day="延期至"),
    AskKind(Request.Asks.CHANGE, "", "调整", "牵头单位、表述、目标、节点日期，只填要改的", needs="change"),
    AskKind(Request.Asks.END, End.DONE, "办结"),
    AskKind(Request.Asks.END, End.ROUTINE, "转常态", "继续做，改为每季度报一次"),
    AskKind(Request.Asks.END, End.CARRIED, "跨年结转", "今年这一段照常评，明年另起一段", day="明年的时限"),
    AskKind(Request.Asks.END, End.MERGED, "并入别的事项", needs="into"),
    AskKind(Request.Asks.END, End.WITHDRAWN, "撤销"),
    AskKind(Request.Asks.END, End.POSTPONED, "暂缓", "到那天以前不亮灯、不催报", day="暂缓到"),
)


PARTS: dict[str, str] = {
    Request.Asks.EXTENSION: gettext_noop("只延汇总的时限；各单位的分项由各单位自己申请"),
    Request.Asks.CHANGE: gettext_noop("只改汇总；各单位的分项不变"),
    End.DONE: gettext_noop("还有 {n} 个分项没有了结，先逐个了结，再办结汇总"),
    End.ROUTINE: gettext_noop("还有 {n} 个分项没有了结，先逐个了结，再转常态"),
    End.CARRIED: gettext_noop("没有了结的 {n} 个分项随同结转，各带各剩下的目标；已了结的不动"),
    End.MERGED: gettext_noop("没有了结的 {n} 个分项随同并入"),
    End.WITHDRAWN: gettext_noop("没有了结的 {n} 个分项随同撤销"),
    End.POSTPONED: gettext_noop("{n} 个分项照常办理、照常填报，不随同暂缓"),
}
"""What becomes of a parent's children, by what is asked of it or how it ends."""


def change_from_form(data: QueryDict) -> Change:
    """Fields `unit`, `title`, `measure:CODE`, `node:UUID`, `corrects`; an empty one stays as it is."""
    measures = tuple(
        (key.removeprefix("measure:"), value)
        for key, text in data.items()
        if key.startswith("measure:") and (value := number_field(text, "目标")) is not None
    )
    nodes = tuple(
        (node, day)
        for key, text in data.items()
        if key.startswith("node:")
        and (node := uuid_field(key.removeprefix("node:"), "节点"))
        and (day := day_field(text, "节点"))
    )
    unit, title = uuid_field(data.get("unit"), "牵头单位"), str(data.get("title", ""))
    return Change(unit, title, measures, nodes, corrects=bool(data.get("corrects")))


_NUMBER = re.compile(r"(?:(20\d\d)\s*)?([\u4e00-\u9fff])\s*(\d{1,4})")


def matter_by_number(by: By, text: str) -> UUID | None:
    """The matter that a number means: 任 012, 任12, 2026 任 012. Raises BadInput for one nobody knows."""
    if not text.strip():
        return None
    written = _NUMBER.fullmatch(text.strip())
    number = f"{written[1] or by.day.year} {written[2]} {int(written[3]):03d}" if written else text.strip()
    found = Matter.objects.visible_to(by).filter(number=number).values_list("uuid", flat=True).first()
    if found is None:
        raise BadInput(Fault(f"没有编号“{text.strip()}”的事项", "写事项清单里的编号，如 任 012", "并入"))
    return UUID(str(found))
