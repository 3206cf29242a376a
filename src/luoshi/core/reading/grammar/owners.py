"""Who: 「（A牵头，B、C配合，6月底前完成）」, 「责任单位：A、B」, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache

from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.dues import due_of_owner
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.moments import Due
from luoshi.core.reading.grammar.names import Name, names
from luoshi.core.reading.grammar.offices import office_of
from luoshi.core.reading.grammar.seeing import seers_in
from luoshi.core.reading.grammar.sorts import has_title, is_bare_name, is_unit

_LABELLED = re.compile(
    r"[（(【\[*\s■●◆▲□◇]*([\u4e00-\u9fff]{2,10}?(?:[、/（][\u4e00-\u9fff]{2,6}）?)?)(?:[*】\]\s]*[:：]|[】\]]|(?:均|都)?[为是](?=[\u4e00-\u9fff]{2}))[*\s]*"
)
_LABEL_END = re.compile(r"[:：】\]为是]")
"""What such a label ends in."""
_SPACED = re.compile(r"[\s\u3000|｜](?=[【\[■●◆▲□◇]?[\u4e00-\u9fff、]{2,10}(?:[:：]|[】\]]))")
"""A blank before a label parts it from the label before."""
_BLANK = re.compile(r"[\s|｜]")
_DATED = re.compile(
    r"[ \u3000](?=(?:20\d\d年|\d{1,2}月|"
    r"[一二三四]季度|[上下]半年|年[底内]|[长全]期|持续|每[月季周年旬])[^，,；;。、]{0,12}$)"
)
"""「协同：县住建局　6月底前」: a blank before the time limit that ends it."""
_BARE_LABEL = re.compile(
    r"((?:牵头|责任|主办|承办|配合|协办|参与|分管|包联|包抓|完成|办结)(?:单位|部门|领导|时限|时间)"
    r"|(?<![\u4e00-\u9fff])(?:责任人|负责人))[ \u3000](?=[\u4e00-\u9fff\d])"
)
"""「牵头单位 县住建局 配合单位 各村」: a blank stands for the colon."""
_HELPED = re.compile(
    r"(?<=[局委办厅心司镇乡道联队站所行院社府])[（(]([^（()）]{3,40}(?:配合|协助|协办|参与|参加))[)）]"
)
"""「县住建局（县人防办协助）」: read as 「县住建局，县人防办协助」."""
_BRACKETED = re.compile(
    r"[（(](牵头|总牵头|主办|主责|首责|配合|协办|协同|共担|参与|[主协配](?=[)）]))(?:单位|部门)?[)）]([、，,；;]?)"
)
_SHORT_VERBS = {"主": "牵头", "首责": "主责", "协": "配合", "配": "配合", "共担": "配合"}
"""「县发改局（牵头）、县财政局」: read as 「县发改局牵头，县财政局」."""
_WHAT_BY = re.compile(
    r"(?<=[，,、；;])[\u4e00-\u9fff]{2,6}由(?=[省市县区]?[\u4e00-\u9fff]{2,12}(?:局|委|办|镇|乡|街道|办事处|中心|公司))"
)
"""「县住建局、县城投公司，征迁由玉带街道办事处配合」: what of it the last is for."""
_BOXED = re.compile(
    r"[【\[■●◆▲□◇○★※/｜|](?:(?<=[【\[])(?=[\u4e00-\u9fff]{2,8}[】\]])|(?<![【\[])(?=[\u4e00-\u9fff]{2,8}[:：]))"
)
"""「【责任领导】谢明【责任单位】县住建局」: each box begins a piece."""
_PARTED = re.compile(
    r"、(?<=(?:牵头|负责|主办|承办|配合|协办|协助|参与|落实|实施)、)(?!(?:牵头|责任|主办|承办|配合|协办|协助|参与|协同|落实|分管))"
)
"""「赵县长总负责、县教体局牵头、县住建局配合」: between what one does and the next a comma is meant."""
_UNMARKED_LINE = re.compile(
    r"([\u4e00-\u9fff]{0,8}(?:领导|责任人|负责人|单位|部门|时限|期限))[ \u3000]+(?=[^，。；]{2,60}$)"
)
"""「牵头单位　县住建局」 as a line."""
_UNMARKED = re.compile(
    r"(?=[^领责负单部时期]{0,6}+[领责负单部时期])([\u4e00-\u9fff]{0,6}(?:领导|责任人|负责人|单位|部门|时限|期限))[\s\u3000]*(?=[\u4e00-\u9fff]{2})"
)
"""「包联县领导林卫国」: a label whose colon was left out."""
_VERB_FIRST = re.compile(r"\s*(牵头|主办|承办|责任|配合|协办|协助|参与)(?=[省市县区各镇州旗][^，,；;]{1,40}$)")
"""「牵头县住建局，配合县财政局」: the verb stands as a label, without its colon."""
_MAY_LABEL = re.compile(f"{_VERB_FIRST.pattern}|{_UNMARKED.pattern}")
_MISTYPED = re.compile(r"(?<=(?:责任|牵头|配合|协办|主办|承办)单位)[;；](?=[\u4e00-\u9fff])")
"""「责任单位；县住建局」: a colon was meant."""
_HOW = (
    r"(?:按(?:照)?(?:各自)?(?:职责|职能|权限|辖区|管辖)(?:范围)?(?:分工)?|分工|分别|分头|具体|共同|联合|各自|积极|密切|全力|主动|协同|"
    r"予以|给予|做好|抓|统一|统筹|全权|全面|负责|总|均|都|要|应){0,5}"
)
_THEN = (
    r"(?:抓总|督办|督导|调度|协调|统筹|推动|抓好|做好|"
    r"组织|负责|配合|落实|实施|推进|办理|组织实施|抓好落实|落实到位|工作){0,3}$"
)
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(form))
    for role, form in (
        (
            "lead",
            rf"{_HOW}牵头{_THEN}|{_HOW}(?:主办|主抓|主责|抓总|负总责|为主|领衔|挂帅|领办|包抓|包联|包案)$|(?:为|是|作为)(?:牵头|主办|主责)(?:单位|部门)$",
        ),
        (
            "co",
            rf"{_HOW}(?:配合|协助|参与|协同|协办|会办(?!公)|协作|参加|支持|联动){_THEN}|(?:为|是|作为)(?:配合|协办|参与|协同)(?:单位|部门)$|(?<=[局委办厅心司镇乡道联队站所行院社部关])(?:参演|供稿|参赛|监督|保障|审核)$",
        ),
        (
            "charge",
            rf"{_HOW}(?:具体|全程|亲自)?(?:分管|包案|包抓|包联|包保|联系|领衔|领办|挂帅|挂联|总抓|主抓|总协调|协调|调度|督导|督办|指导|把关|盯办){_THEN}|(?:为|是|任|作为)(?:第一|直接|主要)?(?:责任|分管|牵头|包联|包抓|包案)(?:领导|责任人|人)$|(?:兼|担)?任[\u4e00-\u9fff]{{0,6}}?(?:组长|指挥长?|总指挥|召集人|链长|专班长|班长)$",
        ),
        (
            "joint",
            rf"{_HOW}(?:负责|负主责|落实|承办|组织实施|各负其责){_THEN}|(?:分别|分头|共同|联合|按(?:照)?(?:各自)?职责(?:分工)?|分工)(?:推进|办理|实施|抓好){_THEN}|(?<=[局委办厅心司镇乡道联队站所行院社部关])(?:组织)?(?:实施|办理|推进)$|(?<=[局委办厅心司镇乡道联队站所行院社部])(?:组织|起草|承担|主持)$|(?:为|是|作为)(?:第一|主要|直接)?责任(?:单位|主体|人)$",
        ),
    )
)
_VERBS_END = frozenset(
    "演稿赛督草持障核挥召长筹衔帅抓联案头责实总织理施进办抓主合助与同任作调动加持好位人体门管案联保系衔帅导关度"
)
"""What the verbs above end in."""
_WITHIN = searched(
    rf"{_HOW}(?:(?P<lead>牵头|主办|主抓|抓总|负总责|领衔|挂帅)(?!单位|部门)|(?P<co>配合|协助|参与|协同|协办|会办(?!公)|协作)|(?P<joint>负责|落实|承办|组织实施))"
)
"""The same verbs where their object stands behind them: 「县财政局配合做好资金保障」."""
KEYWORDS = re.compile(
    r"牵头|负责|配合|会同|主责|协同|会办|分管|包联|包抓|领衔|挂帅|抓总|负总责|(?:落实|主管|实施)(?:单位|部门)|责任(?:[:：]|单位|部门|领导|人|主体|科|股|处室|站所|镇)|领导[:：]|(?:会|商|联合|协同)[^，。；]{2,40}(?:落实|实施|推进|办理)$|(?:督办|督导|调度|协调|盯办)$|主办|承办|协办|完成(?:时限|时间)|时限|参与单位"
)
_NOTE = re.compile(r"列第一|排在第一|排第一|下同|排名第一|以下简称")
_HOW_MANY = re.compile(r"\s*共?\d{1,3}[项条件个](?!月|工作日|星期)[\u4e00-\u9fff]{0,4}\s*")
_MARKS = "，,；;。"
_NO_NAME = re.compile(rf"[\d年月日.、-]+$|(?:{ACTIONS})")
"""Behind the owners' verbs a bracket may go on with how or when: 「确保按期完成」."""


def _is_strange(name: Name) -> bool:
    return 2 <= len(name.text) <= 4 and not is_unit(name.text) and not _NO_NAME.match(name.text)


def _by_strangers(owners: Owners) -> None:
    """「步凡牵头，县住建局负责」: where a unit answers, what leads and is no unit is somebody's name."""
    if all(is_unit(name.text) for name in owners.joint):
        owners.leaders += owners.lead
        owners.lead, owners.joint = owners.joint[:1], owners.joint[1:]
        owners.co = [name for name in owners.co if name.text != owners.lead[0].text]


_BY_STRANGER = re.compile(r"\s*([\u4e00-\u9fff]{2,4})(?:总|全面|具体)*(?:负责|负总责)[，,；;]")


def _by_stranger(owners: Owners) -> None:
    """「原丽芳负责，县卫健局牵头」: who answers over the unit that leads, and is no unit, is somebody's name."""
    first = owners.joint[0]
    if _is_strange(first) and first.start < owners.lead[0].start and all(is_unit(one.text) for one in owners.lead):
        owners.joint = owners.joint[1:]
        owners.co = [name for name in owners.co if name is not first]
        owners.leaders.insert(0, first)


def owners_of(words: str) -> Owners:
    """Reads the inside of an owner's bracket, or an owner line. Empty if the words name no owner."""
    return _read(words).copy() if len(words) <= _LONGEST_KEPT else _read.__wrapped__(words)


_LONGEST_KEPT = 300


@lru_cache(maxsize=512)
def _read(words: str) -> Owners:
    """A document gives much of its work to the same few. Whoever asks may change what he gets: so it is a copy."""
    owners = Owners()
    if "同" in words and _BOTH_AS_ABOVE.fullmatch(words):
        return Owners(vague=True)
    role = ""
    waiting: list[Name] = []
    words = _BOXED.sub("；", words)
    if _BLANK.search(words):
        words = _SPACED.sub("；", _BARE_LABEL.sub(r"\1：", words))
        words = _DATED.sub("；", words)
    words = _MISTYPED.sub("：", words) if "；" in words or ";" in words else words
    words = _PARTED.sub("，", words) if "、" in words else words
    bracketed = "（" in words or "(" in words
    words = _HELPED.sub(r"，\1，", words) if bracketed else words
    words = _WHAT_BY.sub(lambda found: "\u3000" * len(found[0]), words) if "由" in words else words
    words = _BRACKETED.sub(_as_verb, words) if bracketed else words
    for start, end in _pieces(words):
        if _is_note(words[start:end]) or _HOW_MANY.fullmatch(words, start, end):
            continue
        role, waiting = _piece(owners, words, start, end, role, waiting)
    if owners.joint and owners.lead and all(_is_strange(name) for name in owners.lead):
        _by_strangers(owners)
    elif len(owners.lead) > 1 and _is_strange(owners.lead[0]) and all(is_unit(name.text) for name in owners.lead[1:]):
        owners.leaders.append(owners.lead.pop(0))  # 「步凡总牵头；县住建局主抓」
    if owners.together is False and owners.joint and owners.lead and _BY_STRANGER.match(words):
        _by_stranger(owners)
    office = office_of(owners.leaders) if owners.leaders and not (owners.lead or waiting or "领导" in words) else None
    if office:
        owners.lead, owners.co = [office], [name for name in owners.co if name.text != office.text]
    elif owners.leaders and owners.co and not (owners.lead or waiting):
        owners.lead, owners.co, owners.joint, owners.together = owners.co[:1], owners.co[1:], owners.co[1:], True
    if waiting and role:
        owners.take(role, waiting)
    elif waiting and owners.due and not owners.any() and all(_is_proper(name) for name in waiting):
        owners.take("joint", waiting)  # 「县住建局，时限6月底」
    elif waiting and owners.any():
        rest = [name for name in waiting if is_unit(name.text) or not _NO_NAME.match(name.text)]
        owners.take("co" if owners.lead or owners.co else "joint", rest)
    return owners


def _as_verb(found: re.Match[str]) -> str:
    """The verb for its bracket, and every name keeps its place."""
    return f"{_SHORT_VERBS.get(found[1], found[1])}，".ljust(len(found[0]))


_NEXT_LABEL = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?<![要级一接体总同头业管目办及和与])(?=(?:牵头|责任|主办|承办|配合|协办|参与|完成|办结|分管|包联)(?:单位|部门|领导|时限|时间)[:：])"
)
"""「牵头单位：县住建局配合单位：县财政局」: a mark was left out."""


def _pieces(words: str) -> list[tuple[int, int]]:
    found = split(words, _MARKS)
    if not (("：" in words or ":" in words) and _NEXT_LABEL.search(words)):
        return found
    pieces: list[tuple[int, int]] = []
    for start, end in found:
        for label in _NEXT_LABEL.finditer(words, start, end):
            if _COLON.search(words, start, label.start()):  # behind names, and not within a longer label
                pieces.append((start, label.start()))
                start = label.start()
        pieces.append((start, end))
    return pieces


_COLON = re.compile("[:：]")


def _is_note(piece: str) -> bool:
    """「列第一位者为牵头单位，下同」 speaks of the list, and names nobody."""
    note = _NOTE.search(piece)
    return bool(note and (note.start() == 0 or ("负责" not in piece and "：" not in piece)))


def _piece(owners: Owners, words: str, start: int, end: int, role: str, waiting: list[Name]) -> tuple[str, list[Name]]:
    """One piece between commas. Gives the role that goes on, and the names that wait for their verb."""
    label = _LABELLED.match(words, start, end) if _LABEL_END.search(words, start, end) else None
    labelled = role_of_label(label[1]) if label else ""
    behind = label.end() if label else start
    if label and label[1] in ("单位", "部门") and (owners.any() or not start):
        labelled = "joint"
    if label and not labelled and owners.lead and label[1] in ("参加", "支持", "指导"):
        labelled = "co"  # behind who leads it is no list of those present
    if label and _CONTACT.fullmatch(label[1]):
        return "none", waiting
    if not labelled and label and _HEADS_GROUP.fullmatch(label[1]):
        labelled = "leader"
    if not labelled and label and label[0].rstrip()[-1:] in "：:" and role_of_verb(words[behind:end])[0]:
        start = behind  # 「城乡建设：县住建局牵头」: of what it is said
    if not labelled:
        labelled, behind = unmarked_label(words, start, end)
    if labelled:
        role, start = labelled, behind
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
    if not waiting and (seers := seers_in(words, start, end)):
        owners.take("leader", seers)
        return "", waiting
    if _verbs_within(owners, words, start, end, waiting):
        return "", []
    verb, length = role_of_verb(words[start:end])
    if verb:
        _with_verb(owners, words, start, end - length, verb, waiting)
        return "", []
    found = _with_others(owners, words, start, end)
    if role:
        owners.take(role, found)
        return role, waiting
    return role, [*waiting, *found]


def _verbs_within(owners: Owners, words: str, start: int, end: int, waiting: list[Name]) -> bool:
    """「A牵头B、C配合」, 「A配合做好资金保障」: names in particular, and behind them the verb."""
    taken = False
    for verb in _WITHIN.finditer(words, start + 2, end):
        named = names_at(words, start, verb.start())
        vague = all(name.kind == "vague" for name in named)
        if vague or not all(_is_proper(name) for name in named):
            continue
        role = verb.lastgroup or "joint"
        if role == "co" and waiting and not owners.any():
            owners.take("joint", waiting)
            waiting = []
        owners.take(role, [*waiting, *named])
        taken, waiting = True, []
        follows = _THEREUPON.match(words, verb.end(), end)
        start = follows.end() if follows else verb.end()
    return taken


_HEADS_GROUP = re.compile(
    "(?:[\u4e00-\u9fff]{2})?组长|链长|[河湖林田路]长|(?:总)?指挥长?|(?:总)?召集人|专班长|班长|项目秘书长"
)
"""Who heads the group that is to do it."""


def unmarked_label(words: str, start: int, end: int) -> tuple[str, int]:
    """The role of a label without its colon, and where its names begin: 「责任人王立新」, 「牵头县住建局」."""
    if not _MAY_LABEL.match(words, start, end):
        return "", start
    if label := _UNMARKED.match(words, start, end):
        if words.startswith("每", label.end()):
            return "none", label.end()  # 「牵头单位每月28日前报送进展」: what they are to do
        known = label.end() - start >= 4 or is_bare_name(words[label.end() : end].strip())
        if known and (role := role_of_label(label[1])):
            return role, label.end()
    if label := _VERB_FIRST.match(words, start, end):
        named = names(words[label.end() : end])
        if all(is_unit(name.text) for name in named):
            return role_of_label(label[1]), label.end()
    return "", start


_CONTACT = re.compile("联系人|联络员|联络人|(?:联系)?电话|填报人")
"""Whom to ask, and not who answers."""
_THEREUPON = re.compile(r"(?:抓总|组织|落实|实施|推进|办理|负责)*[、和]?|[^，；、]{1,20}、")


def _is_proper(name: Name) -> bool:
    """A unit, a person or a class of them, and no unit with another behind 会同."""
    return not _BESIDE.search(name.text) and (name.kind != "unit" or is_unit(name.text))


def role_of_verb(piece: str) -> tuple[str, int]:
    """The role that the piece's last words give, and how many characters they are."""
    bare = piece.rstrip("）)〕 ：:")
    if bare[-1:] not in _VERBS_END:
        return "", 0
    for role, form in _VERBS:
        found = form.search(bare[-24:])
        if found:
            return role, len(piece) - max(len(bare) - 24, 0) - found.start()
    return "", 0


def _with_verb(owners: Owners, words: str, start: int, end: int, verb: str, waiting: list[Name]) -> None:
    if verb == "co" and waiting and end > start and not owners.any():
        owners.take("joint", waiting)  # 「A、B，C配合」
        waiting = []
    owners.take(verb, [*waiting, *_with_others(owners, words, start, end, verb)])


_BESIDE = re.compile(r"会同|(?<=[局委部办厅会心镇])(?:商(?!务)|联合(?!会)|协同)")


def _with_others(owners: Owners, words: str, start: int, end: int, verb: str = "") -> list[Name]:
    """「A会同B」: A answers, B helps."""
    together = _BESIDE.search(words, start, end)
    if not together or together.start() == start:
        return [_without_deed(name) for name in names_at(words, start, end)]
    owners.take(verb or "lead", names_at(words, start, together.start()))
    owners.take("co", names_at(words, together.end(), end))
    return []


_DEED = re.compile(
    r"(?<=[局委办厅心司镇乡道府联])(?:做好|提供|保障|给予|予以|资金|经费|协调|抓好|加强|强化|及时|积极|支持|督促|指导|监督|把关|安排|解决|全程|跟踪|开展|完成)"
)


def _without_deed(name: Name) -> Name:
    """「县财政局做好资金保障」: the unit alone."""
    deed = None if name.kind != "unit" or is_unit(name.text) else _DEED.search(name.text)
    if deed is None and name.kind == "unit" and not is_unit(name.text):
        deed = _STRANGER.search(name.text)
    return Name(name.text[: deed.start()], name.start, name.start + deed.start(), "unit") if deed else name


_STRANGER = re.compile(r"(?<=[\u4e00-\u9fff]{2}[局镇乡])(?![长的机关])[\u4e00-\u9fff]{2,3}$")
"""「县住建局步凡负责」: his office, though his name is none that one knows."""


def is_owner_line(words: str) -> bool:
    """「责任单位：县住建局、县财政局」 as a line by itself."""
    if len(words) >= _LONGEST_LINE:
        return False
    if len(words) <= _SHORTEST_LINE and "同" in words and _BOTH_AS_ABOVE.fullmatch(words):
        return True
    if (
        words.startswith(("（", "("))
        and -1 < words.find("）" if words[0] == "（" else ")") < len(words.rstrip("。；; ")) - 1
    ):
        return False  # 「（责任单位：……）为……」
    marked = "：" in words or ":" in words or "为" in words or "】" in words or "]" in words
    label = _LABELLED.match(words) if marked else None
    if label and label[1] in ("单位", "部门") and len(words) < 120:
        found = names(words[label.end() :].rstrip("。；; "))
        return bool(found) and all(name.kind == "unit" and is_unit(name.text) for name in found)
    role, behind = unmarked_label(words, 0, len(words)) if not label and len(words) <= _LONGEST_UNMARKED else ("", 0)
    if role in ("lead", "co", "joint"):
        found = names(words[behind:].rstrip("。；; "))
        if found and all(name.kind == "unit" and is_unit(name.text) for name in found):
            return True
    if label and len(label[1]) <= _BARE_VERB and label[0].rstrip("* \t")[-1] in "是为":
        return False  # 「落实是一切工作的生命线」
    if not (label and role_of_label(label[1])):
        label = _UNMARKED_LINE.match(words) if " " in words or "\u3000" in words else None
    role = role_of_label(label[1]) if label and label.end() < len(words) else ""
    return bool(role) and (role == "due" or not _SAYS_WHAT.match(words) or _names_somebody(words, label))


_SAYS_WHAT = re.compile(r"[\u4e00-\u9fff]{2,4}[为是]")
"""「落实是一切工作的生命线」: the labels that are words of everyday besides."""


def _names_somebody(words: str, label: re.Match[str] | None) -> bool:
    begin = label.end() if label else 0
    stop = _CLAUSE_END.search(words, begin)
    found = names_at(words, begin, stop.start() if stop else len(words))
    return bool(found) and all(
        name.kind == "vague" or is_unit(name.text) or has_title(name.text) or is_bare_name(name.text) for name in found
    )


_CLAUSE_END = re.compile("[，,。；;：:]")
_BOTH_AS_ABOVE = re.compile(
    r"[（(]?(?:责任|牵头|包抓|分管)?领导[、和及](?:责任|牵头|配合)?(?:单位|部门)(?:均|都)?[:：]?\s*同(?:上|前)[)）]?[。；;]?"
)
"""「责任领导、责任单位同上」."""
_SHORTEST_LINE = 20
_LONGEST_UNMARKED = 80
_LONGEST_LINE = 600
_BARE_VERB = 2
