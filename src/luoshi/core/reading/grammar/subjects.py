"""Who, in running prose: 「县住建局要……」, 「由王县长牵头，县资源局、林业局等部门具体负责」, 「会同……」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.asides import ABOVE, ALONG_WORDS, along, take_asides
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.charge import CHARGE, all_persons, in_charge, in_person, speaks
from luoshi.core.reading.grammar.clauses import LIST_FIRST, WITH, WITH_FIRST, YOU, Clause, Doers, doers, parted
from luoshi.core.reading.grammar.collectives import collectives, with_whom
from luoshi.core.reading.grammar.doers import (
    CLASS,
    LEVELLED,
    NO_NAME,
    SEES,
    TAKES,
    Subject,
    after_leading,
    is_named,
    is_owner,
    subject,
)
from luoshi.core.reading.grammar.heads import held
from luoshi.core.reading.grammar.lexicon import ACTIONS, DOINGS
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.nonunits import is_no_unit
from luoshi.core.reading.grammar.offices import office_in
from luoshi.core.reading.grammar.outcomes import becomes
from luoshi.core.reading.grammar.pausing import unpaused
from luoshi.core.reading.grammar.seeing import CLASS_OF_PERSONS, leading_over, some_one
from luoshi.core.reading.grammar.sorts import is_spoken, is_stem, is_unit


def subject_owners(words: str, *, bare: bool = False, agents: str = "any") -> Owners:
    """The owners that a sentence's own words name, clause by clause.

    bare: also where the unit stands before its verb without 要 or 负责 (县住建局加快推进……). In a look back that would
    be the same words, so it is asked only of sentences that are known to be tasks. agents: "head" leaves out those whom
    a clause names in its midst (其余由县财政统筹).
    """
    said = doers(words)
    bare = bare and said.bare
    inside = not said.within or agents == "any"
    which = 2 + inside if bare else inside
    known = said.known[which]
    if known is None:
        known = _owners(words, said, bare=bare, inside=inside)
        if not (said.neither or said.listed or said.within):  # so they are the same either way
            said.bare, which = False, True
        said.known[which] = known
    return known


def _owners(words: str, said: Doers, *, bare: bool, inside: bool) -> Owners:
    owners, clauses = Owners(), said.clauses
    listed: list[Name] = []
    for clause in clauses:
        named = bool(owners.lead or owners.co)
        if clause.at == 0 and words.startswith("，请", clause.end) and _is_bare_class(clause):
            continue  # 「各镇街税收进度，请财政局……」
        _said(owners, words, clause, bare=bare and not named, again=bare and named, inside=inside)
        if clause.at > 1:
            continue  # no list runs so far
        if clause.at == 0 and not owners.any():
            listed = _only_names(words, clause)
            said.listed = said.listed or bool(listed)
        elif clause.at == 1 and listed and listed[0].kind == "person":
            if owners.leaders and not owners.lead and all_persons(clause.subject or Subject(listed, "", 0)):
                owners.leaders[:0] = listed
            listed = []
        elif clause.at == 1 and listed and _may_be_theirs(owners, clause, bare=bare):
            owners.take("joint", listed)
            listed = []
        elif clause.at == 1 and listed and (owners.any() or owners.vague) and words.startswith("各", clause.start):
            rest, owners = owners, Owners()
            owners.take("joint", [*listed, *rest.lead, *rest.co])
            owners.leaders += rest.leaders
    take_asides(owners, words)
    if not owners.leaders and "下，" in words:
        owners.leaders = leading_over(words)
    if owners.leaders and not owners.lead and (office := office_in(words, owners.leaders[-1])):
        owners.lead, owners.co = [office], [name for name in owners.co if name.text != office.text]
        return owners
    if owners.lead and clauses and (first := clauses[0].subject) and first.role == "bare":
        beside = first.names if len(first.names) > 1 and _all_units(first) else []
        if any(name.text.endswith(owners.lead[0].text) and name is not owners.lead[0] for name in beside):
            known = tuple(name.text for name in (*owners.lead, *owners.co))
            more = [name for name in beside if not name.text.endswith(known)]
            owners.take("co", more)  # 「A和B帮一把，由B牵头」
    if owners.co and len(owners.lead) == 1 and len(owners.lead[0].text) <= _SHORT_NAME:
        _by_full_name(owners)
    if owners.lead or not owners.co:
        return owners
    led = owners.leaders or not ("牵头" in words or "负责" in words)  # a leader leads no less where units lead
    if led and not YOU.search(words):
        together = Owners()  # 「人社局、教育局要密切配合」: nobody leads them
        together.take("joint", owners.co)
        together.leaders = owners.leaders
        return together
    return owners


_SHORT_NAME = 4


def _by_full_name(owners: Owners) -> None:
    """「生态环境局和融媒体中心两家，环境局牵头」: the one of them who leads was called by a shorter name."""
    short = owners.lead[0].text
    full = next((one for one in owners.co if one.text.endswith(short) and one.text != short), None)
    if full and full.start < owners.lead[0].start:
        owners.lead, owners.co = [full], [one for one in owners.co if one is not full]


def _is_bare_class(clause: Clause) -> bool:
    found = clause.subject
    return found is not None and found.role == "bare" and found.names[0].text.startswith("各")


def _may_be_theirs(owners: Owners, clause: Clause, *, bare: bool) -> bool:
    """Whether a list that a comma cuts off answers for what the next clause says."""
    asks = clause.form == "by" and not (owners.lead or owners.co)
    return asks or (bare and not (owners.any() or owners.vague))


def _only_names(words: str, clause: Clause) -> list[Name]:
    """「各乡镇、园区，各有关部门要……」: a list whose first part a comma cuts off."""
    start, end = clause.head, clause.end
    lists = words.startswith("各", start) or (start == 0 and LIST_FIRST.match(words))
    if not (4 <= end - start <= 60 and lists and words.startswith(("，", ","), end)):
        return []
    found = names_at(words, start, end)
    listed = bool(found) and all(name.kind == "vague" or is_unit(name.text) for name in found)
    listed = listed and found[-1].end == end and found[0].kind == "unit"
    topic = len(found) == 1 and found[0].text.endswith("组")  # 「宣传组，请×同志一并抓起来」: a field of work
    return found if listed and not topic and is_owner(found[0]) else []


def _said(owners: Owners, words: str, clause: Clause, *, bare: bool, again: bool, inside: bool) -> None:
    """What one clause adds: its subject, or the agent after 由; and whom they are to act with.

    again: somebody answers already, so whoever else does something in it helps.
    """
    if clause.form == "with":
        if owners.lead or owners.leaders or YOU.search(words, 0, clause.head):
            _together(owners, words, clause.head, clause.end)
        return
    found = clause.subject or (clause.agent if clause.form == "by" or inside else None)
    if found is None:
        return
    if found is clause.agent and owners.lead and _is_bracketed(words, clause.start, found.names[0].start):
        return  # 「……（园区内由管委会负责）」: who does a part of it
    persons = all_persons(found)
    if persons and speaks(words, found, clause.end):
        return
    if persons and (_POST_HELD.match(words, found.end)):
        if not _SET_UP.search(words):  # who holds a post in a body is in charge of nothing yet
            owners.take("joint", found.names)
        return
    if persons and owners.lead and all(CLASS_OF_PERSONS.match(name.text) for name in found.names):
        return  # 各镇党委书记, beside whose it is
    if (
        found.role == "bare"
        and persons
        and (
            CHARGE.match(words, found.end, clause.end)
            or (
                (some_one(found.names, words) or _BOTH_OF.match(words, found.names[-1].end))
                and SEES.match(words, found.end, clause.end)
            )
        )
    ):
        owners.take("joint", found.names)
        return
    if found.role == "agent" and (owners.lead or owners.co) and persons:
        if words[max(clause.head - 2, 0) : clause.head - 1] == "的":  # 「……的，由县长约谈」
            return
        owners.take("joint", found.names)
        return
    if found.role == "agent" and (owners.lead or owners.co):
        by = clause.form == "by"
        if again and by and _adds(owners, words, found) and not ABOVE.search(words, found.names[0].start, clause.end):
            owners.take("co", [name for name in found.names if name.kind == "unit"])
        if not by and _SUPPORTS.fullmatch(words, found.end, clause.end) and _all_units(found):
            owners.take("co", found.names)  # 「资金由县财政局保障」
        return  # who does what after the owner's part is done
    if found.role == "bare" and again and _adds(owners, words, found):
        owners.take("co", found.names)
        return
    if found.role in ("bare", "agent") and clause.form != "by" and becomes(words, found, clause.end, bare=bare):
        return
    if found.role == "bare" and bare and not words.endswith("的", clause.head, clause.end):
        stems = len(found.names) == 1 and is_stem(found.names[0].text) and not is_spoken(found.names[0].text)
        stems = stems and not _AS_UNIT.match(words, found.end)  # 「县财政会同县审计局……」
        found = Subject(found.names, "bare" if stems else "must", found.end)
    _take(owners, words, clause.end, found)


def _is_bracketed(words: str, start: int, at: int) -> bool:
    return words.rfind("（", start, at) > words.rfind("）", start, at)


_AS_UNIT = re.compile(
    "会同(?=[省市县区])|按(?:照)?(?:各自)?职责|每年(?:统筹)?(?:安排|拨付|列支|预拨|给予)|统筹安排|"
    "对[^，。；]{2,40}?(?:要|应)?[予给][以予][^，。；]{0,6}(?:保障|补助|支持|奖励|补贴)"
)
"""What only a unit does, though 市财政 may mean its money, too."""
_BOTH_OF = re.compile("(?:等)?[两二三四五几](?:位|名)")
_POST_HELD = re.compile("担任|兼任|为召集人|任[\u4e00-\u9fff]{0,6}(?:组长|指挥|召集人|链长)")
_SET_UP = re.compile("成立|组建|设立|办公室设|成员|副组长|副指挥")
_SUPPORTS = re.compile(
    r"(?:也|都|要|须|必须|负责|积极|主动|全力|及时|密切|做好|加强|搞好|全程|予以|给予|落实|把)*[\u4e00-\u9fff]{0,6}?(?:保障|跟进|跟上|支持|配合|兜底|把关|协助|协同|协办|会办|协作|帮个?忙|[搭帮][把个]手|帮一把|打下手|跟着|兜着|当好?配角|参与|参演|指导|把好[\u4e00-\u9fff]{2}关|开绿灯|做好服务|搞好服务|督办|盯着)[\u4e00-\u9fff]{0,6}[。！；;]?"
)


def only_supports(words: str, found: Subject, end: int) -> bool:
    """「县住建局要做好技术指导」, said of units."""
    begin = found.names[-1].end
    gives = _all_units(found) and _GIVES.match(words, begin, end)
    return bool(gives) and _SUPPORTS.fullmatch(words, begin, end) is not None


_GIVES = re.compile(
    "(?:也?要|须|负责)?(?:做好|搞好|提供|把好|帮着|予以|给予|搭[把个]手|打下手|帮[把个]手|帮一把|帮个?忙|跟上|跟着|兜底|兜着)"
)


def adds_only(words: str) -> bool:
    """「卫国同志多跑一跑。」, 「财政要保障、审计要跟进。」: a sentence that only says who else sees to it or helps."""
    if len(words) > 60 or _COUNTS.search(words) or not _ADDS.search(words):
        return False
    named = [one for one in doers(words).clauses if one.subject or one.agent]
    if not named:
        return False
    pieces = [
        part for piece in split(words, "，,；;：:。！") for part in parted(words, *piece) if words[slice(*part)].strip()
    ]
    return len(named) >= len(pieces) and all(_adds_only(words, one) for one in named)


_COUNTS = held(r"[\d：:]|每[日天周月旬季]")
_ADDS = held(
    "保障|跟进|跟上|支持|配合|兜底|把关|协助|协同|协办|会办|协作|帮忙|搭把手|参与|参演|[长志记任席](?:[要多再全靠盯统调负挂牵抓协]|亲自)|服务|督办|盯"
)


def _adds_only(words: str, clause: Clause) -> bool:
    found = clause.subject or clause.agent
    if found is None or any(name.kind == "vague" for name in found.names):
        return False
    if all_persons(found):
        return bool(in_person(words, clause.start, clause.end))
    named = found.names[-1].end
    if clause.agent and found.names[0].start > clause.start + 2:
        return False  # 「接送车辆由县公安局保障」: what it is about stands before 由
    return _all_units(found) and _SUPPORTS.fullmatch(words, named, clause.end) is not None


def _all_units(found: Subject) -> bool:
    return all(name.kind == "unit" for name in found.names)


def charged(words: str) -> list[Name]:
    """The persons who are said to be in charge, whoever is said to do it."""
    found = [(one.subject or one.agent, one.end) for one in doers(words).clauses]
    return [
        name
        for one, end in found
        if one and in_charge(words, one, end) and some_one(one.names, words) and not speaks(words, one, end)
        for name in one.names
    ]


def _adds(owners: Owners, words: str, found: Subject) -> bool:
    """「县住建局牵头，……，县水务集团提供论证报告」: another unit in particular that does its part."""
    known = {name.text for name in owners.lead}
    head = words[max(found.names[0].start - 6, 0) : found.names[0].start]
    return (
        (not head.strip() or head[-1] in "，,；;。：: 由请")
        and all(
            (is_named(name) or LEVELLED.match(name.text)) and not any(one.endswith(name.text) for one in known)
            for name in found.names
        )
        and not _is_told(words, found)
    )


_TOLD = re.compile(r"(?:报|送|交|呈|反馈|汇报|报告|移交)(?:至|给|到|请|经)?$")


def _is_told(words: str, found: Subject) -> bool:
    """「……报县政府办公室，县政府办公室将……」: what a receiver does with it is no part of the task."""
    name = found.names[0]
    at = words.find(name.text, 0, name.start)
    return at > 0 and bool(_TOLD.search(words, max(at - 6, 0), at))


def _take(owners: Owners, words: str, end: int, found: Subject | None) -> None:
    """Adds what a clause names; 「A牵头、B配合」 names twice."""
    for _ in range(4):
        if found is None or found.role == "bare" or _is_told(words, found):
            return
        if found.names[0].kind == "vague" and all(name.kind == "vague" for name in found.names):
            owners.vague = True
            return
        owners.take("joint" if found.role in ("must", "agent") else found.role, found.names)
        if all_persons(found) and (led := _led_by(words, found.end, end)):
            owners.take("joint", led.names)
            found = led
        at = found.end
        if words[at : at + 1] in WITH_FIRST:
            at = _together(owners, words, at, end)
        aside = found.role == "agent" or (found.role in ("lead", "co", "joint") and words[at : at + 1] not in _MARKS)
        if aside and (stop := words.find("、", at, min(end, at + 8))) > 0:
            again = subject(
                words, stop + 1, end
            )  # 「由县财政局统筹、县住建局配合」, 「县住建局负责施工、县财政局负责资金」
            if again and again.role == "bare" and all_persons(found) and _all_units(again):
                does = _DOES_IT.match(words, again.end, end)  # 「由赵县长挂帅、县供电公司具体实施」
                again = Subject(again.names, "joint", does.end()) if does else again
        elif found.role not in ("lead", "co", "joint"):
            return
        else:
            at += at < end and words[at] in "，、,和"
            there = _OF_PLACE.match(words, at, end)
            at = there.end() if there else at
            again = subject(words, at, end)
            if again and again.role in ("bare", "must") and words[at - 1] == "、" and _all_units(again):
                does = _DOES_IT.match(words, again.end, end)  # 「赵县长牵头、县教体局落实、县财政局保障」
                again = Subject(again.names, "joint" if not owners.lead else "co", does.end()) if does else None
        found = again if again and again.role in ("lead", "co", "joint") else None


_MARKS = frozenset("，、,和")
_OF_PLACE = re.compile("[\u4e00-\u9fff]{2,8}?(?:所在|涉及|沿线|属地)的(?=[\u4e00-\u9fff]{2})")
"""「县水利局牵头、两个村所在的石桥镇配合」."""
_DOES_IT = re.compile("(?:具体|抓|做好|组织)*(?:落实|承办|实施|推进|保障|监督|督办|审核|把关)(?=[、，。；]|$)")


def _led_by(words: str, start: int, end: int) -> Subject | None:
    """「请易副县长带县审批局、县市场监管局……」: whom a leader is to take along, or to see that they do it."""
    word = TAKES.match(words, start, end)
    above = word is not None and _TO_ABOVE.search(words, start, word.end() + 1) and "市" not in words[:start]
    led = subject(words, word.end(), end, agent=True) if word and not above else None
    units = led is not None and all(
        name.kind == "unit" and is_unit(name.text) and not NO_NAME.search(name.text) for name in led.names
    )
    return led if units else None


_TO_ABOVE = re.compile("(?:协调|对接)[省市]$")
"""「负责协调市水利局」: to whom a county's leader goes, and whom he cannot take along."""


def _together(owners: Owners, words: str, start: int, end: int) -> int:
    """「会同县公安局、县城管局摸清底数」: those whom the owner is to act with. Gives where they end."""
    word = WITH.match(words, start, end)
    if not word:
        return start
    listed = names_at(words, word.end(), end) if end - word.end() <= 60 else []
    whole = bool(listed) and _ETC.fullmatch(words, listed[-1].end, end) is not None and all(map(_is_whole, listed))
    found = None if whole else subject(words, word.end(), end)
    if found:
        named, rest = found.names, found.end
    else:
        named, rest = (listed, end) if listed else ([], start)
    if _SPEAKS.match(words, rest, end):
        return start
    known = whole or all(is_owner(name, agent=False) for name in named)
    if not named or not known or named[0].text in _DEEDS:
        named = with_whom(words, word.end(), end)
        if not named or _SPEAKS.match(words, named[-1].end, end):
            return start
        rest = named[-1].end
    owners.take("co" if owners.lead or owners.co or YOU.search(words, max(0, start - 6), start) else "joint", named)
    return rest


_ETC = re.compile("(?:等(?:各?(?:有关|相关|成员))?(?:部门|单位|委办局))?")
_SPEAKS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:对接|沟通|衔接|汇报|签订|签约|联系|争取|协调(?<!统筹协调))")
"""「与省发改委对接」: to whom one speaks helps nobody."""


def _is_whole(name: Name) -> bool:
    """A name with no verb in it: behind 会同 hardly anything else can stand (中储粮直属库)."""
    if name.kind != "unit":
        return is_owner(name)
    if CLASS.fullmatch(name.text) or name.text.endswith(("部门", "单位")):
        return False
    plain = (
        3 <= len(name.text) <= 14
        and not _DEED_FIRST.match(name.text)
        and not NO_NAME.search(name.text)
        and not is_no_unit(name.text)
        and not subject(name.text, 0, len(name.text))
    )
    return (is_owner(name) or plain) and not _VERB_IN.search(name.text)


_DEED_FIRST = re.compile(f"{ACTIONS}|{DOINGS}")
_VERB_IN = re.compile(
    r"(?<=[构业位伍])(?:开展|建立|制[定订]|修订|编制|研究|出台|确定|明确|加强|落实|组织|实施|做好|对|将|按|加快)|(?<=[局委办镇道司])(?:组成|组建|抽调|下发|制发|另行|要|将|把|对|按|抓紧|尽快|负责|完成|做好|开展|落实|推进|提出|拿出|衔接|对接|沟通|汇报|联系|签订|协商)"
)


def collective_owners(words: str) -> Owners:
    """Those who are named by what they are, and with whom they act; to be asked where nobody else is named."""
    owners = Owners()
    words = unpaused(words)
    if named := collectives(words):
        owners.take("joint", named)
        etc = _ETC.match(words, named[-1].end)
        behind = etc.end() if etc else named[-1].end
        _together(
            owners, words, behind, next((end for _, end in split(words, "，,；;：:。！") if end > behind), behind)
        )
        known = {name.text for name in (*owners.lead, *owners.co)}
        owners.take("co", [name for name in helpers(words).co if name.text not in known])
    return owners


def helpers(words: str) -> Owners:
    """Those whom an item calls to help where its heading says who leads: 「会同县公安局……」, 「县财政局予以配合」."""
    owners = Owners(lead=[Name("", 0, 0, "unit")])
    helped = _HELP.search(words) is not None
    for start, end in split(words, "，,；;：:。！"):
        start = after_leading(words, start, end)
        if words[start : start + 1] in WITH_FIRST and WITH.match(words, start, end):
            _together(owners, words, start, end)
        elif helped and (found := subject(words, start, end)) and found.role == "co" and not _is_told(words, found):
            owners.take("co", [name for name in found.names if name.kind == "unit"])
    if ALONG_WORDS.search(words):
        along(owners, words)
    return Owners(co=owners.co)


_HELP = re.compile(
    "配合|配角|协助|协办|协同|协力抓|参与|参加|当好参谋|会办|会签|支持|指导|监督|跟上|跟进|打下手|帮着干|帮手|帮衬|帮办|一起上|提前介入|"
    "搭手|出力|发力|使劲|合力抓|助办|辅办|陪办|共办|分办"
)
"""Whatever gives somebody the role of one who helps holds one of these."""
_DEEDS = frozenset(("督查", "考核", "组织", "宣传", "审计", "统计", "招商"))
"""联合督查: what they do together, not a unit's short name."""
