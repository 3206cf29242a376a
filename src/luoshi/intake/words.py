"""Words for the codes of a reading: why a sentence is no task, how often something recurs."""

from __future__ import annotations

from django.utils.translation import gettext as _

WHY_NOT: dict[str, str] = {
    "heading": "标题",
    "site": "网页上的文字",
    "greeting": "称呼、客套",
    "review": "回顾已做的工作",
    "analysis": "分析形势",
    "principle": "原则要求",
    "general": "没有具体事项",
    "slogan": "号召、鼓劲",
    "norm": "普遍性规定",
    "owner": "责任单位的说明",
    "note": "说明性文字",
    "prose": "没有要办的事",
    "table": "表头或其他栏",
    "clerk": "督查室剔除",
    "known": "与已有的重复",
    "update": "并入已有事项的更新",
    "learnt": "照以前剔除的",
}
REPEATS: dict[str, str] = {
    "daily": "每天",
    "weekly": "每周",
    "ten_days": "每旬",
    "half_monthly": "每半月",
    "monthly": "每月",
    "bimonthly": "每两月",
    "quarterly": "每季度",
    "half_yearly": "每半年",
    "yearly": "每年",
}


def why_not(code: str) -> str:
    """The reason in words; the code itself if it is new."""
    return _(WHY_NOT.get(code, code or "没有要办的事"))


def repeats(code: str) -> str:
    return _(REPEATS[code]) if code in REPEATS else ""
