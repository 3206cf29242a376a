"""Verbs at which a name ends, but for the words they are a part of: 工会组织, 机构编制, 交警, 以及."""

from __future__ import annotations

ORGANS = ("组织要", "组织应", "组织须", "组织负责")
"""各级工会组织: no verb."""
_ON = {
    "以": ("以及",),
    "保障": ("保障行政", "保障部", "保障局", "保障厅", "保障主管"),
    "会办": ("会办公",),
    "交": ("交警", "交通", "交投", "交易", "交管", "交运", "交旅"),
}
"""How such a word goes on: 人力资源社会保障行政部门."""
MAY_GO_ON = frozenset((*_ON, "于", "组织", "为", "编制"))


def is_in_word(said: str, clause: str, at: int) -> bool:
    """Whether a verb at a place is none, but a part of a word."""
    if on := _ON.get(said):
        return clause.startswith(on, at)
    if said == "于":
        return clause[at - 1] in "鲜淳单"  # 鲜于: a surname
    if said == "组织":
        return clause[at - 1] in "会团" and clause.startswith(ORGANS, at)
    if said == "编制":
        return clause.startswith("机构", at - 2)
    return clause[0] == "以" and not clause.startswith("为主", at)  # 「以县（市、区）为重点」
