"""What one sees of a sentence at once: greetings, notes, scraps, titles of items."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.forms import Forms
from luoshi.core.reading.judging.allowing import is_item_title, is_signature
from luoshi.core.reading.judging.standpoint import Context, Given
from luoshi.core.reading.signs import accounts, bids, headings, norms, papers


def is_letter(words: str) -> bool:
    """Whether a covering letter speaks of what it comes with."""
    return ("印发" in words and papers.ISSUED.search(words) is not None) or papers.LETTER.match(words) is not None


def shape(plain: str, bare: str, context: Context, given: Given, *, labelled: bool) -> str | None:
    """What one sees at once: greetings, remarks, scraps. labelled: a colon stands in it."""
    titled = labelled and "：" in plain[:16]
    if papers.GREETING.match(bare) or (labelled and bare.endswith(("：", ":")) and papers.TO_THEM.match(bare)):
        return "greeting"
    if (
        not (_ENOUGH_ALONE.match(plain, 0, 200) or _is_enough(plain, context, given))
        or (labelled and _is_form(plain[:24]))
        or ("，" not in plain and _OF_FORM.fullmatch(plain))
    ):
        return None if _reports(plain) and given.due else "note"
    if titled and is_item_title(plain):
        return "heading"
    if (
        ("印发" in plain and papers.ISSUED.search(plain))
        or ((titled or "个的" in plain[:16]) and is_signature(plain) and not given.due)
        or _NOTED.match(plain)
        or headings.PERIOD.fullmatch(plain)
        or (plain[-1].isdecimal() and plain[-7:].isdecimal() and papers.PHONE.match(plain))
        or (context.form and (not _is_bidden(plain, given) or papers.HELD_AT.match(plain)))
        or ("为" in plain and norms.SCOPE.search(plain) and not given.due)
    ):
        return "note"
    if context.owned or (_reports(plain) and given.due):
        return None
    if len(papers.POSTS.findall(plain[:400])) > 3 and not _is_bidden(plain, given):
        return "note"
    preface = context.preface and papers.PREFACE.match(plain) and not given.owner
    if preface and accounts.WORKS_LISTED.search(plain) and given.measure:
        preface = False
    begins = plain[:160]
    begins = _ALIAS.sub("", begins) if "以下" in begins else begins
    return "note" if preface or papers.NOTE.search(begins) else None


def _is_bidden(plain: str, given: Given) -> bool:
    return bids.BIDDEN.search(plain) is not None or given.due


def _is_form(head: str) -> bool:
    """「参加人员：……」, with or without blanks in the label."""
    return ("：" in head or ":" in head) and papers.FORM.match("".join(head.split())) is not None


_ALIAS = re.compile("（以下(?:统|简)*称[^（）]{1,30}）(?=[^，。（）]{0,20}(?:要(?![求素点])|应|须|负责))")
"""「联席会议（以下简称……）办公室要在11月底前……」: a name given in passing."""


def _reports(plain: str) -> bool:
    may = "报" in plain or "提交" in plain or "反馈" in plain  # in each of its forms
    return may and bids.REPORTS.search(plain) is not None


def _is_enough(plain: str, context: Context, given: Given) -> bool:
    """Whether a few words are no scrap, for they say until when or how much."""
    return bool(_ENOUGH[2 if context.owned else 4].match(plain, 0, 200)) and (given.measure or given.due)


_NOTED = Forms(
    ("此彻遵织抓照据", papers.LETTER.pattern),
    ("参与", papers.GUESTS.pattern),
    ("（(：:", rf"(?:{headings.STAGE.pattern})\Z"),
    ("阶步", rf"(?:{headings.IN_STAGES.pattern})\Z"),
)
_OF_FORM = re.compile(rf"(?=\S*+\s)(?:{papers.BY_WHOM.pattern}|{papers.SENT.pattern})")
_ENOUGH = {
    least: re.compile(rf"[\u4e00-\u9fff]{{{least}}}|(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff]){{{least}}}")
    for least in (2, 4, 6)
}
"""So many Chinese characters."""
_ENOUGH_ALONE = _ENOUGH[6]
