"""Whether a sentence is a task, and if not, why: a look back, a slogan, a principle, a rule for everybody."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.being import idle
from luoshi.core.reading.grammar.forms import Forms
from luoshi.core.reading.grammar.fronts import is_class
from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.judging.allowing import allowed, is_item_title, is_signature
from luoshi.core.reading.judging.bidding import (
    behind_topic,
    bids_works,
    is_duty,
    is_paper_to_come,
    is_role_duty,
    somebody_must,
    works_first,
)
from luoshi.core.reading.judging.deeds import deed_behind, does_thing
from luoshi.core.reading.judging.forward import looks_back_in
from luoshi.core.reading.judging.general import is_general, plays_part
from luoshi.core.reading.judging.goals import is_about_so_much
from luoshi.core.reading.judging.lasting import lasting
from luoshi.core.reading.judging.remarks import remark
from luoshi.core.reading.judging.standpoint import Context, Given
from luoshi.core.reading.signs import accounts, attitudes, bids, headings, norms, papers, reviews


def is_action(words: str) -> bool:
    """Whether words begin with a verb: 「完成14家单位庭院拆墙透绿」."""
    return bool(bids.ACTION.match(words)) or bool(bids.CHANGE.search(words))


def is_idle(words: str) -> str | None:
    """Why a sentence at the head of an owner's paragraph gives him nothing to do: 「民生无小事，枝叶总关情。」.

    It is asked of those without a day, a measure or somebody who must."""
    plain = behind(bids.LEAD_IN, words.strip("。；;！ \u3000\n"))
    if (
        attitudes.ATTITUDE.search(_predicate(plain)) and not attitudes.THING.search(plain)
    ) or attitudes.MAXIM.fullmatch(plain):
        return "slogan"
    if plain.startswith("坚持") and len(plain) <= _LONGEST_MAXIM:
        return "principle"
    if _acts(plain) or bids.CHANGE.search(plain):
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


def is_goal(words: str) -> bool:
    """「社会消费品零售总额增长7%」: a figure to be reached, and nobody does anything."""
    plain = words.strip("。；; \u3000")
    return bool(bids.CHANGE.search(plain) or is_about_so_much(plain)) and not _acts(behind(bids.LEAD_IN, plain))


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
    if reason := _shape(plain, bare, context, given, labelled=labelled):
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
    return _empty(plain, bare, context, given) or _weak(plain, context, given)


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


def is_letter(words: str) -> bool:
    """Whether a covering letter speaks of what it comes with."""
    return ("印发" in words and papers.ISSUED.search(words) is not None) or papers.LETTER.match(words) is not None


def _is_bidden(plain: str, given: Given) -> bool:
    return bids.BIDDEN.search(plain) is not None or given.due


def _shape(plain: str, bare: str, context: Context, given: Given, *, labelled: bool) -> str | None:
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


def _empty(plain: str, bare: str, context: Context, given: Given) -> str | None:
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
    bidden = _behind_must(plain)
    predicate = _STOP.split(bidden, maxsplit=1)[0]
    if attitudes.ATTITUDE.search(predicate if named else plain) and not (
        attitudes.THING.search(predicate) or works_first(plain) or (not context.spoken and bids_works(plain))
    ):
        return "slogan"
    if all(map(attitudes.ABSTRACT.fullmatch, _STOP.split(bidden if named else plain))):
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


def _behind_must(plain: str) -> str:
    must = bids.MUST.search(plain[:60])
    return plain[must.end() :] if must else plain


def _predicate(plain: str) -> str:
    """What is said of the owner: behind 要, to the next comma."""
    return _STOP.split(_behind_must(plain), maxsplit=1)[0]


_STOP = re.compile("[，,；;]")


def _acts(plain: str) -> bool:
    """Whether something is done in it: it begins with a verb, perhaps behind a time, or says 要."""
    return bool(
        bids.ACTION.match(plain)
        or bids.ACTION.match(behind(bids.WHEN, plain))
        or bids.FOR_WHOM.match(plain)
        or bids.UNIT_ACTS.match(plain)
        or bids.FINANCED.match(plain)
        or bids.MODAL.search(plain[:300])
        or plain.endswith(bids.ENDS_DONE)
    )


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
    action = given.owner or _acts(plain) or (given.due and bool(_ACTS_THEN.search(plain[:200])))
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
