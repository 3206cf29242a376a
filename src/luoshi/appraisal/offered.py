"""The sources that the loop itself has, for whoever writes a scheme: what each counts, and how it is usually scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme
from luoshi.matters.queries.figure import BLOCKERS, NODES, QUANTITIES, REPORTS
from luoshi.matters.queries.finished import DONE
from luoshi.matters.queries.on_time import ON_TIME
from luoshi.matters.queries.problems import CLEARED, SOLVED
from luoshi.matters.queries.report_quality import QUALITY
from luoshi.matters.queries.supervision import SUPERVISION

COMPLETION: dict[str, str] = {"method": '"completion"', "cap": "1.0"}
AGAINST: dict[str, str] = {"direction": "-1", "method": '"deduction"', "floor": "0"}


@dataclass(frozen=True, slots=True)
class Offered:
    """One source: its name, what its figures count, a line on them, and the keys of the item that usually uses it."""

    name: str
    measure: str
    line: str
    weight: int
    rule: Mapping[str, str] = field(default_factory=lambda: COMPLETION)

    @property
    def is_against(self) -> bool:
        """Each one counts against its unit; none is none, not nothing asked."""
        return self.rule.get("direction") == "-1"

    @property
    def in_words(self) -> dict[str, str]:
        return {"name": _(self.name), "line": _(self.line), "usual": self.usual}

    @property
    def usual(self) -> str:
        """How it is usually scored, in words."""
        if self.is_against:
            return _("满分扣分")
        return _("满分×完成率")


OFFERED: dict[str, Offered] = {
    NODES: Offered(
        gettext_noop("节点兑现"), gettext_noop("个"), gettext_noop("本月到期的节点，截止时通过了多少；仪式不计"), 35
    ),
    QUANTITIES: Offered(
        gettext_noop("目标进度"),
        "%",
        gettext_noop("每一种量，完成合计 ÷ 序时应完成合计，至多计 120%"),
        30,
        {"method": '"completion"', "cap": "1.2", "floor": "0"},
    ),
    ON_TIME: Offered(
        gettext_noop("按期办结"),
        gettext_noop("件"),
        gettext_noop("当期到期的事项，到期那天已经办结的；等别的单位解决堵点的天数扣除"),
        20,
    ),
    DONE: Offered(
        gettext_noop("任务办结"), gettext_noop("件"), gettext_noop("当期到期的事项，期末已经办结的；晚了补上也算"), 20
    ),
    REPORTS: Offered(
        gettext_noop("按时填报"),
        gettext_noop("件"),
        gettext_noop("未报、逾期的填报，一件扣几分"),
        10,
        AGAINST | {"per": "2"},
    ),
    QUALITY: Offered(
        gettext_noop("填报质量"),
        gettext_noop("件"),
        gettext_noop("应报的填报里，按时报、没有退回、没有核实为不实、没有认定为雷同的；没有认定的疑点不计"),
        10,
    ),
    BLOCKERS: Offered(
        gettext_noop("压住堵点"),
        gettext_noop("个"),
        gettext_noop("别的单位提的堵点，在本单位手上过期没有解决、压久了才转出、再次转出的，一个扣几分"),
        5,
        AGAINST | {"per": "1"},
    ),
    CLEARED: Offered(
        gettext_noop("替人解堵"),
        gettext_noop("个"),
        gettext_noop("别的单位提的堵点，在本单位手上本期解决的，占解决的和压住的；没有到期的不计"),
        5,
    ),
    SOLVED: Offered(
        gettext_noop("问题解决"),
        gettext_noop("个"),
        gettext_noop("替人解堵，加上本单位事项上请别的单位解决了的堵点；提了没有解决的不扣，自提自销的不计"),
        5,
    ),
    SUPERVISION: Offered(
        gettext_noop("督查扣分"),
        gettext_noop("分"),
        gettext_noop("批示、交办到月末逾期没有答复，答复被批再办，填报核实为不实；每项几分在设置里定"),
        10,
        AGAINST | {"per": "1"},
    ),
}
"""Code → what a scheme can take from the loop, in the order in which it is offered."""


def is_taken(code: str, scheme_text: str) -> bool:
    """Whether an item of a scheme takes this source already; of a text that does not hold together none does."""
    try:
        scheme = Scheme.from_toml(scheme_text)
    except BadInput:
        return False
    return any((item.source or item.code) == code for item in scheme.items if item.is_leaf)


def _above(scheme: Scheme, offered: Offered) -> str:
    """What does not apply to many units goes where its weight is spread within the total; what counts against a unit
    stands by itself, beneath the total."""
    root = next(item.code for item in scheme.items if item.parent is None)
    nodes = (item.code for item in scheme.items if item.parent == root and not item.is_leaf)
    return root if offered.is_against else next(nodes, root)


def item_text(code: str, scheme_text: str) -> str:
    """The scheme with one more item at its end, which takes this source in the usual way.

    Raises BadInput for a source that is not offered, a scheme that has it already, or one that does not hold together.
    """
    offered, scheme = OFFERED.get(code), Scheme.from_toml(scheme_text)
    if offered is None:
        raise BadInput(Fault(f"没有“{code}”这一项", "从列出的里选", "加一项"))
    if is_taken(code, scheme_text):
        raise BadInput(Fault(f"方案里已经有{_(offered.name)}", "在方案里改它的分值和算法", "加一项"))
    rule = "\n".join(f"{key} = {value}" for key, value in offered.rule.items())
    head = f'code = "{code}"\nname = "{_(offered.name)}"\nparent = "{_above(scheme, offered)}"'
    return f"{scheme_text.rstrip()}\n\n[[item]]\n{head}\nweight = {offered.weight}\n{rule}\n"
