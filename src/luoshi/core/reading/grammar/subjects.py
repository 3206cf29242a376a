"""Who, in running prose: 「县住建局要……」, 「由王县长牵头，县资源局、林业局等部门具体负责」, 「3.县水利局：……」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.names import UNIT_END, Name, is_person, is_stem, is_unit, names
from luoshi.core.reading.grammar.owners import Owners, names_at

_REACH = 90
"""A subject longer than this is none."""
_TRIGGERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"(?:总)?牵头(?!单位|部门|领导|人|作用|抓总作用)")),
    ("co", re.compile(r"(?:积极|密切|协同|主动)*(?:配合|协助)(?=$|[，。；做好抓落])")),
    ("joint", re.compile(r"(?:具体|分别|共同|按职责分工|按职责)*负责(?!人|同志|制)")),
    ("joint", re.compile(r"(?:必须|务必|一定|都|也|既|还|则|更)*(?:要|应当|应该|应(?![急用收保扶兜统]))")),
)
_LEADING = re.compile(
    r"\s*(?:(?:同时|此外|特别是|尤其是|涉及的|另外|对此|其中|会后|下一步|今年|请|由|责成|希望|要求|明确|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九]|"
    r"到20\d\d年(?:底|末)?|20\d\d年(?:底|末)?(?:前)?)[，、]?)+"
)
_DEFINITE = re.compile(
    r"^(?:省|市|县|区|州|旗|各|全[县市省]|国家|中央|全国|国务院|自治区|[\u4e00-\u9fff]{2,4}(?:省|市|县|区|州|旗|镇|乡|街道))|(?:局|委|办|厅|署|部|联|处|中心|管委会|指挥部|专班|领导小组|工作组|大队|支队|海关|公司|集团|妇联|工会|税务局)$"
)
_CLASS = re.compile(
    r"(?:各级|各类|各|县级|乡镇|地方|有关|相关|所有)*(?:行政|执法|司法|监管|审批|国家|党政|企事业|基层|地方|主管|用人|建设|施工|业主)*(?:执法)?(?:机关|企业|单位|部门|机构|学校|医院|银行|组织|团体|平台|公司|社会|政府|各级人民政府|人民政府|会|团|台|场|组|所|站|行|区|县|市|省)"
)


def subject_owners(words: str, *, bare: bool = False) -> Owners:
    """The owners that a sentence's own words name, clause by clause.

    bare: also where the unit stands before its verb without 要 or 负责 (县住建局加快推进……). In a look back that would
    be the same words, so it is asked only of sentences that are known to be tasks.
    """
    owners = Owners()
    for start, end in split(words, "，,；;：:。！"):
        _clause(owners, words, start, end)
    if bare and not owners.any():
        _bare(owners, words)
    return owners


_BARE = re.compile(
    r"(?=制定|出台|制订|加快|加强|加大|牵头|完成|开展|落实|抓好|做好|建立|推进|组织|会同|按照|结合|配合|全面|积极|认真|严格|定期|每月|每季度|于|在)"
)


def _bare(owners: Owners, words: str) -> None:
    """The first clause that begins with units and goes on with a verb."""
    for start, end in split(words[:400], "，,；;：:。！")[:3]:
        lead = _LEADING.match(words, start, min(end, start + _REACH))
        start = lead.end() if lead else start
        verb = _BARE.search(words, start + 2, min(end, start + _REACH))
        found = names_at(words, start, verb.start()) if verb else []
        if found and all(_is_owner(name) and name.kind == "unit" for name in found):
            owners.take("joint", found)
            return


def _clause(owners: Owners, words: str, start: int, end: int) -> None:
    lead = _LEADING.match(words, start, min(end, start + _REACH))
    start = lead.end() if lead else start
    for role, form in _TRIGGERS:
        trigger = form.search(words, start, min(end, start + _REACH))
        if not trigger or trigger.start() <= start:
            continue
        found = names_at(words, start, trigger.start())
        if found and all(_is_owner(name) for name in found) and any(name.kind != "vague" for name in found):
            owners.take(role, found)
            return


def _is_owner(name: Name) -> bool:
    """In prose a word counts as an owner only if it is clearly somebody in particular."""
    if name.kind in ("vague", "person"):
        return True
    definite = is_stem(name.text) or bool(_DEFINITE.search(name.text) and is_unit(name.text))
    definite = definite and not re.search(r"[的已并]", name.text)
    return definite and len(name.text) <= 24 and not _CLASS.fullmatch(name.text)


def is_class(words: str) -> bool:
    """「行政执法机关应当……」: a rule for a whole class, not a task for somebody."""
    found = re.match(r"([\u4e00-\u9fff、]{2,24}?)(?:要|应当|应|必须|可以|不得|负责)", words)
    return bool(found and _CLASS.fullmatch(found[1].rpartition("、")[2]))


def prefix_owners(words: str) -> tuple[Owners, int]:
    """「县水利局：加强河道管理」: the owners in front of the colon, and where the task begins."""
    owners = Owners()
    colon = re.search(r"[:：]", words[:_REACH])
    if not colon or colon.end() >= len(words) - 2:
        return owners, 0
    found = names(words[: colon.start()])
    if found and all(_is_owner(name) and not _is_role(name) for name in found):
        owners.take("joint", found)
    return (owners, colon.end()) if owners.any() else (owners, 0)


def _is_role(name: Name) -> bool:
    """A kind of post (县级路长) is not a person who could be asked."""
    return (name.kind == "person" and bool(re.search(r"职责|专管员", name.text))) or name.kind == "vague"


def unit_line(words: str) -> Owners:
    """A line that is nothing but the name of a unit, as tables leave it when they become text."""
    owners = Owners()
    plain = words.strip()
    if (
        3 <= len(plain) <= 16
        and re.match(r"省|市|县|区|各|中共", plain)
        and UNIT_END.search(plain)
        and not is_person(plain)
    ) and not re.search(r"(?:部门|单位|项目|所|处|村|点|园)$", plain):
        owners.take("joint", [Name(plain, words.index(plain), words.index(plain) + len(plain), "unit")])
    return owners
