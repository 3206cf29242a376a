"""Who, in running prose: 「县住建局要……」, 「由王县长牵头，县资源局、林业局等部门具体负责」, 「会同……」."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.lexicon import DEPARTMENTS, DOINGS, GOVERNING, TITLES, UNIT_ENDINGS
from luoshi.core.reading.grammar.names import UNIT_END, Name, has_title, is_person, is_stem, is_unit, names
from luoshi.core.reading.grammar.owners import Owners, names_at

_REACH = 90
"""A subject longer than this is none."""
_LEADING = searched(
    r"\s*(?:(?:同时|此外|特别是|尤其是|涉及的|另外|对此|其中|会后|下一步|今年|明年|全年|年内|当前|目前|接下来|下半年|上半年|希望|要求|明确|会议(?:要求|明确|强调|议定|决定|指出)|"
    r"[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九]|(?:到|在|从|于)?(?:20\d\d年|今年|明年)?(?:\d{1,2}月)?(?:底|末|\d{1,2}日|上旬|中旬|下旬)?(?:之前|以前|前|起)|"
    r"到20\d\d年(?:底|末)?|20\d\d年(?:底|末)?|[①-⑳]|[（(]?\d{1,2}[)）．.、](?!\d)|——)[，、]?)+"
)
_AGENT = re.compile(
    r"(?:由(?![于此来衷])|请(?![示求假])|责成|交由|委托|指定|(?:督促|指导|协调|组织)(?=[县市区镇各])|安排(?=[\u4e00-\u9fff]{2,12}(?:局|委|办|公司)))"
)
_ASKED = frozenset("由请责交委指督协组安")
"""Without one of these there is no agent."""
_STOPS = (
    rf"(?P<govern>商(?=[省市县区][\u4e00-\u9fff]{{1,8}}[局委办])|\d{{1,4}}[年月日]|[一二三四五六七八九十]{{1,2}}月|[一两二三四五六七八九十\d]{{1,2}}(?:个月|个星期|周|天|日)(?=[之以]?内)"
    rf"|(?:是|为)(?:第一|主要|直接|具体)?责任(?:人|主体|单位)|一道|联手|{GOVERNING})|(?P<soft>{DOINGS})"
)
_STOP = searched(_STOPS)
_TITLED_ON = re.compile(
    r"[\u4e00-\u9fff]{2}[\u4e00-\u9fff]{0,3}?(?:局|部(?![门署分])|(?<![督主承协举开兴])办(?![理好法事成])|委(?!托)|室|中心|处(?![理置])|站|院|队|组(?![织建成])|会(?![同议])|公司)"
)
"""A verb that goes on like this is a part of a unit's name: 组织部, 督查室, 建设局, 服务中心."""
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"(?:要|应|须|必须|务必|继续|切实|具体|总)*牵头(?!单位|部门|领导|人|作用|抓总作用|的)")),
    (
        "co",
        re.compile(
            r"(?:要|应|须|必须|务必|积极|密切|主动|协同|全力|按职责|按照职责分工|做好)*(?:配合|协助|参与)(?=$|[，。；、做好抓落工开完实])"
        ),
    ),
    (
        "joint",
        re.compile(
            r"(?:要|具体|分别|共同|按(?:照)?(?:各自)?(?:职责|辖区|管辖)(?:范围)?(?:分工)?|分工|统一|全权|主要|总)*(?:负责(?!人|同志|制)|负总责|(?:是|为)(?:第一|主要|直接|具体)?责任(?:人|主体|单位))"
        ),
    ),
    (
        "must",
        re.compile(
            r"(?:必须|务必|一定|都|也|既|还|则|更|均|同样|首先)*(?:要(?![求素点闻件领])|应当|应该|应(?![急用收保扶兜统])|须|必须|务必|(?<!所)需(?![求要]))"
        ),
    ),
)
_WITH = re.compile(
    r"(?:要|应|须|应当|必须|积极|主动|牵头|负责|具体|尽快|抓紧|及时|切实|，|、){0,4}(?:会同|协同|联合(?![体国会])|带领?(?=[\u4e00-\u9fff]{2,10}(?:局|委|办))|商(?=[省市县区][\u4e00-\u9fff]{2,8}局))"
)
_WITH_FIRST = frozenset("要应须必积主牵负具尽抓及切，、会协联带商")
_BESIDE_FIRST = frozenset("与同跟")
_DEFINITE = re.compile(
    r"^(?:省|市|县|区|州|旗|各|全[县市省]|国家|中央|全国|国务院|自治区|[\u4e00-\u9fff]{2,4}(?:省|市|县|区|州|旗|镇|乡|街道))|(?:局|委|办|厅|署|部|联|处|中心|管委会|指挥部|专班|领导小组|工作组|办公室|大队|支队|海关|公司|集团|妇联|工会|人民政府|[省市县区镇乡]政府|(?:督导|督查|巡查|检查|专项|整治|联络|协调)组|(?:投诉|广播|电视|气象|服务)台|税务局|督查室|支行|分行|银行|派出所|卫生院|医院|中学|小学|学校|大学|学院|社|办事处|分局|协会|(?:派出|司法|供电|财政|国土|资源|税务|交管|监管|规划|畜牧)所|"
    r"(?:林业|农技|水利|水务|畜牧|兽医|文化|广电|环卫|公路|供水|消防|监督|服务|卫生)站)$"
)
_CLASS = re.compile(
    r"(?:各级|各类|各|县级|乡镇|地方|有关|相关|所有)*(?:行政|执法|司法|监管|审批|国家|党政|企事业|基层|地方|主管|用人|建设|施工|业主)*(?:执法)?(?:机关|企业|单位|部门|机构|学校|医院|银行|组织|团体|平台|公司|社会|政府|各级人民政府|人民政府|会|团|台|场|组|所|站|行|区|县|市|省)"
)
_ADDRESSED = re.compile(
    r"各(?:县|区|市|镇|乡|县区|市县|区县|县市区|县（市、?区）|乡镇|镇街|街道|乡镇街道)(?:（[^（）]{1,6}）)?(?:(?:人民)?政府|办事处|党委)?"
)
"""Classes too, but a notice speaks to them: 请各区……."""
_BUILT = re.compile(r".{0,4}(?:建立|成立|由|明确|加强|实行|落实|强化|完善|健全|坚持|推行|发挥|我们|以)|经|报|呈|我|你")
_NO_NAME = re.compile(
    r"^(?:每|各类|对|自(?!然|治)|按|在|为|且|将|通过|以|充分|我们|其次|首先|与|同(?!心)|经(?![开贸济信发商])|报|纳入|列入|协助|配合|参与|属于|位于|涉及|全[县市省区州旗国](?![各域直民]))|发挥|\d月|赴|(?<=.)向(?!阳)|下班|日前|[（(][^）)]*$|(?:县长|市长|区长|镇长|书记|局长|同志)(?=.)|由|会同|联合(?!会)|牵头|负责|配合|汇报|提交|[的已并了是将把与]|听取|原则同意|关于|根据"
    r"|(?<!各)(?:(?:小|城|山|景|校|厂|库|灾|林|棚户)区|(?:超|城|夜|门)市|(?:小|城|古)镇|(?:城|返|家)乡|[格布全大开棋]局|(?:全|内|外|局)部)$"
)


_WHOLE = re.compile(r"[全我本该][县市区镇省州旗国]|全国各地|我们?|[你贵我本该](?:局|委|办|单位)")


_MAY_END = searched(
    rf"(?:{UNIT_ENDINGS}|{TITLES}|{DEPARTMENTS}|部门|方面|单位|[）)]|长[\u4e00-\u9fff]{{2,3}}|任[\u4e00-\u9fff]{{2,3}}|记[\u4e00-\u9fff]{{2,3}}|由[\u4e00-\u9fff]{{3}}|请[\u4e00-\u9fff]{{3}}|等)$"
)
"""What names can end in: a cheap look before the dear one."""
_ENDINGS = frozenset(word[-1] for word in f"{UNIT_ENDINGS}|{TITLES}|{DEPARTMENTS}".split("|")) | set("门面位）)等")
_BEFORE_NAME = frozenset("长任记由请")
_STOP_BEHIND_UNIT = re.compile(rf"(?<=[{''.join(sorted(_ENDINGS))}])(?!(?<=通)报){_STOP.pattern}")
"""Where nobody is called by name, only a place behind a unit's last character need be looked at. 通报 is one word."""


def _may_end(clause: str, at: int) -> bool:
    """Whether a name may end before a place; its last character tells of most that none does."""
    if clause[at - 1] not in _ENDINGS and _BEFORE_NAME.isdisjoint(clause[max(0, at - 4) : at - 2]):
        return False
    return bool(_MAY_END.search(clause, max(0, at - 8), at))


class Subject(NamedTuple):
    """The names that do something in a clause, what they are to do it as, and where the rest begins."""

    names: list[Name]
    role: str
    """lead, co, joint, must, agent, or bare."""
    end: int


@lru_cache(maxsize=2048)
def subject_owners(words: str, *, bare: bool = False, agents: str = "any") -> Owners:
    """The owners that a sentence's own words name, clause by clause.

    bare: also where the unit stands before its verb without 要 or 负责 (县住建局加快推进……). In a look back that would
    be the same words, so it is asked only of sentences that are known to be tasks. agents: "head" leaves out those whom
    a clause names in its midst (其余由县财政统筹).
    """
    owners = Owners()
    listed: list[Name] = []
    for clause in _clauses(words):
        _said(owners, words, clause, bare=bare and not (owners.lead or owners.co), inside=agents == "any")
        if clause.at == 0 and not owners.any():
            listed = _only_names(words, clause)
        elif clause.at == 1 and listed and (owners.any() or owners.vague) and words.startswith("各", clause.start):
            rest, owners = owners, Owners()
            owners.take("joint", [*listed, *rest.lead, *rest.co])
            owners.leaders += rest.leaders
    if owners.co and not (owners.lead or owners.leaders or "牵头" in words or "负责" in words):
        together = Owners()  # 「人社局、教育局要密切配合」: nobody leads them
        together.take("joint", owners.co)
        return together
    return owners


class _Clause(NamedTuple):
    """Whom a clause names, whatever is asked of it afterwards."""

    at: int
    start: int
    head: int
    """Where it begins behind words that lead in."""
    end: int
    form: str
    """with (会同……), by (由……), beside (与……), or nothing."""
    subject: Subject | None
    agent: Subject | None
    """Who stands behind 由, if nobody stands at the head."""


@lru_cache(maxsize=2048)
def _clauses(words: str) -> tuple[_Clause, ...]:
    """The clauses that name somebody, and the first two, over which a list may run. They are looked at once for all
    that is asked of the sentence."""
    asked = not _ASKED.isdisjoint(words)
    cut = [_clause(words, at, start, end, asked) for at, (start, end) in enumerate(split(words, "，,；;：:。！"))]
    return tuple([one for one in cut if one.at < 2 or one.form or one.subject or one.agent])


def most_doers(words: str) -> int:
    """In how many clauses of a sentence somebody may stand at the head."""
    return sum(1 for clause in _clauses(words) if clause.subject or clause.form)


def _clause(words: str, at: int, start: int, end: int, asked: bool) -> _Clause:
    head = after_leading(words, start, end)
    first = words[head : head + 1]
    if first in _BESIDE_FIRST and _BESIDE.match(words, head, end):
        return _Clause(at, start, head, end, "beside", None, None)
    if first in _WITH_FIRST and _WITH.match(words, head, end):
        return _Clause(at, start, head, end, "with", None, None)
    by = first in _ASKED and _AGENT.match(words, head, end)
    found = None if by else subject(words, head, end)
    agent = _agent(words, head, end) if asked and found is None else None
    return _Clause(at, start, head, end, "by" if by else "", found, agent)


def _only_names(words: str, clause: _Clause) -> list[Name]:
    """「各乡镇、园区，各有关部门要……」: a list whose first part a comma cuts off."""
    start, end = clause.head, clause.end
    if not (4 <= end - start <= 60 and words.startswith("各", start) and words.startswith(("，", ","), end)):
        return []
    found = names_at(words, start, end)
    listed = bool(found) and found[-1].end == end and all(name.kind == "unit" and is_unit(name.text) for name in found)
    return found if listed and _is_owner(found[0]) else []


def _said(owners: Owners, words: str, clause: _Clause, *, bare: bool, inside: bool) -> None:
    """What one clause adds: its subject, or the agent after 由; and whom they are to act with."""
    if clause.form == "with":
        if owners.lead or owners.leaders:
            _together(owners, words, clause.head, clause.end)
        return
    found = clause.subject or (clause.agent if clause.form == "by" or inside else None)
    if found is None:
        return
    if found.role == "agent" and (owners.lead or owners.co):
        return  # who does what after the owner's part is done
    if found.role == "bare" and bare and not words.endswith("的", clause.head, clause.end):
        stems = len(found.names) == 1 and is_stem(found.names[0].text)
        found = Subject(found.names, "bare" if stems else "must", found.end)
    _take(owners, words, clause.end, found)


_BESIDE = re.compile(r"(?:与|同|跟)(?=[\u4e00-\u9fff])")
"""「与县规划局协调」: with whom, not who."""
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
        at = _together(owners, words, found.end, end)
        if found.role not in ("lead", "co", "joint"):
            return
        at += at < end and words[at] in "，、,和"
        again = subject(words, at, end)
        found = again if again and again.role in ("lead", "co", "joint") else None


def after_leading(words: str, start: int, end: int) -> int:
    lead = _LEADING.match(words, start, min(end, start + _REACH))
    return lead.end() if lead else start


def _agent(words: str, start: int, end: int) -> Subject | None:
    """「所需资金由县财政局统筹」: who stands behind 由."""
    limit = min(end, start + 2 * _REACH)
    if _ASKED.isdisjoint(words[start:limit]):
        return None
    for word in _AGENT.finditer(words, start, limit):
        found = subject(words, word.end(), end, agent=True)
        if found:
            return Subject(found.names, "agent", found.end) if found.role == "bare" else found
    return None


def subject(words: str, start: int, end: int, *, agent: bool = False) -> Subject | None:
    """Names at the head of a clause, up to the verb that they govern."""
    found = _subject_of(words[start:end] if end - start < _WIDEST else words[start : start + _WIDEST], agent)
    if found is None or not start:
        return found
    moved = [Name(name.text, name.start + start, name.end + start, name.kind) for name in found.names]
    return Subject(moved, found.role, found.end + start)


_WIDEST = 2 * _REACH


@lru_cache(maxsize=4096)
def _subject_of(clause: str, agent: bool) -> Subject | None:
    """The same clause is looked at several times: whether it is a task, whose it is, where it ends."""
    tried, limit = 0, min(len(clause), _REACH)
    by_name = agent or not _BEFORE_NAME.isdisjoint(clause[:limit])
    for stop in (_STOP if by_name else _STOP_BEHIND_UNIT).finditer(clause, 2, limit):
        at = stop.start()
        named = (agent and at <= 3) or _may_end(clause, at)
        if not named or clause.startswith(("主要领导", "主要负责"), at):
            continue
        if stop["soft"] and _TITLED_ON.match(clause, at, limit):
            continue
        tried += 1
        if found := _named(clause, 0, at, agent=agent):
            role, rest = _role(clause, at, len(clause))
            return Subject(found, role, rest)
        if tried > 7:
            return None
    whole = _named(clause, 0, len(clause), agent=True) if agent and len(clause) <= 40 else None
    if whole:
        return Subject(whole, "bare", len(clause))
    return _by_ending(clause, 0, limit) if agent or clause[:1] in _LEVELS else None


_LEVELS = tuple("县市区镇")


_ENDING = re.compile(
    r"(?:局|委|办|厅|中心|公司|委员会|办公室|督查室|大队|支队|管委会|指挥部|专班|小组|镇|乡|街道|政府|股|科)(?![局委办室会员中公镇乡长政常、和及与处的关提汇：:，。；主负]|同志)"
)


def _by_ending(words: str, start: int, end: int) -> Subject | None:
    """Behind 由 a unit may do anything: its name ends where it looks like one."""
    for ending in _ENDING.finditer(words, start + 1, min(end, start + 60)):
        if words.startswith(("人民政府", "政府", "办事处", "管委会"), ending.end()):
            continue
        if found := _named(words, start, ending.end(), agent=True):
            return Subject(found, "bare", ending.end())
    return None


def _named(words: str, start: int, at: int, *, agent: bool) -> list[Name]:
    """The names of a stretch, if it holds nothing but names of somebody in particular."""
    found = names_at(words, start, at)
    if not found or not _NOTHING_MORE.fullmatch(words, found[-1].end, at):
        return []
    return found if all(_is_owner(name, agent=agent) or _is_titled(words, name) for name in found) else []


def _is_titled(words: str, name: Name) -> bool:
    """「副县长、县公安局局长谢明」, of whom the bare name was kept."""
    return name.kind == "person" and words[max(name.start - 1, 0) : name.start] in ("长", "任", "席", "记", "员")


_NOTHING_MORE = re.compile(r"\s*(?:等[^，。]{0,12})?|[，、）)]*(?:有关|相关|各)?(?:部门|单位|方面)")


def _role(words: str, at: int, end: int) -> tuple[str, int]:
    for role, form in _ROLES:
        found = form.match(words, at, end)
        if found:
            return role, found.end()
    return "bare", at


def _together(owners: Owners, words: str, start: int, end: int) -> int:
    """「会同县公安局、县城管局摸清底数」: those whom the owner is to act with. Gives where they end."""
    word = _WITH.match(words, start, end) if words[start : start + 1] in _WITH_FIRST else None
    if not word:
        return start
    found = subject(words, word.end(), end)
    if found:
        named, rest = found.names, found.end
    else:
        named, rest = (names_at(words, word.end(), end), end) if end - word.end() <= 60 else ([], start)
    if not named or not all(_is_owner(name, agent=False) for name in named) or named[0].text in _DEEDS:
        return start
    owners.take("co" if owners.lead or owners.co else "joint", named)
    return rest


_DEEDS = frozenset(("督查", "考核", "组织", "宣传", "审计", "统计", "招商"))
"""联合督查: what they do together, not a unit's short name."""


def _is_owner(name: Name, *, agent: bool = False, headed: bool = False) -> bool:
    """In prose a word counts as an owner only if it is clearly somebody in particular."""
    if name.kind == "vague":
        return True
    if name.kind == "person":
        return (has_title(name.text) and not _BUILT.match(name.text)) or (agent and len(name.text) in (2, 3))
    if len(name.text) > 24 or _WHOLE.fullmatch(name.text) or _NO_NAME.search(name.text):
        return False
    if _ADDRESSED.fullmatch(name.text):
        return True
    definite = is_stem(name.text) or bool(_DEFINITE.search(name.text) and is_unit(name.text))
    return definite and (headed or not _CLASS.fullmatch(name.text))


def is_named(name: Name) -> bool:
    """A unit in particular and no class of them, or a person by name."""
    if name.kind == "person":
        return len(name.text) <= 3 and not has_title(name.text)
    return name.kind == "unit" and _is_owner(name) and not is_stem(name.text)


_CLASS_MUST = re.compile(r"([\u4e00-\u9fff、]{2,24}?)(?:要|应当|应|必须|可以|不得|负责)")


def is_class(words: str) -> bool:
    """「行政执法机关应当……」: a rule for a whole class, not a task for somebody."""
    found = _CLASS_MUST.match(words)
    return bool(found and _CLASS.fullmatch(found[1].rpartition("、")[2]))


def prefix_owners(words: str) -> tuple[Owners, int]:
    """「县水利局：加强河道管理」: the owners in front of the colon, and where the task begins."""
    owners = Owners()
    colon = _COLON.search(words, 0, _REACH)
    if (
        not colon
        or words.count("（", 0, colon.start()) > words.count("）", 0, colon.start())
        or _NO_PART.match(words, colon.end())
        or colon.end() >= len(words) - 2
    ):
        return owners, 0
    found = names(words[: colon.start()])
    if found and all(_is_owner(name, headed=True) and not _is_role(name) for name in found):
        owners.take("joint", found)
    return (owners, colon.end()) if owners.any() else (owners, 0)


_COLON = re.compile(r"[:：]")
_NO_PART = re.compile(
    r"\s*(?:为(?:了|切实|进一步|贯彻|深入|认真|加强|做好|推进|推动|确保|全面|有效|规范|保障)|根据|现将|近期|近年来|会议(?!室)|目前|截至)"
)
"""Behind a letter's address comes why it is written, behind a project's name what the meeting said of it."""


def _is_role(name: Name) -> bool:
    """A kind of post (县级路长) is not a person who could be asked."""
    return (name.kind == "person" and bool(re.search(r"职责|专管员", name.text))) or name.kind == "vague"


def heading_owners(title: str) -> Owners:
    """「县教体局」, 「体育局、文旅局」, 「常务副县长韩冰」 as a heading: who answers for what stands under it."""
    owners = Owners()
    whole = _HOW_MANY.sub("", title.strip(" \u3000：:。*"))
    plain = _WHAT_THEY_LEAD.sub("", whole)
    if named := _NAME_AND_POST.fullmatch(plain):
        at = title.index(named[1])
        owners.take("leader", [Name(named[1], at, at + len(named[1]), "person")])
        return owners
    found = names(plain) if len(plain) <= 40 and not re.search(r"职责|名单|情况|[，；]", plain) else []
    if (
        found
        and all(_heads(name) for name in found)
        and (plain != whole or re.search("长|书记|主任|主席|领导", plain) or not _persons(found))
    ):
        owners.take("joint", found)
    return owners


_HOW_MANY = re.compile(r"[（(](?:共)?\d{1,3}(?:项|条|件|个)[^（()）]{0,4}[)）]$")
_WHAT_THEY_LEAD = re.compile(
    r"(?:同志)?(?:牵头|负责|分管|包抓|领衔|领办|主抓)(?:负责|推进|落实|抓总|办理|督办)?(?:的)?(?:重点|主要|具体)?(?:工作|任务|事项|项目)?(?:任务|清单|事项)?$"
)
"""「朱县长牵头重点工作」: behind the name a heading says what it is the name of."""
_NAME_AND_POST = re.compile(
    r"([\u4e00-\u9fff]{2,4})[（(][^（）()]{0,30}(?:县长|市长|区长|镇长|乡长|书记|常委|主任|主席|局长|组长)[^（）()]{0,30}[)）]"
)
"""万里云（县委常委、常务副县长）."""


def _persons(found: list[Name]) -> bool:
    return any(name.kind == "person" for name in found)


def _heads(name: Name) -> bool:
    if name.kind == "person":
        return len(name.text) <= 14
    return name.kind == "unit" and _is_owner(name, headed=True) and not is_stem(name.text)


def unit_line(words: str) -> Owners:
    """A line that is nothing but the name of a unit, as tables leave it when they become text."""
    plain = words.strip()
    if (
        3 <= len(plain) <= 16
        and "、" not in plain
        and re.match(r"省|市|县|区|各|中共", plain)
        and UNIT_END.search(plain)
        and not is_person(plain)
    ) and not re.search(r"(?:部门|单位|项目|所|处|村|点|园)$", plain):
        at = words.index(plain)
        owners = Owners()
        owners.take("joint", [Name(plain, at, at + len(plain), "unit")])
        return owners
    return Owners()
