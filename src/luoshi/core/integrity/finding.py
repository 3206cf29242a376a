"""What a suspicion is: a code, whom it is about, and the grounds on which it rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspicion. `subjects` are the units, matters or reports concerned, as the caller names them."""

    code: str
    subjects: tuple[str, ...]
    grounds: Mapping[str, Any] = field(default_factory=dict)

    def question(self) -> str:
        """What the unit is asked: a question, no judgement."""
        return QUESTIONS[self.code].format(subjects="、".join(self.subjects), **_shown(self.grounds))

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "subjects": list(self.subjects), **self.grounds, "question": self.question()}


QUESTIONS: dict[str, str] = {
    "jump": ("{subjects}：一次填报由 {before} 到 {after}，占全部进度的 {share}。这段时间做了什么，凭什么计？"),
    "hugging": (
        "{subjects}：{count} 个数中有 {close} 个恰好达到界限，超出不到 {width}；"
        "差一点没有达到的 {short} 个。各数的原始凭据是什么？"
    ),
    "copied": "{subjects}：两处文字有 {share} 相同（如“{sample}”）。各自的实际情况是什么？",
    "split": "{subjects}：{count} 项都叫“{words}”。是同一件事，还是各有批复？",
    "last_digits": (
        "{subjects}：{count} 个数的末位数字分布少见（卡方 {statistic}，界限 {limit}），"
        "最多的是 {digit}。这些数是怎样得来的？"
    ),
    "leading_digits": (
        "{subjects}：{count} 个数的首位数字与通常的分布相差较大（卡方 {statistic}，界限 {limit}）。这些数是怎样得来的？"
    ),
}
"""Code → what is asked."""


def _shown(grounds: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(name, value) for name, value in grounds.items()}


def _text(name: str, value: Any) -> str:
    if name in ("share", "width"):
        return f"{float(value) * 100:.0f}%"
    if isinstance(value, float):
        return f"{value:.1f}"
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
