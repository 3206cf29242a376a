"""Who: 「（A牵头，B、C配合，6月底前完成）」, 「责任单位：A、B」, and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.dues import Due, due_of_owner
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.names import Name, is_unit, names

ROOM = "站所|镇街|镇办|乡镇|股站|科室|股室|处室|室|科|股|站所|中队"
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "leader",
        r"(?:[县市省区州]级|[县市省区]委|[县市省区]政府)?(?:牵头|责任|分管|主抓|挂点|挂钩|挂包|联系点|包案|领衔|领办|包干|包抓|包联|联系|主管|负责|督导|督办|挂帅|挂联|包保){0,2}(?:[县市省区州]级|[县市省区州镇]|[县市区省]委|[县市区省]政府)?(?:领导|责任人|负责人|负责同志|包抓人|包保人)(?:同志)?",
    ),
    ("due", r"(?:完成|办结|办理|整改)?(?:时限|时间|期限|节点)(?:要求)?|完成日期"),
    (
        "co",
        rf"(?:配合|协办|协助|参与|参加(?=单位|部门)|协同|会办|协作|支持(?=单位|部门)|协管)(?:考核|责任|落实)?(?:单位|部门|{ROOM})?",
    ),
    ("lead", rf"(?:牵头|主办|主责|主抓|总牵头)(?:考核|责任|落实|负责)?(?:单位|部门|{ROOM})?"),
    ("none", r"(?:督办|监督|督查|督导|指导|考核|跟踪|联络)(?:单位|部门)"),
    (
        "joint",
        rf"(?:第一|具体|直接)?(?:责任|承办|落实|实施|负责|主管|主体责任|主要责任|责任主体)(?:单位|部门|{ROOM}|主体)?|(?:部门|责任|任务|职责)分工",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<{role}>(?:{form}))" for role, form in _ROLES) + r"(?!.)")
_LABELLED = re.compile(r"[（(【\[*\s]*([\u4e00-\u9fff]{2,8}?)(?:[*】\]\s]*[:：]|[】\]]|为(?=[\u4e00-\u9fff]{2}))[*\s]*")
_SPACED = re.compile(r"[\s\u3000](?=[【\[]?[\u4e00-\u9fff]{2,8}(?:[:：]|[】\]]))")
"""A blank before a label parts it from the label before."""
_BRACKETED = re.compile(r"[（(](牵头|总牵头|主办|配合|协办|参与)[)）]([、，,；;]?)")
"""「县发改局（牵头）、县财政局」: read as 「县发改局牵头，县财政局」."""
_MISTYPED = re.compile(r"(?<=(?:责任|牵头|配合|协办|主办|承办)单位)[;；](?=[\u4e00-\u9fff])")
"""「责任单位；县住建局」: a colon was meant."""
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"(?:总|分别|共同|具体|负责|联合)*牵头(?:负责|落实|抓总|组织|办理)?(?:落实|实施|推进)?$|(?:主办|主抓|为主)$"
        ),
    ),
    (
        "co",
        re.compile(
            r"(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:积极|密切|全力|主动|共同|分别|负责|做好)*(?:配合|协助|参与|协同|协办)(?:落实|实施|办理)?$"
        ),
    ),
    (
        "joint",
        re.compile(
            r"(?:按(?:照)?(?:各自)?(?:职责|职能|辖区|管辖)(?:范围)?(?:分工)?|分工|分别|分头|具体|共同|各自)*(?:负责|落实|承办|组织实施)(?:落实|实施|推进|办理|组织实施|抓好落实)?$"
        ),
    ),
)
_VERBS_END = frozenset("头责实总织理施进办抓主合助与同任作调")
"""What the verbs above end in."""
KEYWORDS = re.compile(
    r"牵头|负责|配合|会同|主责|协同|会办|(?:落实|主管|实施)(?:单位|部门)|责任(?:[:：]|单位|部门|领导|人|主体|科|股|处室|站所|镇)|领导[:：]|主办|承办|协办|完成(?:时限|时间)|时限|参与单位"
)
_NOTE = re.compile(r"列第一|排在第一|排第一|下同|排名第一|以下简称")
_MARKS = "，,；;。"
_NO_NAME = re.compile(rf"[\d年月日.、-]+$|(?:{ACTIONS})")
"""Behind the owners' verbs a bracket may go on with how or when: 「确保按期完成」."""


@dataclass(slots=True)
class Owners:
    """Who answers for something, as one stretch of words says it. Each name keeps its place."""

    lead: list[Name] = field(default_factory=list)
    co: list[Name] = field(default_factory=list)
    joint: list[Name] = field(default_factory=list)
    """Those of `co` who answer jointly."""
    leaders: list[Name] = field(default_factory=list)
    due: Due | None = None
    together: bool = False
    """The first of those who answer jointly leads, for want of a word."""
    vague: bool = False
    """Somebody is named, but nobody in particular: 有关部门."""

    def any(self) -> bool:
        return bool(self.lead or self.co or self.leaders)

    def take(self, role: str, found: list[Name]) -> None:
        """Adds names in a role. Of those who answer together the first leads, unless somebody leads already."""
        if role == "none":  # who watches over it does none of it
            self.vague = True
            return
        units: list[Name] = []
        for name in found:
            if name.kind == "unit":
                units.append(name)
            elif name.kind == "person":
                self.leaders.append(name)
            else:
                self.vague = True
        if role == "leader":
            self.leaders += units
        elif role == "lead":
            self.lead += units
        elif role == "joint" and not self.lead:
            self.lead += units[:1]
            self.together = bool(units)
            self._join(units[1:])
        elif role == "joint":
            self._join(units)
        else:
            self.co += units

    def _join(self, units: list[Name]) -> None:
        self.co += units
        self.joint += units


def owners_of(words: str) -> Owners:
    """Reads the inside of an owner's bracket, or an owner line. Empty if the words name no owner."""
    owners = Owners()
    role, waiting = "", list[Name]()
    words = _MISTYPED.sub("：", _SPACED.sub("；", words))
    words = _BRACKETED.sub(lambda found: f"{found[1]}，".ljust(len(found[0])), words)
    for start, end in split(words, _MARKS):
        if _is_note(words[start:end]):
            continue
        role, waiting = _piece(owners, words, start, end, role, waiting)
    if waiting and role:
        owners.take(role, waiting)
    elif waiting and owners.any():
        owners.take("co", [name for name in waiting if is_unit(name.text) or not _NO_NAME.match(name.text)])
    return owners


def _is_note(piece: str) -> bool:
    """「列第一位者为牵头单位，下同」 speaks of the list, and names nobody."""
    note = _NOTE.search(piece)
    return bool(note and (note.start() == 0 or ("负责" not in piece and "：" not in piece)))


def _piece(owners: Owners, words: str, start: int, end: int, role: str, waiting: list[Name]) -> tuple[str, list[Name]]:
    """One piece between commas. Gives the role that goes on, and the names that wait for their verb."""
    label = _LABELLED.match(words, start, end)
    labelled = role_of_label(label[1]) if label else ""
    if label and labelled:
        role, start = labelled, label.end()
        if waiting:
            owners.take("joint", waiting)
            waiting = []
    due = due_of_owner(words, start, end)
    if role == "due" and labelled and due is None and (said := words[start:end].strip()):
        at = words.index(said, start)
        due = Due(said, at, at + len(said), last=True)
    if (role == "due" and labelled) or (due and not is_unit(words[start:end].strip())):
        owners.due = due if due and (owners.due is None or due.last) else owners.due
        return ("" if role == "due" else role), waiting
    verb, length = role_of_verb(words[start:end])
    if verb:
        _with_verb(owners, words, start, end - length, verb, waiting)
        return "", []
    found = _with_others(owners, words, start, end)
    if role:
        owners.take(role, found)
        return role, waiting
    return role, [*waiting, *found]


def role_of_label(label: str) -> str:
    found = _LABEL.match(label)
    return str(found.lastgroup) if found else ""


def role_of_verb(piece: str) -> tuple[str, int]:
    """The role that the piece's last words give, and how many characters they are."""
    bare = piece.rstrip("）)〕 ")
    if bare[-1:] not in _VERBS_END:
        return "", 0
    for role, form in _VERBS:
        found = form.search(bare[-24:])
        if found:
            return role, len(piece) - max(len(bare) - 24, 0) - found.start()
    return "", 0


_INNER_LEAD = re.compile(r"牵头(?!单位|部门)[，、,]?(?=[^，。]{2,})")
_TOGETHER = re.compile(r"会同|(?<=[局委部办厅会])(?:商(?!务)|联合)")


def _with_verb(owners: Owners, words: str, start: int, end: int, verb: str, waiting: list[Name]) -> None:
    inner = _INNER_LEAD.search(words, start, end)
    if inner and verb != "lead":  # 「A牵头B、C配合」, written without a comma
        owners.take("lead", [*waiting, *names_at(words, start, inner.start())])
        owners.take(verb, names_at(words, inner.end(), end))
        return
    owners.take(verb, [*waiting, *_with_others(owners, words, start, end, verb)])


def _with_others(owners: Owners, words: str, start: int, end: int, verb: str = "") -> list[Name]:
    """「A会同B」: A answers, B helps."""
    together = _TOGETHER.search(words, start, end)
    if not together or together.start() == start:
        return names_at(words, start, end)
    owners.take(verb or "lead", names_at(words, start, together.start()))
    owners.take("co", names_at(words, together.end(), end))
    return []


def names_at(words: str, start: int, end: int) -> list[Name]:
    """Names of a stretch, with their places in all the words."""
    return [Name(name.text, name.start + start, name.end + start, name.kind) for name in names(words[start:end])]


def is_owner_line(words: str) -> bool:
    """「责任单位：县住建局、县财政局」 as a line by itself."""
    label = _LABELLED.match(words)
    return bool(label and label.end() < len(words) and role_of_label(label[1]) and len(words) < 600)
