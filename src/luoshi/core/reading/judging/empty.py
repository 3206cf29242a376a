"""Sentences that sound like tasks and give nobody anything to do: attitudes, maxims, conditions, announcements."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.judging.acting import STOP, acts, behind_must, predicate
from luoshi.core.reading.judging.bidding import bids_works, is_role_duty, works_first
from luoshi.core.reading.judging.deeds import does_thing
from luoshi.core.reading.judging.general import plays_part
from luoshi.core.reading.judging.standpoint import Context, Given
from luoshi.core.reading.signs import accounts, attitudes, bids, headings, norms, papers, reviews


def is_idle(words: str) -> str | None:
    """Why a sentence at the head of an owner's paragraph gives him nothing to do: 「民生无小事，枝叶总关情。」.

    It is asked of those without a day, a measure or somebody who must."""
    plain = behind(bids.LEAD_IN, words.strip("。；;！ \u3000\n"))
    if (attitudes.ATTITUDE.search(predicate(plain)) and not attitudes.THING.search(plain)) or attitudes.MAXIM.fullmatch(
        plain
    ):
        return "slogan"
    if plain.startswith("坚持") and len(plain) <= _LONGEST_MAXIM:
        return "principle"
    if acts(plain) or bids.CHANGE.search(plain):
        return None
    if accounts.ANALYSIS.search(plain) or accounts.IS.match(plain) or _IS_SO.match(plain):
        return "analysis"
    return "slogan" if _SAYS_HOW.search(plain) else None


_LONGEST_MAXIM = 16
_IS_SO = re.compile(
    r"[^，。]{2,30}(?:是(?!否)|正处|正值|关系(?:到|着)?|事关|关乎|直接影响|依然|仍然|来之不易|始终牵动)[^，。要]{2,}"
)
"""「油茶是我县的看家产业」."""
_SAYS_HOW = re.compile(
    r"^[^，]{3,8}，[^，]{3,8}$|不容|无小事|大于|重于|才能|就没有|没有最|三分[^，]{1,3}[、，]?七分|"
    r"(?:薄弱|明显|突出|不足|较大|较多|偏多|偏低|滞后|靠后|严峻|繁重|艰巨|紧迫|复杂|不小|不容乐观)$"
)
"""「民生无小事，枝叶总关情」: two halves, and nothing to be done."""


def empty(plain: str, bare: str, context: Context, given: Given) -> str | None:
    """Sentences that sound like tasks and give nothing to be done: attitudes, conditions, announcements."""
    if context.owned and context.demands and _DEMAND.fullmatch(plain):
        return "heading"
    if context.owned:
        return _of_anybody(plain, context, given) if context.inherited else None
    if bare.rstrip("“").endswith(("：", ":")):
        return "prose"
    if bare.endswith(("？", "?")):
        return "analysis"
    fixed = bids.FIXED_DAY.search(plain) is not None and given.due
    if reason := _nobodys(plain, context, given, fixed=fixed):
        return reason
    if not given.due and papers.SET_UP.search(plain):
        return "note"
    if attitudes.RALLY.match(plain) and not (given.owner and not plain.startswith(("刚才", "会前"))):
        return "slogan"
    if norms.CONDITIONAL.match(plain) and not given.owner:
        return "norm"
    of_meeting = not (given.owner or given.due) and reviews.OF_MEETING.search(plain)
    if of_meeting and (plain.startswith("会议") or not given.doer):
        return "prose"
    if context.goals and not (given.owner or given.doer):
        return "principle"
    if given.measure or fixed or (given.due and not attitudes.ATTITUDE.search(plain)):
        return None
    return _bare(plain, context, given)


def _of_anybody(plain: str, context: Context, given: Given) -> str | None:
    """What a sentence says of whoever it be, though an owner stands over it."""
    if norms.CONSEQUENCE.match(plain) or norms.IN_CASE.match(plain):
        return "norm"
    if given.owner or given.due or given.measure or bids.ACTION.match(plain):
        return None
    if attitudes.RALLY.match(plain) or attitudes.SLOGAN.search(plain):
        return "slogan"
    if norms.CONDITIONAL.match(plain) or attitudes.ROLES_ONLY.match(plain):
        return "norm"
    if papers.SET_UP.search(plain) or reviews.OF_MEETING.search(plain):
        return "note"
    return _nobodys(plain, context, given, fixed=False)


_DEMAND = re.compile(r"(?:加强|强化|健全|严格|落实|明确|加大|压实|提高|严肃|完善)[^，。\d]{2,8}")
"""「加强组织领导。」 among the demands, whoever is said to see to it."""


def _nobodys(plain: str, context: Context, given: Given, *, fixed: bool) -> str | None:
    """What is demanded of whomever it concerns, what becomes of the idle, and what a meeting or a paper says."""
    tells = None if given.owner else accounts.TELLS_FIRST.match(plain) or accounts.TELLS.search(plain)
    if accounts.IS.match(plain) or (tells and not (given.due and _THEN_ALL.search(plain, tells.end() - 1))):
        return "analysis"
    if (
        (norms.CONSEQUENCE.match(plain) and not _SEES_TO.match(plain))
        or (not (fixed or given.owner) and norms.IN_CASE.match(plain))
        or ("规定" in plain and norms.BY_THE_RULES.match(plain))
        or (plain.endswith(("执行", "操作", "办理")) and norms.AS_RULED.match(plain))
    ):
        return "norm"
    if not given.owner and attitudes.WISHED.match(plain) and not given.measure:
        return "principle"
    if fixed:
        return None
    if not (given.measure or given.due) and accounts.WATCHING.match(plain):
        return "prose"
    if headings.HEADS_ONLY.match(plain) and not given.any():
        return "heading"
    if reviews.TOLD.match(plain):
        return "prose"
    if _ABOUT_OTHERS.search(plain):
        return "prose"
    if norms.WEIGHED.match(plain):
        return "norm"
    if given.measure:
        return None
    if not (given.owner or given.doer) and _is_outlook(plain):
        return "principle"
    if (
        not context.spoken
        and attitudes.ROLES_ONLY.match(behind(bids.WITH_REGARD, plain))
        and not bids.AT_ONCE.search(plain)
        and not is_role_duty(plain)
    ):
        return "principle"
    return "norm" if not given.owner and norms.COUNTED_IN.match(plain) else None


_SEES_TO = re.compile(
    "对[^，。]{2,24}(?<!不力)(?<!不到位)(?:加强|开展|组织|实行)[^，。]{2,20}[，,](?:并|[^，。]{0,8}对)"
)
"""「对各地整改加强督导，……，对落实不力的通报」: what is done for all, before what befalls the idle."""
_ABOUT_OTHERS = re.compile(f"{accounts.FOLLOWING.pattern}|{reviews.PRAISE.pattern}|{accounts.FEW_WORDS.pattern}")
"""Of words that follow or went before, and of what others have done."""
_THEN_ALL = re.compile(r"[，,][^。]{0,30}(?:全部|务必|必须|确保|一律)[\u4e00-\u9fff]{2}")
"""「撂荒地还有4300亩，……，春耕前全部复耕」: how things are, and what is to be done of it."""


def _is_outlook(plain: str) -> bool:
    """By what one goes, and how things shall be one day."""
    return _OUTLOOK.match(plain) is not None


_OUTLOOK = re.compile(
    "|".join(
        form.pattern for form in (attitudes.HOLDING_TO, attitudes.IN_SOME_YEARS, attitudes.GUIDED_BY, attitudes.VISION)
    )
)


def _bare(plain: str, context: Context, given: Given) -> str | None:
    """A sentence with neither time nor measure."""
    if norms.CONDITION.match(plain) or (plain.count("不得") > 1 and not given.any()):
        return "norm"
    if attitudes.ALL_OF_THEM.match(plain) and _is_general(plain, context):
        return "prose"
    if attitudes.MAXIM.fullmatch(plain):
        return "slogan"
    plain = attitudes.OF_WHAT_KIND.sub("", plain)
    named = given.owner or (not context.principle and given.doer)
    bidden = behind_must(plain)
    predicate = STOP.split(bidden, maxsplit=1)[0]
    if attitudes.ATTITUDE.search(predicate if named else plain) and not (
        attitudes.THING.search(predicate) or works_first(plain) or (not context.spoken and bids_works(plain))
    ):
        return "slogan"
    if all(map(attitudes.ABSTRACT.fullmatch, STOP.split(bidden if named else plain))):
        return "slogan"
    if "发挥" in plain and plays_part(bidden):
        return "slogan"
    if attitudes.GENERAL.match(plain):
        return "general"
    if plain.startswith("坚持") and len(plain) <= _LONGEST_MAXIM:
        return "principle"
    if named and not attitudes.CROWD.match(plain):
        return None
    if context.demands:
        return None if is_role_duty(plain) or (not context.spoken and does_thing(plain)) else "prose"
    return "prose" if context.spoken and not bids.DECIDED.search(plain) and not bids_works(plain) else None


def _is_general(plain: str, context: Context) -> bool:
    """Whether what is bidden of all of them is how they shall go about it."""
    if bids.AT_ONCE.search(plain) or is_role_duty(plain):
        return False
    return context.demands or bool(
        context.spoken and attitudes.ATTITUDE.search(plain) and not attitudes.THING.search(plain)
    )
