"""What kind of document it is, where that decides how its sentences are meant."""

from __future__ import annotations

import re

from luoshi.core.reading.signs import headings, papers

_LONGEST_NEWS = 6000


def kind_of_document(title: str) -> str:
    """minutes, speech, or nothing in particular."""
    plain = re.sub(r"\s", "", title)
    if re.search(r"纪要|会议记录|议定事项", plain):
        return "minutes"
    return "speech" if re.search(r"讲话|发言|致辞|录音", plain) else ""


def is_speech(title: str, lines: list[str]) -> bool:
    """Whether somebody speaks to comrades, where the title does not say so: its first lines greet them."""
    greeted = any(re.fullmatch(r"\s*(?:各位[^，。：]{0,12}[、，])?同志们[：:！!，,]?\s*", line) for line in lines[:8])
    return greeted and not re.search("报告|方案|通知|要点|意见|纪要", re.sub(r"\s", "", title))


def is_news(title: str, head: str, chars: int) -> bool:
    """Whether a newspaper speaks: it says so, or the title is of no kind and leaders are said to have spoken."""
    if chars > _LONGEST_NEWS or papers.MINUTED.search(head):
        return False
    if papers.NEWS.search(head):
        return True
    plain = re.sub(r"\s", "", title)
    reported = len(papers.REPORTED.findall(head))
    told = 1 if papers.ON_A_DAY.search(head) else 2
    return not headings.GENRE_END.search(plain) and reported >= told
