"""Who, in running prose: 「县住建局要……」, 「由王县长牵头，县资源局、林业局等部门具体负责」, 「会同……」."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import (
    DEPARTMENTS,
    DOINGS,
    GOVERNING,
    NAME,
    SURNAMES,
    TITLES,
    TWO_WORD_SURNAMES,
    UNIT_ENDINGS,
)
from luoshi.core.reading.grammar.names import (
    ROOM_END,
    UNIT_END,
    Name,
    has_title,
    is_bare_name,
    is_person,
    is_post,
    is_stem,
    is_unit,
    names,
)
from luoshi.core.reading.grammar.owners import Owners, names_at, owners_of

_REACH = 90
"""A subject longer than this is none."""
_LEADING = searched(
    r"\s*(?:(?:【[^】]{1,12}】|此事|这事|具体(?=由)|同时|此外|特别是|尤其是|涉及的|另外|对此|其中|会后|会议(?=责成|委托|由|请)|(?:这|此|该)(?:件|项|个|块|一块)(?:事情?|工作|任务|问题|题目)?(?=[\u4e00-\u9fff]{2})|下一步|今年|明年|全年|年内|当前|目前|接下来|下半年|上半年|希望|要求|明确|会议(?:要求|明确|强调|议定|决定|指出)|"
    r"[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九]|(?:到|在|从|于)?(?:20\d\d年|今年|明年)?(?:\d{1,2}月)?(?:底|末|\d{1,2}日|上旬|中旬|下旬)?(?:之前|以前|前|起)|"
    r"到20\d\d年(?:底|末)?|20\d\d年(?:底|末)?|[①-⑳]|[（(]?\d{1,2}[)）．.、](?!\d)|——)[，、]?)+"
)
_AGENT = re.compile(
    r"(?:由(?![于此来衷])|请(?![示求假])|责成|交由|交给(?=分管|[\u4e00-\u9fff]{2,8}(?:局|委|办|同志|长))|委托|指定|(?:督促|指导|协调|组织)(?=[县市区镇各])|安排(?=[\u4e00-\u9fff]{2,12}(?:局|委|办|公司)))"
)
_ASKED = frozenset("由请责交委指督协组安")
_MAY_ASK = re.compile(f"[{''.join(sorted(_ASKED))}]")
"""Without one of these there is no agent."""
_STOPS = (
    rf"(?P<govern>同(?=[省市县区][\u4e00-\u9fff]{{1,8}}[局委办]|[\u4e00-\u9fff]{{2,3}}(?:镇|街道))|商(?=[省市县区][\u4e00-\u9fff]{{1,8}}[局委办])"
    rf"|\d{{1,4}}[年月日]|[一二三四五六七八九十]{{1,2}}月|[一两二三四五六七八九十\d]{{1,2}}(?:个月|个星期|周|天|日)(?=[之以]?内)"
    rf"|各(?=[抽派出拿])|[两三四五六七八九十]家(?!企业|单位)|排(?=[个出定好])|划(?=[定出拨转])|的(?:各位)?同志们?(?=[\u4e00-\u9fff])|(?:是|为)(?:(?:第一|主要|直接|具体)?责任(?:人|主体|单位)|(?:牵头|主办|配合|协办|参与)(?:单位|部门))|一道|联手|{GOVERNING})|(?P<soft>{DOINGS})"
)
_STOP = searched(_STOPS)
_TITLED_ON = re.compile(
    r"(?!督促|帮助|引导|约谈|委托|要求)[\u4e00-\u9fff]{2}(?![省市县区各])[\u4e00-\u9fff]{0,3}?(?:局|股|部(?![门署分])|(?<![督主承协举开兴])办(?![理好法事成])|委(?!托)|室|中心|处(?![理置])|站|院|队|组(?![织建成])|会(?![同议])|公司)"
)
"""A verb that goes on like this is a part of a unit's name: 组织部, 督查室, 建设局, 服务中心."""
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"(?:要|应|须|必须|务必|继续|切实|具体|总|分别|共同|联合)*(?:牵头(?!单位|部门|领导|人|作用|抓总作用|的)|主抓|主办(?!单位|方)|抓总|挑头|领头|打头|为主(?![的体要题线])|负主责|(?:为|是|作为)(?:牵头|主办|主责)(?:单位|部门))"
        ),
    ),
    (
        "co",
        re.compile(
            r"(?:要|应|须|必须|务必|积极|密切|大力|主动|协同|联合|全力|全程|共同|分别|按(?:照)?(?:各自)?职责(?:分工)?|分工|做好|抓好|予以|给予|也要)*(?:(?:配合|协助|参与|参加|协办|会办)(?![率度者])|(?:协同|支持|指导|监督|跟上|跟进|会签|帮着干|一起上|提前介入)(?=$|[，。；、])|(?:为|是|作为)(?:配合|协办|参与|协同)(?:单位|部门))"
        ),
    ),
    (
        "joint",
        re.compile(
            r"(?:要|具体|主体|分别|共同|按(?:照)?(?:各自)?(?:职责|辖区|管辖)(?:范围)?(?:分工)?|分工|统一|全权|主要|总)*(?:各负其责|各司其职|负责(?!人|同志|制)|承办(?!单位)|负总责|(?:是|为|作为)(?:第一|主要|直接|具体)?(?:责任(?:人|主体|单位)|实施主体))"
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
    r"(?:要|应|须|应当|必须|积极|主动|牵头|负责|具体|尽快|抓紧|及时|切实|，|、){0,4}(?:会同|会商(?=[省市县区镇])|协同|联合(?![体国会])|(?:与|和|跟(?!踪|进|上)|同(?!步|时))(?=[省市县区各国][\u4e00-\u9fff]{1,12}(?:局|委|办|中心|公司|集团|大队|联|院)|[\u4e00-\u9fff]{2,4}(?:镇|街道|乡))|(?:带[领着上]?|领着|拉上|拉着|叫上|组织)(?=[\u4e00-\u9fff]{2,10}(?:局|委|办|镇|街道|中心))|商(?=[省市县区][\u4e00-\u9fff]{2,8}局))"
)
_WITH_FIRST = frozenset("拉叫领组与和跟同要应须必积主牵负具尽抓及切，、会协联带商")
_BESIDE_FIRST = frozenset("与同跟")
_DEFINITE = re.compile(
    r"^(?:省|市|县|区|州|旗|各|全[县市省]|国家|中央|全国|国务院|自治区|[\u4e00-\u9fff]{2,4}(?:省|市|县|区|州|旗|镇|乡|街道))|(?:局|委|办|厅|署|部|联|处|中心|管委会|指挥部|专班|领导小组|工作组|办公室|大队|支队|中队|(?:执法|巡防|城管|消防|巡逻|工作|扑火|护林)队|海关|公司|集团|妇联|工会|人民政府|[省市县区镇乡]政府|(?:督导|督查|巡查|检查|专项|整治|联络|协调)组|(?:投诉|广播|电视|气象|服务)台|税务局|(?:督查|督导|教研|财务|人事|法规|审批|监察|综合|秘书|党政|纪检|审计)室|中心校|支行|分行|银行|(?:^|国有|县|市)(?:工|农|中|建|交|人|农商|农发|邮储)行|派出所|法院|检察院|(?:公路|工务|养护|航道|车务|机务|水务|路政|供电)段|卫生院|医院|中学|小学|学校|大学|学院|社|办事处|分局|协会|(?:派出|司法|供电|财政|国土|资源|税务|交管|监管|规划|畜牧)所|"
    r"(?:林业|农技|水利|水务|畜牧|兽医|文化|广电|环卫|公路|供水|消防|监督|服务|卫生)站)$"
)
_CLASS = re.compile(
    r"(?:各级|各类|各|县级|乡镇|地方|有关|相关|所有)*(?:行政|执法|司法|监管|审批|国家|党政|企事业|基层|地方|主管|用人|建设|施工|业主)*(?:执法)?(?:机关|企业|单位|部门|机构|学校|医院|银行|组织|团体|平台|公司|社会|政府|各级人民政府|人民政府|会|团|台|场|组|所|站|行|区|县|市|省)"
)
_ADDRESSED = re.compile(
    r"(?:项目)?(?:所在|属地|沿线|涉及)(?:地)?(?:的)?(?:各)?(?:镇街|乡镇|镇办|镇|乡|街道|社区|村|镇村)|各(?:县|区|市|镇|乡|县区|市县|区县|县市区|县（市、?区）|乡镇|镇街|街道|乡镇街道)(?:（[^（）]{1,6}）)?(?:(?:人民)?政府|办事处|党委)?"
)
"""Classes too, but a notice speaks to them: 请各区……."""
_BUILT = re.compile(r".{0,4}(?:建立|成立|由|明确|加强|实行|落实|强化|完善|健全|坚持|推行|发挥|我们|以)|经|报|呈|我|你")
_NO_NAME = re.compile(
    r"查处$|\d+[名个家户人处条座项]|^(?:我(?!县|市|区|镇)|要|须|应当|必须|瞄准|围绕|聚焦|坚持|加强|完善|参照|对照|借鉴|学习|比照|确保|力争|争取|推动|加快|完成|启动|新建|实施|推进(?!办)|支持(?!中)|改造|开展|做好|落实|指导(?!中)|督促|(?:组织|发动|引导|协调|安排|帮助)(?=[省市县区镇乡各])|每|各类|对|自(?!然|治)|按|在|为|且|将|通过|以|充分|我们|其次|首先|与|同(?!心)|经(?![开贸济信发商侦])|报|纳入|列入|协助|配合|参与|属于|位于|涉及|全[县市省区州旗国](?![各域直民]))|发挥|\d月|赴|(?<=.)向(?!阳)|下班|日前|再|跑|[（(][^）)]*$|(?:县长|市长|区长|镇长|书记|局长|同志)(?=.)|由|会同|联合(?!会)|牵头|负责|配合|汇报|提交|[的已并了是将把与]|听取|移交|转交|进驻|原则同意|关于|根据"
    r"|(?<!各)(?:(?:小|城|山|景|校|厂|库|灾|林|院|棚户)区|(?:超|城|夜|门)市|(?:小|城|古)镇|(?:城|返|家)乡|[格布全大开棋]局|(?:全|内|外|局)部)$"
)


_WHOLE = re.compile(r"[全我本该][县市区镇省州旗国]|全国各地|我们?|[你贵我本该](?:局|委|办|单位)")


_MAY_END = searched(
    rf"(?:{UNIT_ENDINGS}|股|科|{TITLES}|{DEPARTMENTS}|部门|方面|单位|[）)]|长[\u4e00-\u9fff]{{2,3}}|任[\u4e00-\u9fff]{{2,3}}|记[\u4e00-\u9fff]{{2,3}}|由[\u4e00-\u9fff]{{3}}|请[\u4e00-\u9fff]{{3}}|等)$"
)
"""What names can end in: a cheap look before the dear one."""
_ENDINGS = frozenset(word[-1] for word in f"{UNIT_ENDINGS}|{TITLES}|{DEPARTMENTS}".split("|")) | set("股科门面位）)等")
_BEFORE_NAME = frozenset("长任记由请")
_MAY_CALL = re.compile(f"[{''.join(sorted(_BEFORE_NAME))}]")
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
    clauses = _clauses(words)
    if agents == "head" and not _names_within(clauses):
        return subject_owners(words, bare=bare)  # the same; it is asked for so, too
    if bare and not _stands_bare(words, clauses):
        return subject_owners(words, agents=agents)
    owners = Owners()
    listed: list[Name] = []
    for clause in clauses:
        named = bool(owners.lead or owners.co)
        _said(owners, words, clause, bare=bare and not named, again=bare and named, inside=agents == "any")
        if clause.at == 0 and not owners.any():
            listed = _only_names(words, clause)
        elif clause.at == 1 and bare and listed and not (owners.any() or owners.vague):
            owners.take("joint", listed)
            listed = []
        elif clause.at == 1 and listed and (owners.any() or owners.vague) and words.startswith("各", clause.start):
            rest, owners = owners, Owners()
            owners.take("joint", [*listed, *rest.lead, *rest.co])
            owners.leaders += rest.leaders
    if "领导" in words and (said := _LEADER_IS.search(words)) and not owners.leaders:
        owners.take("leader", [name for name in names_at(words, *said.span(1)) if name.kind == "person"])
    if owners.lead and _ALONG_WORDS.search(words):
        _along(owners, words)
    if "你" in words:
        owners.leaders += [name for name in _addressed(words) if name.text not in {one.text for one in owners.leaders}]
    led = owners.leaders or not ("牵头" in words or "负责" in words)  # a leader leads no less where units lead
    if owners.co and not owners.lead and led and not _YOU.search(words):
        together = Owners()  # 「人社局、教育局要密切配合」: nobody leads them
        together.take("joint", owners.co)
        together.leaders = owners.leaders
        return together
    return owners


_LEADER_IS = re.compile(
    r"(?:牵头|分管|责任|包联|包抓|包案|挂帅|领衔)(?:县|市|区)?领导(?:是|为|[:：])?([^，。；]{2,24}?(?:[长记席]|同志|(?<=[是为：:].{2})|(?<=[是为：:].{3})))(?=[，。；]|$)"
)
_ALONG_WORDS = re.compile("协作|配合|协同|联动|一道|一起|联手|下[，,]")
_ALONG = re.compile(
    r"(?:与|同|和)(?P<with>[^，。；与同和]{2,40}?)(?:的)?(?:密切|沟通|紧密|、)*(?:配合|协作|协同|联动|一道|一起|联手)|在(?P<by>[^，。；]{3,40}?)的?(?:配合|协助|支持)下"
)


def _along(owners: Owners, words: str) -> None:
    """「加强与县公安局、县城管局的协作」, 「在县公安局配合下」."""
    known = {name.text for name in (*owners.lead, *owners.co)}
    behind = max(name.end for name in owners.lead)
    for found in _ALONG.finditer(words, behind):
        named = names_at(words, *found.span(found.lastgroup or 0))
        if named and all(name.kind == "unit" and _is_owner(name) for name in named):
            owners.take("co", [name for name in named if name.text not in known])


_VOCATIVE = re.compile(
    rf"(?:^|[，,。；;：:\s])(?P<who>[\u4e00-\u9fff]{{1,4}}(?:(?:常务)?副?[县市区镇乡局部]长|同志|书记|主任|主席)|老[{''.join(sorted(SURNAMES))}]|(?!另外|同时|此外|其次|首先|最后|会后|今天|对此|因此|所以|但是|当前|目前|下来|回去|总之|这里|为此)[\u4e00-\u9fff]{{2}}(?=[，,]))"
    r"[，,]?(?:这[\u4e00-\u9fff]{1,6}[，,]?)?(?:请|还是|就|都|要)?你(?:来|要|就|也|得|再|去|们(?=[两二三]))*(?:亲自|具体|总)?(?=牵头|负责|负总责|抓|盯|管|挂帅|协调|调度|督|跑|多|上|把|带|过问)"
)
"""「王县长，你负总责」, 「老栾你亲自盯着」."""


def _addressed(words: str) -> list[Name]:
    return [Name(found["who"], *found.span("who"), "person") for found in _VOCATIVE.finditer(words)]


_YOU = re.compile(r"[你贵](?:局|委|办|单位|部门|镇|县|区|公司|街道|中心)")


def _stands_bare(words: str, clauses: tuple[_Clause, ...]) -> bool:
    """Whether somebody may be named who neither must, nor leads, nor helps, nor answers."""
    if "各" in words:
        return True
    for clause in clauses:
        found = clause.subject or clause.agent
        if found is not None and found.role in ("bare", "agent"):
            return True
    return False


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
    """The clauses that name somebody, and the first two if a list may run over them. They are looked at once for all
    that is asked of the sentence."""
    asked, listed = _MAY_ASK.search(words) is not None, "各" in words
    pieces = split(words, "，,；;：:。！")
    if _AND_MUST.search(words):
        pieces = [part for piece in pieces for part in _parted(words, *piece)]
    found: list[_Clause] = []
    for at, (start, end) in enumerate(pieces):
        if one := _clause(words, at, start, end, asked) if start < end else None:
            found.append(one)
        elif at < 2 and listed:
            found.append(_Clause(at, start, after_leading(words, start, end), end, "", None, None))
    return tuple(found)


def _names_within(clauses: tuple[_Clause, ...]) -> bool:
    """Whether a clause names in its midst who must do something."""
    return any(clause.agent is not None and clause.form != "by" for clause in clauses)


_AND_MUST = re.compile(r"要[\u4e00-\u9fff]{2,8}、(?=[\u4e00-\u9fff]{2,6}也?要[\u4e00-\u9fff]{2})")
"""「财政要保障、审计要跟进」: between what one must and what the next must a comma is meant."""


def _parted(words: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [found.end() for found in _AND_MUST.finditer(words, start, end)]
    return list(zip([start, *cuts], [*(cut - 1 for cut in cuts), end], strict=True))


def most_doers(words: str) -> int:
    """In how many clauses of a sentence somebody may stand at the head."""
    return sum(1 for clause in _clauses(words) if clause.subject or clause.form)


def _clause(words: str, at: int, start: int, end: int, asked: bool) -> _Clause | None:
    head = after_leading(words, start, end)
    first = words[head : head + 1]
    if first in _BESIDE_FIRST and _BESIDE.match(words, head, end) and not _AS_ONE.search(words, head, end):
        return _Clause(at, start, head, end, "beside", None, None)
    if first in _WITH_FIRST and _WITH.match(words, head, end):
        return _Clause(at, start, head, end, "with", None, None)
    by = first in _ASKED and _AGENT.match(words, head, end)
    you = _YOU.match(words, by.end() if by else head, end)
    if you and _WITH.match(words, you.end(), end):  # 「请你局会同……」
        return _Clause(at, start, you.end(), end, "with", None, None)
    found = None if by else subject(words, head, end)
    agent = _agent(words, head, end) if asked and found is None else None
    return _Clause(at, start, head, end, "by" if by else "", found, agent) if by or found or agent else None


def _only_names(words: str, clause: _Clause) -> list[Name]:
    """「各乡镇、园区，各有关部门要……」: a list whose first part a comma cuts off."""
    start, end = clause.head, clause.end
    if not (4 <= end - start <= 60 and words.startswith("各", start) and words.startswith(("，", ","), end)):
        return []
    found = names_at(words, start, end)
    listed = bool(found) and all(name.kind == "vague" or is_unit(name.text) for name in found)
    listed = listed and found[-1].end == end and found[0].kind == "unit"
    return found if listed and _is_owner(found[0]) else []


def _said(owners: Owners, words: str, clause: _Clause, *, bare: bool, again: bool, inside: bool) -> None:
    """What one clause adds: its subject, or the agent after 由; and whom they are to act with.

    again: somebody answers already, so whoever else does something in it helps.
    """
    if clause.form == "with":
        if owners.lead or owners.leaders or _YOU.search(words, 0, clause.head):
            _together(owners, words, clause.head, clause.end)
        return
    found = clause.subject or (clause.agent if clause.form == "by" or inside else None)
    if found is None:
        return
    if speaks(words, found, clause.end):
        return
    if _all_persons(found) and words.startswith(("担任", "兼任", "为召集人", "任组长"), found.end):
        return  # who holds a post
    if _all_persons(found) and owners.lead and all(_CLASS_OF_PERSONS.match(name.text) for name in found.names):
        return  # 各镇党委书记, beside whose it is
    if (
        found.role == "bare"
        and _all_persons(found)
        and (
            _CHARGE.match(words, found.end, clause.end)
            or (_some_one(found.names) and _SEES.match(words, found.end, clause.end))
        )
    ):
        owners.take("joint", found.names)
        return
    if found.role == "agent" and (owners.lead or owners.co) and _all_persons(found):
        if words[max(clause.head - 2, 0) : clause.head - 1] == "的":  # 「……的，由县长约谈」
            return
        owners.take("joint", found.names)
        return
    if found.role == "agent" and (owners.lead or owners.co):
        by = clause.form == "by"
        if again and by and _adds(owners, words, found) and not _ABOVE.search(words, found.names[0].start, clause.end):
            owners.take("co", [name for name in found.names if name.kind == "unit"])
        if not by and _SUPPORTS.fullmatch(words, found.end, clause.end) and _all_units(found):
            owners.take("co", found.names)  # 「资金由县财政局保障」
        return  # who does what after the owner's part is done
    if found.role == "bare" and again and _adds(owners, words, found):
        owners.take("co", found.names)
        return
    if found.role == "bare" and bare and not words.endswith("的", clause.head, clause.end):
        stems = len(found.names) == 1 and is_stem(found.names[0].text) and not _SPOKEN.fullmatch(found.names[0].text)
        found = Subject(found.names, "bare" if stems else "must", found.end)
    _take(owners, words, clause.end, found)


_SPOKEN = re.compile(
    r"[县市区]?(?:公安|交警|公安交警|融媒体?|资规|自规|住建|市监|发改|卫健|工信|人社|编办|城管|退役军人)"
)
"""Short names that are nothing but a unit's."""
_CHARGE = re.compile(
    r"(?:总|具体|亲自|全程|要|负责|定期|及时|每[周月旬季](?:度)?)*(?:督办|督导|督战|包案|包联|包抓|包保|挂帅|抓总|协调|调度|统筹|分管|领衔|主抓|盯|把关|过问|靠上去|负总责|统一指挥)"
)
"""What a leader does for a task that others carry out."""


_SEES = re.compile(
    r"(?:也要|要|再|都|就|统一|亲自|亲自去|全程|每[天周月]|定期|及时|具体|牵头|负责|尽快|抓紧|主动|继续)*"
    r"(?:多(?:费|操|用|上)(?:点|些)?心|多(?:跑|盯|催|问|过问|协调|调度|督促|督导|关心|支持)|亲自(?:抓|盯|跑|管|督|上|过问|调度|协调)|靠(?:前|上)|具体抓|总抓|盯|牵总|抓总|负总责|挂帅|包案|督办|督战|督导|调度|协调|统筹|过问|把关|跟进|跟踪|催办|牵头|负责(?!任|人)|主抓|抓一抓|管一管|跑一跑)"
    r"[^，。；\d]{0,10}"
)


def in_person(words: str, start: int, end: int) -> list[Name]:
    """「卫国同志要亲自抓」, 「请林县长多跑几趟省厅」: persons of whom nothing is said but that they see to it."""
    head = after_leading(words, start, end)
    by = _AGENT.match(words, head, end)
    found = subject(words, by.end() if by else head, end, agent=by is not None) if end - head <= 40 else None
    if found is None or not _all_persons(found) or speaks(words, found, end):
        return []
    if not _some_one(found.names):
        return []
    rest = words[found.names[-1].end : end].rstrip("。！；; ")
    return found.names if _SEES.fullmatch(_NOTHING_MORE_SAID.sub("", rest)) else []


_TAKES = re.compile(
    r"(?:要|再|负责|尽快|马上|亲自|牵头|抓紧|会后|今天|明天|本周|下周)*(?:带着?|带领|组织|督促|督导|指导|协调|召集|调度|安排|叫上)(?=[\u4e00-\u9fff]{2})"
)


def _some_one(found: list[Name]) -> bool:
    """Persons in particular: by name, or the one whose field it is; no class of them (各镇党委书记)."""
    return has_title(found[-1].text) and all(
        not _CLASS_OF_PERSONS.match(name.text)
        and (not is_post(name.text) or "常务" in name.text or "分管" in name.text)
        for name in found
    )


_CLASS_OF_PERSONS = re.compile("各|全体|主要|有关|相关|责任|单位|部门|镇|乡|村|党政|一把手|班子")
_WHO_SEES = re.compile(
    rf"(?P<who>(?:[\u4e00-\u9fff、]{{0,8}}(?:同志|(?:常务)?副?[县市区镇乡部局院]长|副?主席|副?书记|副?主任)))(?={_SEES.pattern}|{_TAKES.pattern})"
)
"""「王县长多盯一盯」, 「林县长带县住建局……」."""


_TITLE_ENDS = frozenset("长志席记任")
_NOTHING_MORE_SAID = re.compile(r"^(?:等[两二三四五几]位[^，。]{0,6}|[（(][^（()）]*[)）])")


_SUPPORTS = re.compile(
    r"(?:也|都|要|须|必须|负责|积极|主动|全力|及时|密切|做好|加强|搞好|全程|予以|给予|落实|把)*[\u4e00-\u9fff]{0,6}?(?:保障|跟进|跟上|支持|配合|兜底|把关|协助|帮忙|搭把手|参与|指导|把好[\u4e00-\u9fff]{2}关|开绿灯|做好服务|搞好服务|督办|盯着)[\u4e00-\u9fff]{0,6}[。！；;]?"
)


def only_supports(words: str, found: Subject, end: int) -> bool:
    """「县住建局要做好技术指导」, said of units."""
    begin = found.names[-1].end
    gives = _all_units(found) and _GIVES.match(words, begin, end)
    return bool(gives) and _SUPPORTS.fullmatch(words, begin, end) is not None


_GIVES = re.compile("(?:也?要|须|负责)?(?:做好|搞好|提供|把好|帮着|予以|给予)")


def adds_only(words: str) -> bool:
    """「卫国同志多跑一跑。」, 「财政要保障、审计要跟进。」: a sentence that only says who else sees to it or helps."""
    if len(words) > 60 or re.search(r"[\d：:]|每[日天周月旬季]", words) or not _ADDS.search(words):
        return False
    clauses = _clauses(words)
    pieces = [
        part
        for piece in split(words, "，,；;：:。！")
        for part in _parted(words, *piece)
        if words[slice(*part)].strip()
    ]
    if len([one for one in clauses if one.subject or one.agent]) < len(pieces):
        return False
    return all(_adds_only(words, one) for one in clauses if one.subject or one.agent)


_ADDS = re.compile(
    "保障|跟进|跟上|支持|配合|兜底|把关|协助|帮忙|搭把手|参与|[长志记任席](?:[要多再全靠盯统调负挂牵抓协]|亲自)|服务|督办|盯"
)


def _adds_only(words: str, clause: _Clause) -> bool:
    found = clause.subject or clause.agent
    if found is None or any(name.kind == "vague" for name in found.names):
        return False
    if _all_persons(found):
        return bool(in_person(words, clause.start, clause.end))
    named = found.names[-1].end
    return _all_units(found) and _SUPPORTS.fullmatch(words, named, clause.end) is not None


def _all_units(found: Subject) -> bool:
    return all(name.kind == "unit" for name in found.names)


def in_charge(words: str, found: Subject, end: int) -> bool:
    """Whether persons are said to be in charge, rather than to do it themselves."""
    said = found.role in ("lead", "joint") or _CHARGE.match(words, found.end, end) or _SEES.match(words, found.end, end)
    return bool(said) and _all_persons(found)


def charged(words: str) -> list[Name]:
    """The persons who are said to be in charge, whoever is said to do it."""
    found = [one.subject or one.agent for one in _clauses(words)]
    ends = [one.end for one in _clauses(words)]
    return [
        name
        for one, end in zip(found, ends, strict=True)
        if one and in_charge(words, one, end) and _some_one(one.names) and not speaks(words, one, end)
        for name in one.names
    ]


def topic_leaders(words: str) -> list[Name]:
    """「农贸市场这块，归永昌副县长管。」, 「搬迁由谢明同志挂帅，赵敏同志具体抓。」: in charge of what follows."""
    said = _TOPIC_OF.match(words) if len(words) <= 90 else None
    if said is None:
        return []
    named = names_at(words, *said.span("who"))
    if not named or not all(name.kind == "person" for name in named) or not _some_one(named):
        return []
    for start, end in split(words[said.end() :], "，,；;"):
        first, last = said.end() + start, said.end() + end
        if not words[first:last].strip("。；; "):
            continue
        more = in_person(words, first, last)
        if not more:
            return []
        named += more
    return named


_TOPIC_OF = re.compile(
    r"\s*(?:会议(?:明确|决定|议定|要求|确定)[，,：:])?(?!以上|上述|其余|剩余|逾期|超期)[^，,。；;：:\d]{2,16}?[，,]?(?:都|统一|全部|总的|还是|就)?(?:归|由|请)(?!于)"
    r"(?P<who>[^，,。；;：:\d]{2,40}?)(?:来|去|总|具体|牵头|全面)*(?:管|挂帅|牵头|负责|负总责|抓总|主抓|分管|包抓|包案|盯|盯着|调度|统筹|挑头|领衔)(?:到底|起来|负责|抓总|调度|协调|落实|抓)?(?=[，,。；;]|$)"
)


def _all_persons(found: Subject) -> bool:
    return found.names[0].kind == "person" and all(name.kind == "person" for name in found.names)


def speaks(words: str, found: Subject, end: int) -> bool:
    """「谢县长5月8日对……作出批示」: who bids, says or signs does not do it."""
    return _all_persons(found) and found.role != "lead" and bool(_SAYS.search(words[found.end : end][:90]))


_SAYS = re.compile(
    r"(?:作出|作了|提出|签署|明确)(?:了)?[^，。]{0,8}(?:批示|指示|要求|讲话)|批示$|批示[:：]|(?:^|[\u4e00-\u9fff])(?:指出|强调|表示|要求|主持召开|主持会议|出席|列席|审定|审签|签发|听取)"
)


def _adds(owners: Owners, words: str, found: Subject) -> bool:
    """「县住建局牵头，……，县水务集团提供论证报告」: another unit in particular that does its part."""
    known = {name.text for name in owners.lead}
    head = words[max(found.names[0].start - 6, 0) : found.names[0].start]
    return (
        (not head.strip() or head[-1] in "，,；;。：: 由请")
        and all(
            (is_named(name) or _LEVELLED.match(name.text)) and not any(one.endswith(name.text) for one in known)
            for name in found.names
        )
        and not _is_told(words, found)
    )


_ABOVE = re.compile("(?:政府|[省市县区]委|党委)(?!办|督)|约谈|通报|问责|追究")
_LEVELLED = re.compile(r"[省市县区](?=[\u4e00-\u9fff]{2})")
_AS_ONE = re.compile("一起|一道|共同|联合")
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
        if _all_persons(found) and (led := _led_by(words, found.end, end)):
            owners.take("joint", led.names)
            found = led
        at = _together(owners, words, found.end, end)
        if found.role == "agent" and (stop := words.find("、", at, min(end, at + 8))) > 0:
            again = subject(words, stop + 1, end)  # 「由县财政局统筹、县住建局配合」
        elif found.role not in ("lead", "co", "joint"):
            return
        else:
            at += at < end and words[at] in "，、,和"
            again = subject(words, at, end)
            if again and again.role in ("bare", "must") and words[at - 1] == "、" and _all_units(again):
                does = _DOES_IT.match(words, again.end, end)  # 「赵县长牵头、县教体局落实、县财政局保障」
                again = Subject(again.names, "joint" if not owners.lead else "co", does.end()) if does else None
        found = again if again and again.role in ("lead", "co", "joint") else None


_DOES_IT = re.compile("(?:具体|抓|做好|组织)*(?:落实|承办|实施|推进|保障|监督|督办|审核|把关)(?=[、，。；]|$)")


def _led_by(words: str, start: int, end: int) -> Subject | None:
    """「请易副县长带县审批局、县市场监管局……」: whom a leader is to take along, or to see that they do it."""
    word = _TAKES.match(words, start, end)
    led = subject(words, word.end(), end, agent=True) if word else None
    units = led is not None and all(
        name.kind == "unit" and is_unit(name.text) and not _NO_NAME.search(name.text) for name in led.names
    )
    return led if units else None


def after_leading(words: str, start: int, end: int) -> int:
    lead = _LEADING.match(words, start, min(end, start + _REACH))
    return lead.end() if lead else start


def _agent(words: str, start: int, end: int) -> Subject | None:
    """「所需资金由县财政局统筹」: who stands behind 由."""
    limit = min(end, start + 2 * _REACH)
    if not _MAY_ASK.search(words, start, limit):
        return None
    for word in _AGENT.finditer(words, start, limit):
        found = subject(words, word.end(), end, agent=True)
        if found:
            return Subject(found.names, "agent", found.end) if found.role == "bare" else found
    return None


def subject(words: str, start: int, end: int, *, agent: bool = False) -> Subject | None:
    """Names at the head of a clause, up to the verb that they govern."""
    if start >= end:
        return None
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
    by_name = agent or _MAY_CALL.search(clause, 0, limit)
    for stop in (_STOP if by_name else _STOP_BEHIND_UNIT).finditer(clause, 2, limit):
        at = stop.start()
        named = (agent and (at <= 4 or "、" in clause[max(0, at - 5) : at])) or _may_end(clause, at)
        if not named or clause.startswith(("主要领导", "主要负责"), at):
            continue
        if stop[0] == "以" and clause.startswith("以及", at):
            continue
        if stop[0] == "交" and clause.startswith("交警", at):
            continue
        if stop["soft"] and (_TITLED_ON.match(clause, at, limit) or _PORTFOLIO.match(clause, at)):
            continue
        tried += 1
        if found := _named(clause, 0, at, agent=agent):
            role, rest = _role(clause, stop.end() if stop[0].endswith("家") else at, len(clause))
            return Subject(found, role, rest)
        if tried > 7:
            return None
    if agent and (titled := _TITLED_PERSON.match(clause)) and (found := _named(clause, 0, titled.end(), agent=True)):
        return Subject(found, "bare", titled.end())
    if not agent and not _TITLE_ENDS.isdisjoint(clause[:14]) and (sees := _WHO_SEES.match(clause)):
        found = _named(clause, 0, sees.end("who"), agent=False)
        if found and _some_one(found):
            return Subject(found, "bare", sees.end("who"))
    whole = _named(clause, 0, len(clause), agent=True) if agent and len(clause) <= 40 else None
    if whole and (all(name.kind != "unit" or is_unit(name.text) for name in whole) or not _ENDING.search(clause, 1)):
        return Subject(whole, "bare", len(clause))
    if (whose := _EACH.match(clause)) and not clause.startswith(("的", "都", "级"), whose.end()):
        return Subject([Name(whose[0], 0, whose.end(), "unit")], "bare", whose.end())
    if agent or clause[:1] in _LEVELS:
        return _by_ending(clause, 0, limit)
    return None


_PORTFOLIO = re.compile(r"(?:分管|包联|包案|包抓|联系|挂联)(?:的)?(?:县|市|区)?(?:领导|负责(?:人|同志)|(?:常务)?副)")
"""县政府分管领导: no verb."""
_EACH = re.compile(
    r"(?:各|(?:项目)?(?:所在|属地)(?:地)?(?:各)?)(?:乡镇|镇街|镇办|镇村|镇|乡|街道|社区|村|园区)(?:（[^（）]{1,6}）)?(?:人民政府|办事处|政府)?(?![、和及与（镇街村办]|长|党|部门|单位)"
)
_TITLED_PERSON = re.compile(
    rf"(?:分管[^，。]{{1,8}}的)?(?:(?:{TWO_WORD_SURNAMES})|[{''.join(sorted(SURNAMES))}])[\u4e00-\u9fff]{{0,2}}?"
    r"(?:同志|(?:常务)?副?[县市区镇乡部局院]长|副?主席|副?书记|副?主任)"
)
"""「请宿副县长靠上去」: behind 请 a person may do anything; he ends with his title."""
_LEVELS = tuple("县市区镇")


_ENDING = re.compile(
    r"(?:局|委|办|厅|中心|公司|委员会|办公室|督查室|大队|支队|中队|(?<=[法管巡])队|派出所|管委会|指挥部|专班|小组|镇|乡|街道|政府|股|科)(?:（[^（）]{1,8}）)?(?![局委办室会员中公镇乡长政常、和及与处的关提汇：:，。；主负（]|同志|(?:督查|研究|值班|办公)室|交警|信访|宣传|组织|统战|政法|网信|编办|党史)"
)


_HOLDERS = ("委", "政府")
_HELD = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:局|部|室|机关|委员会)(?!长|副?主任|副?局长|主要负责|负责人|负责同志)")
"""县委信访局, 县政府督查室: behind 县委 and 县政府 the name may go on."""
_KINDS = re.compile(r"[（(][^（）()]{1,8}[)）]")
"""各乡镇（街道）."""


def _by_ending(words: str, start: int, end: int) -> Subject | None:
    """Behind 由 a unit may do anything: its name ends where it looks like one."""
    for ending in _ENDING.finditer(words, start + 1, min(end, start + 60)):
        if words.startswith(("人民政府", "政府", "办事处", "管委会"), ending.end()):
            continue
        end_of_name = ending.end()
        if ending[0] in _HOLDERS and (longer := _HELD.match(words, ending.end(), end)):
            end_of_name = longer.end()
        elif kinds := _KINDS.match(words, ending.end(), end):
            end_of_name = kinds.end()
        if found := _named(words, start, end_of_name, agent=True):
            return Subject(found, "bare", end_of_name)
    return None


def _named(words: str, start: int, at: int, *, agent: bool) -> list[Name]:
    """The names of a stretch, if it holds nothing but names of somebody in particular."""
    found = names_at(words, start, at)
    if not found or not _NOTHING_MORE.fullmatch(words, found[-1].end, at):
        return []
    titled = _is_owner(found[-1]) and found[-1].kind == "person"  # 林卫国、赵敏同志: the title is said of both
    return (
        found
        if all(
            _is_owner(name, agent=agent or (titled and name.kind == "person")) or _is_titled(words, name)
            for name in found
        )
        else []
    )


def _is_titled(words: str, name: Name) -> bool:
    """「副县长、县公安局局长谢明」, of whom the bare name was kept."""
    return name.kind == "person" and words[max(name.start - 1, 0) : name.start] in ("长", "任", "席", "记", "员")


_NOTHING_MORE = re.compile(
    rf"\s*(?:等[^，。]{{0,12}})?|[（(][^（()）]{{0,30}}(?:{TITLES})[^（()）]{{0,12}}[)）]|(?:等)?[两二三四五几](?:位|名)[^，。]{{0,8}}|"
    r"[，、）)]*(?:有关|相关|各)?(?:部门|单位|方面)|[两三四五六七八九十]家|的(?:各位)?(?:负责)?同志们?"
)


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
    listed = names_at(words, word.end(), end) if end - word.end() <= 60 else []
    whole = bool(listed) and listed[-1].end == end and all(_is_owner(name) and _is_whole(name) for name in listed)
    found = None if whole else subject(words, word.end(), end)
    if found:
        named, rest = found.names, found.end
    else:
        named, rest = (listed, end) if listed else ([], start)
    if _SPEAKS.match(words, rest, end):
        return start
    if not named or not all(_is_owner(name, agent=False) for name in named) or named[0].text in _DEEDS:
        return start
    owners.take("co" if owners.lead or owners.co or _YOU.search(words, max(0, start - 6), start) else "joint", named)
    return rest


_SPEAKS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:对接|沟通|衔接|汇报|签订|签约|联系|争取|协调)")
"""「与省发改委对接」: to whom one speaks helps nobody."""


def _is_whole(name: Name) -> bool:
    return name.kind == "vague" or (is_unit(name.text) and not _VERB_IN.search(name.text))


_VERB_IN = re.compile(r"(?<=[局委办镇道司])(?:要|将|把|对|按|抓紧|尽快|负责|完成|做好|开展|落实|推进|提出|拿出)")


def helpers(words: str) -> Owners:
    """Those whom an item calls to help where its heading says who leads: 「会同县公安局……」, 「县财政局予以配合」."""
    owners = Owners(lead=[Name("", 0, 0, "unit")])
    for start, end in split(words, "，,；;：:。！"):
        start = after_leading(words, start, end)
        if words[start : start + 1] in _WITH_FIRST and _WITH.match(words, start, end):
            _together(owners, words, start, end)
        elif (found := subject(words, start, end)) and found.role == "co" and not _is_told(words, found):
            owners.take("co", [name for name in found.names if name.kind == "unit"])
    return Owners(co=owners.co)


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
    definite = (
        is_stem(name.text.removesuffix("部门"))
        or bool(_ROOM.search(name.text))
        or bool(_DEFINITE.search(name.text) and is_unit(name.text))
    )
    return definite and (headed or not _CLASS.fullmatch(name.text))


_ROOM = re.compile(f"(?:{ROOM_END})$")


def is_named(name: Name) -> bool:
    """A unit in particular and no class of them, or a person by name."""
    if name.kind == "person":
        return len(name.text) <= 3 and not has_title(name.text)
    return name.kind == "unit" and _is_owner(name) and (not is_stem(name.text) or bool(_LEVELLED.match(name.text)))


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
        or role_of_label(_LAST_WORD.sub("", words[: colon.start()]))
        or colon.end() >= len(words) - 2
    ):
        return owners, 0
    front = words[: colon.start()]
    if _ROLE_IN_TITLE.search(front) and (roled := _by_roles(front, front.strip())):
        return roled, colon.end()
    found = names(front)
    if found and all(_is_owner(name, headed=True) and not _is_role(name) for name in found):
        owners.take("joint", found)
    return (owners, colon.end()) if owners.any() else (owners, 0)


_COLON = re.compile(r"[:：]")
_LAST_WORD = re.compile(r".*[\s\u3000｜|，。；、]")
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
    if len(whole) <= 40 and _ROLE_IN_TITLE.search(whole) and (roled := _by_roles(title, whole)):
        return roled
    found = names(plain) if len(plain) <= 40 and not re.search(r"职责|名单|情况|[，；]", plain) else []
    if found and len(found) == 1 and (plain != title.strip(" \u3000：:。*")) and is_bare_name(found[0].text):
        owners.take("leader", found)
        return owners
    if (
        found
        and all(_heads(name) for name in found)
        and (plain != whole or re.search("长|书记|主任|主席|领导|同志", plain) or not _persons(found))
    ):
        owners.take("joint", found)
    return owners


_ROLE_IN_TITLE = re.compile(
    r"[局委办心司镇乡道联队站所行院社府）)][（(](?:牵头|总牵头|主办|配合|协办|参与|[^（()）]{3,40}(?:配合|协助|协办|参与|参加|牵头)[)）])|(?<=[局委办])会同|(?<=[局委办心司镇乡道])(?:牵头|负责)[，,、；;]"
)


_BETWEEN_ROLES = re.compile(
    r"[（()）、，,；;\s]|牵头|主办|会同|配合|协办|协助|参与|参加|负责|等|各?(?:有关|相关)|部门|单位|总|的|和|及|任务|工作|事项"
)


def _by_roles(title: str, whole: str) -> Owners | None:
    """「县住建局（牵头）、县财政局」 as a heading."""
    owners = owners_of(whole)
    named = [*owners.lead, *owners.co]
    if not owners.lead or not all(is_unit(name.text) and _is_owner(name, headed=True) for name in named):
        return None
    rest = whole
    for name in named:
        rest = rest.replace(name.text, "", 1)
    if _BETWEEN_ROLES.sub("", rest):
        return None
    at = title.index(whole)
    for found in (owners.lead, owners.co, owners.joint, owners.leaders):
        found[:] = [Name(name.text, name.start + at, name.end + at, name.kind) for name in found]
    return owners


_HOW_MANY = re.compile(r"[（(](?:共)?\d{1,3}(?:项|条|件|个)[^（()）]{0,4}[)）]$")
_WHAT_THEY_LEAD = re.compile(
    r"(?:同志)?(?:牵头|负责|分管|包抓|领衔|领办|主抓)(?:负责|推进|落实|抓总|办理|督办)?(?:的)?(?:以下|重点|主要|具体)?(?:领域|战线|口|部门|方面)?(?:的)?(?:工作|任务|事项|项目|[\d一二三四五六七八九十]{1,3}[项件])?(?:任务|清单|事项)?$"
)
"""「朱县长牵头重点工作」: behind the name a heading says what it is the name of."""
_NAME_AND_POST = re.compile(
    rf"({NAME}|[\u4e00-\u9fff]{{2,3}})(?:同志)?[（(](?![^（）()]*(?:分管|牵头|负责|包联|包抓)[)）])[^（）()]{{0,30}}(?:县长|市长|区长|镇长|乡长|书记|常委|主任|主席|局长|组长)[^（）()]{{0,30}}[)）]"
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
