"""What a column of a form may hold, and the words that offices write over it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Field:
    """A column's content: its word, its width in characters, and the headings that mean it."""

    word: str
    width: int
    headings: re.Pattern[str]


BLANK = "blank"
"""A column that the clerk fills by hand."""
_UNITS, _TIME = r"(?:主体)?(?:单位|部门)", r"(?:时限|期限|时间|日期)(?:要求|节点)?"

FIELDS: dict[str, Field] = {
    code: Field(word, width, re.compile(headings))
    for code, word, width, headings in (
        ("serial", gettext_noop("序号"), 6, r"序号|编?号?次|№|NO\.?"),
        ("number", gettext_noop("编号"), 10, r"(?:事项|任务|项目|督办)?编号"),
        ("kind", gettext_noop("种类"), 10, r"(?:事项|任务)?(?:种类|类型|类别|分类)"),
        (
            "title",
            gettext_noop("事项"),
            30,
            r"(?:重点|主要|具体|年度|工作|目标|督办|督查|分解|落实)*(?:任务|工作|事项|举措|内容)(?:名称|内容|清单)?"
            r"|(?:项目|实事)名称|批示事项",
        ),
        ("text", gettext_noop("原文"), 36, r"(?:任务|工作)?(?:具体)?要求|原文|批示(?:内容|原文|要求)"),
        ("origin", gettext_noop("来源"), 20, r"(?:任务|事项|工作)?(?:来源|依据)|文件(?:名称|依据)"),
        (
            "leader",
            gettext_noop("牵头领导"),
            14,
            r"(?:县级|市级|县)?(?:牵头|包抓|分管|包联|主管|联系|责任)(?:县级|市级)?领导(?:及职务)?",
        ),
        ("lead", gettext_noop("牵头单位"), 14, r"(?:总?牵头|主办|主责|主管)(?:责任)?" + _UNITS),
        ("units", gettext_noop("责任单位（牵头在前）"), 20, r"(?:责任|承办|落实|实施|办理)" + _UNITS + r"|责任主体"),
        ("co", gettext_noop("配合单位"), 20, r"(?:配合|协办|协助|参与|协同)(?:责任)?" + _UNITS),
        ("due", gettext_noop("完成时限"), 12, r"(?:计划|要求)?(?:完成|办结|办理|整改|工作)?" + _TIME),
        ("first_due", gettext_noop("原定时限"), 12, r"(?:原定|最初)(?:完成)?" + _TIME),
        ("goal", gettext_noop("目标"), 20, r"(?:年度|量化|工作|考核|任务)*(?:目标|指标)(?:值|任务|要求)?|完成标准"),
        ("done", gettext_noop("已完成"), 14, r"(?:累计|实际)?(?:已)?完成(?:数|数量|量)"),
        ("progress", gettext_noop("进度"), 8, r"(?:完成|工作|任务)?(?:进度|比例|完成率|完成比例)[%％]?"),
        (
            "latest",
            gettext_noop("进展情况"),
            40,
            r"(?:目前|当前|最新|本月|本期|工作|任务|具体)*(?:进展|完成|落实|办理|推进|开展)情况(?:及成效)?|(?:工作|目前)?进展",
        ),
        (
            "problem",
            gettext_noop("存在问题"),
            26,
            r"(?:存在|主要|突出)*的?(?:问题|困难|堵点)(?:及原因|和困难)?|(?:未完成|滞后)原因",
        ),
        ("next", gettext_noop("下一步"), 24, r"下一?步(?:工作)?(?:打算|计划|措施|安排|举措)?"),
        (
            "state",
            gettext_noop("状态"),
            10,
            r"(?:目前|当前|完成|办理)?(?:状态|亮灯)(?:情况)?|是否(?:完成|办结|销号)",
        ),
        ("in_charge", gettext_noop("责任人"), 12, r"(?:具体|直接)?责任人|单位责任领导"),
        ("section", gettext_noop("责任股室"), 12, r"责任(?:股室|科室|处室)"),
        (BLANK, gettext_noop("空着，手填"), 12, r"备注|说明"),
    )
}
"""Code → field; every code but the blank one is an attribute of `Gathered`. The earlier field wins a heading."""


def field_of(heading: str) -> str:
    """The field that a heading means; where none does, a column to be filled by hand."""
    bare = re.sub(r"\s|[（(].*?[)）]|[:：*＊]", "", heading)
    return next((code for code, field in FIELDS.items() if field.headings.fullmatch(bare)), BLANK)
