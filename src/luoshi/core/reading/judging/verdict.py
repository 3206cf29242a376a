"""Whether a sentence is a task, and if not, why: a look back, a slogan, a principle, a rule for everybody."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.being import idle
from luoshi.core.reading.grammar.forms import Forms
from luoshi.core.reading.grammar.fronts import is_class
from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.judging.acting import acts
from luoshi.core.reading.judging.allowing import allowed
from luoshi.core.reading.judging.bidding import behind_topic, is_duty, is_paper_to_come, somebody_must, works_first
from luoshi.core.reading.judging.deeds import deed_behind
from luoshi.core.reading.judging.empty import empty
from luoshi.core.reading.judging.forward import looks_back_in
from luoshi.core.reading.judging.general import is_general
from luoshi.core.reading.judging.lasting import lasting
from luoshi.core.reading.judging.remarks import remark
from luoshi.core.reading.judging.shape import shape
from luoshi.core.reading.judging.standpoint import Context, Given
from luoshi.core.reading.signs import accounts, attitudes, bids, norms, papers, reviews


def reason_against(words: str, context: Context, given: Given) -> str | None:
    """Why the sentence is no task; None if it is one."""
    told = "会" in words or "县长" in words or "书记" in words or "领导" in words  # in each of its forms
    said = behind(bids.LEAD_IN, behind(bids.SAID, words) if told else words)
    reason = _reason_against(words, said.strip(), context, given)
    if reason is not None:
        return reason
    plain = behind(bids.LEAD_IN, words.strip("。；; \u3000\n"))
    if _FOR_NOBODY.match(plain):
        return "prose"
    if context.owned and not context.inherited:
        return None
    if given.owner and given.due:
        return None
    if not (context.owned and given.due):
        bare = said.strip("。；;！!，, \u3000\n“”")
        if reason := remark(bare, due=given.due, owner=given.owner, measure=given.measure):
            return reason
        if reason := allowed(bare, due=given.due, owner=given.owner, measure=given.measure):
            return reason
        if not (context.owned or context.spoken) and (reason := lasting(bare, due=given.due, measure=given.measure)):
            return reason
    sure = given.owner and given.measure
    if sure or (given.due and bids.FIXED_DAY.search(plain)):
        return None
    return idle(plain)


def _reason_against(words: str, bare: str, context: Context, given: Given) -> str | None:
    """bare: the words without who said them and what leads in to them."""
    labelled = "：" in bare or ":" in bare
    told = (labelled or "（" in bare) and papers.MAY_CONTACT.search(bare)
    plain = (papers.CONTACT.sub("", bare) if told else bare).strip("。；;！!，, \u3000")
    if "月" in plain and "日" in plain and bids.REPORT_BY.search(plain):
        given = given.but(due=True)
    this_year = "年" in words and ("今年" in words or "年内" in words)
    if this_year and _SO_MUCH_THIS_YEAR.search(words) and given.measure:
        given = given.but(due=True)
    if bids.is_line_of_work(plain):
        given = given.but(owner=True)
    if (
        len(plain) <= _LONGEST_SPEAKER
        and "：" in words
        and _BEFORE_SPEECH.search(words)
        and accounts.SPEAKS.search(plain)
    ):
        return "prose"
    held_that = "会议" in words and reviews.HELD_THAT.match(words.strip())
    if held_that and not (given.owner and (given.measure or given.due)):
        return "analysis"
    if reason := shape(plain, bare, context, given, labelled=labelled):
        return reason
    if plain.startswith("会") and bids.AGREED.match(plain):
        return None
    if (
        context.news
        and not (papers.BIDS_THAT.search(words[:80]) and given.due)
        and not (_demanded(given) if context.demanded else (given.owner and given.due))
    ):
        return "prose"
    if context.article or (context.rules and not context.owned):
        dated = ("月" in plain or "年" in plain) and _ON_A_DAY.search(plain)
        return None if dated and given.owner and given.due else "norm"
    if context.review and (
        reviews.REVIEW.search(plain)
        or reviews.STILL_WANTING.search(plain)
        or not (given.owner and (context.spoken or given.due))
    ):
        return "review"
    if _looks_back(plain, given, owned=context.owned) and not (
        context.owned and (bids.ACTION.match(plain) or bids.ENTRY.match(words))
    ):
        return "review"
    return empty(plain, bare, context, given) or _weak(plain, context, given)


def _demanded(given: Given) -> bool:
    """Of whom a newspaper says that it was demanded, or what, so much by when."""
    return given.owner or given.doer or (given.due and given.measure)


_LONGEST_SPEAKER = 60
_BEFORE_SPEECH = re.compile(r"：“?\s*\Z")
_FOR_NOBODY = Forms(
    *accounts.STATED.forms,
    *accounts.OF_ABOVE.forms,
    ("求署排话调听审传学研讨析", reviews.HEARD.pattern),
    ("如：:", accounts.LEADS_IN.pattern),
    ("按离距如照再求将规明", accounts.FORECAST.pattern),
    ("像我", accounts.OF_MINE.pattern),
    ("座场里了也都议参席假", reviews.ATTENDED.pattern),
    ("挥长任政员召书席", accounts.IN_POST.pattern),
    ("（(", reviews.RECORDED.pattern),
    ("经", reviews.FOUND_OUT.pattern),
    ("否无", accounts.WHETHER.pattern),
    ("意", reviews.AGREED_TO.pattern),
    ("审研讨", f"[^。]*{reviews.APPROVED.pattern}"),
)
_ON_A_DAY = re.compile(r"\d\s?月|20\d\d年|年[底内末]")
"""A rule's 每年 or 六个月内 binds for good; a day in the calendar is a task's."""


_DONE_OR_LATE = re.compile(f"{reviews.LAGS.pattern}|{reviews.DONE.pattern}")
_THAN_BEFORE = re.compile("[较比](?:去年|上年)(?:同期)?")
"""「较上年缩短15天」: by how much, where somebody must do it."""


_THEN_DOES = re.compile(
    r"[，；][\u4e00-\u9fff]{2,8}(?:局|委|办|镇|乡|街道|公司|中心|大队)(?:抓紧|尽快|牵头|再|就|马上)?"
    r"(?:到|在|于)?(?:[本下]?周[一二三四五六日末]?|[本下]?月|(?:今)?年|\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬)?|\d{1,2}[日号])"
    r"(?:底|末|初|内|之内)?+(?:之前|以前|前)?+(?<=[前底末内])(?!还|仅|已|才|只|累计)[^，。；了]{2,}"
)
"""「去年修了12公里，交通局6月底前修完剩下的」: behind what was, a unit and by when it does the rest."""


def _looks_back(plain: str, given: Given, *, owned: bool) -> bool:
    than = "年" in plain and ("去年" in plain or "上年" in plain)
    if than and (owned or given.owner) and given.measure:
        plain = _THAN_BEFORE.sub("", plain)
    if (plain[:1].isdecimal() and reviews.HELD.match(plain)) or _DONE_OR_LATE.search(plain):
        return True
    found = None if given.owner else looks_back_in(plain, reviews.REVIEW)
    if found is None:
        return False
    forward = (
        bids.DECIDED.search(plain)
        or bids.CALLED_FOR.search(plain)
        or bids.DIRECT.match(plain)
        or (bids.MODAL.search(plain) and given.due)
        or (given.due and _THEN_DOES.search(plain, found.end()))
    )
    if forward:
        return False
    return not (reviews.RESULT.match(found[0]) and bids.BIDS.match(plain))


_SO_MUCH_THIS_YEAR = re.compile(
    r"(?:^|[，,；;])[^，。；]{0,8}(?:今年|年内)(?![以初的上前是]|一季度|来)(?:全[县市区])?[^，。；了已只是]{1,14}\d(?![^。]*(?:这是|历年|同比|以来|目前|到现在))"
)
"""「油茶今年再发展2万亩」: said in passing, and something to be done."""
_ACTS_THEN = re.compile(
    rf"[，,](?:{bids.WHEN.pattern.removeprefix('^')}|\d{{1,2}}月(?:[上中下]旬|底|末|份))(?:{ACTIONS})"
)
"""「……，10月下旬对滞后项目开展督查」: done at its time, though not at the sentence's head."""


def _weak(plain: str, context: Context, given: Given) -> str | None:
    """The sentence looks forward; is there something to be done in it?"""
    if context.principle and not (given.due or given.measure or given.owner):
        return "principle"
    sounds = not given.owner and (
        attitudes.SLOGAN.search(plain) or attitudes.THREES.match(plain) or attitudes.OURS.match(plain)
    )
    if sounds and not (given.any() or works_first(plain)):
        return "slogan"
    if not (context.owned or given.due) and is_class(plain) and not (bids.AT_ONCE.search(plain) or is_duty(plain)):
        return "norm"
    if norms.is_of_trade(plain) and not (context.spoken or context.owned or given.due):
        return "norm"
    if plain.startswith("但") and not (given.owner or given.due):
        return "analysis"
    action = given.owner or acts(plain) or (given.due and bool(_ACTS_THEN.search(plain[:200])))
    action = action or (not context.spoken and (behind_topic(plain) or somebody_must(plain) or is_paper_to_come(plain)))
    named = given.owner or given.doer
    forward = context.owned or (action and (named or given.due))
    if (
        not forward
        and accounts.ANALYSIS.search(plain)
        and not (bids.DIRECT.match(plain) or bids.THEREFORE.search(plain))
    ):
        return "analysis"
    if not (context.owned or context.spoken or given.any()) and is_general(plain):
        return "general"
    if named or (context.owned and (action or len(plain) >= 8)):
        return None
    listed = not (context.spoken or context.preface or context.principle)
    if (given.measure and (listed or bids.GOAL.search(plain))) or (
        given.due and (action or given.measure or len(plain) >= 8)
    ):
        return None
    if action or (listed and context.item and len(plain) >= 8):
        return None
    return None if not context.spoken and deed_behind(plain) else "prose"
