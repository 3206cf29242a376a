"""Which column holds what: by the words that offices write over them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.sheets import Sheet

HEADERS: dict[str, re.Pattern[str]] = {
    "leader": re.compile(
        r"(?:县级|市级|县)?(?:牵头|包抓|责任|分管|包联|主管|联系)(?:县级|市级)?领导(?:及职务)?|牵头人"
    ),
    "lead": re.compile(r"(?:总?牵头|主办|主责|主管)(?:责任)?(?:单位|部门)"),
    "duty": re.compile(r"(?:责任|承办|落实|实施|承担|办理)(?:主体)?(?:单位|部门)|责任主体|单位"),
    "co": re.compile(r"(?:配合|协办|协助|参与|协同)(?:责任)?(?:单位|部门)"),
    "due": re.compile(r"(?:计划)?(?:完成|办结|办理|整改|工作)?(?:时限|期限|时间|日期)(?:要求|节点)?|截止(?:日期|时间)"),
    "kind": re.compile(r"(?:事项|任务)?(?:种类|类型)"),
    "indicator": re.compile(r"(?:取数|对应|统计)(?:的)?(?:统计)?指标|统计口径"),
    "section": re.compile(r"类别|分类|板块|领域|(?:任务|工作)类别|方面"),
    "task": re.compile(
        r"(?:(?:重点|主要|具体|年度|工作|目标|督办|改革|建设|分解)*(?:任务|工作|事项|举措|措施)(?:名称|内容|分解|清单)?|(?:项目|实事)名称|(?:工作|任务|主要)内容|民生实事)"
    ),
    "goal": re.compile(
        r"(?:(?:年度|量化|工作|考核|绩效|任务)*(?:目标|指标|目标值|目标任务)|完成标准|目标要求|工作目标)"
    ),
}
"""Role → the words over its column. The earlier role wins."""
ASKED = "“任务”“牵头单位”“配合单位”“牵头领导”“完成时限”“目标”"
_DEEPEST = 15


def find_header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The header's last row and role → column; (-1, nothing) where no row names a task and who answers for it."""
    best: tuple[int, dict[str, int]] = (-1, {})
    for at, row in enumerate(sheet.rows[:_DEEPEST]):
        above = sheet.rows[at - 1] if at else ()
        roles = _roles(row, above)
        if "task" in roles and roles.keys() & {"lead", "duty"} and len(roles) > len(best[1]):
            best = (at, roles)
    return best


def _roles(row: Sequence[str], above: Sequence[str]) -> dict[str, int]:
    """A header of two rows says the group above (责任分工) and the column below (牵头单位)."""
    found: dict[str, int] = {}
    for column, words in enumerate(row):
        role = role_of(words) or (role_of(above[column]) if not words and column < len(above) else "")
        if role and role not in found:
            found[role] = column
    return found


def role_of(words: str) -> str:
    bare = re.sub(r"\s|[（(].*?[)）]|[:：*＊]", "", words)
    return next((role for role, form in HEADERS.items() if form.fullmatch(bare)), "")
