"""What a label says of the names behind it: 责任单位, 县级包抓领导, 牵头单位及责任人, 完成时限."""

from __future__ import annotations

import re
from functools import lru_cache

from luoshi.core.reading.grammar.lexicon import any_of

ROOM = "办公室|镇乡|镇村|街道|乡|村|镇|站所|站办|办所|镇街|镇办|乡镇|股站|科室|股室|处室|室|科|股|站所|中队"
_LEADS = "首责|主战|主攻|主导|领题|揭榜|操盘|担纲|牵头组织|牵头|主办|主责|主抓|总牵头|领办"
_HELPS = "参战|助攻|联动|辅助|协战|支援|配合|协办|协助|参与|协同|会办|协作|协管|联办"
_WATCHES = "督办|监督|督查|督导|指导|考核|跟踪|联络"
_ANSWERS = "责任主体|主体责任|主要责任|责任|承办|落实|实施|负责"
_DOES = (
    "作战|攻坚|认领|落地|"
    "归口管理|归口|业主|监管|主管|包保|包联|包抓|帮扶|承接|经办|办理|承担|执行|整改|推进|建设|完成|督促"
)
_CHARGED = any_of("""
    牵头 责任 分管 主抓 主管 负责 包案 包抓 包联 包保 包干 包挂 包 抓 挂点 挂钩 挂包 挂联 挂帅 联系 联系点 领衔 领办
    督导 督办 协调 调度 统筹 推进 攻坚 落实 实施 整改 稳控 化解 服务 帮扶
    承办 经办 主办 总负责 第一责任 直接责任 主要责任 领导责任
""")
"""What a leader does for a task."""
_SCOPE = any_of("""
    县级 市级 省级 区级 州级 镇级 县委 市委 省委 区委 州委 县政府 市政府
    省政府 区政府 州政府 政府 党委 县 市 省 区 州 镇 乡
    总 第一 首要 主要 直接 具体 项目 工作 任务 本级 行业 共同 牵头
    本章 本节 本条 本项 本组 本部分 该项
""")
_PERSONS = any_of(
    "领导 县领导 市领导 区领导 省领导 镇领导 领导同志 责任人 负责人 牵头人 包抓人 包保人 包联人 领办人 负责同志"
)
_POSTS = any_of("县长 市长 区长 镇长 乡长 副县长 副市长 副区长 副镇长 副乡长 书记 秘书长 常委")
_ANY_SCOPE = f"(?:{_SCOPE}){{0,2}}"
_LEADER = re.compile(
    rf"(?:分管|包联|包抓|包案|包保|领衔|挂帅)|(?:牵头|责任|主办|承办)(?:单位|部门)(?:主要)?(?:负责人|责任人|领导)|领导(?:牵头|负责|包抓|分管|领衔)|"
    rf"{_ANY_SCOPE}(?:{_CHARGED}){{0,2}}{_ANY_SCOPE}(?:{_PERSONS})|{_ANY_SCOPE}(?:{_CHARGED}){{1,2}}(?:{_SCOPE})?(?:{_POSTS})"
)
_UNIT = rf"(?:责任|考核|落实|负责|主体|[县市区省]级|[县市区省]直)?(?:单位|部门|{ROOM}|主体)"
_DUE = re.compile(
    r"时间进度|进度(?:安排|计划|要求)|时间安排|(?:计划|工作|任务|推进|落实|完成|办结|办理|整改|化解|销号|报送|反馈){0,2}(?:时间节点|时间)(?:要求)?|[\u4e00-\u9fff]{0,4}(?:时限|期限|节点)(?:要求)?|(?:完成|办结)日期|何时完成"
)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("leader", _LEADER),
    ("due", _DUE),
    (
        "co",
        re.compile(
            rf"(?:其他|其它|次要)(?:责任|参与|协办|牵头)?(?:单位|部门)|(?:涉及|保障)(?:责任)?(?:单位|部门)|属地(?:责任)?(?:单位|镇街|乡镇|镇办)|(?:{_HELPS}){{1,2}}(?:{_UNIT}|局办?)?|(?:参加|支持|协调){_UNIT}|(?:一起|一同|共同|协同)(?:办|干|做|抓)的?(?:单位|部门)"
        ),
    ),
    ("lead", re.compile(rf"(?:部门|单位)牵头|{_ANY_SCOPE}(?:{_LEADS})(?:{_UNIT}|局办?|责任|考核|落实|负责)?")),
    ("none", re.compile(rf"(?:{_WATCHES}){_UNIT}")),
    (
        "joint",
        re.compile(
            rf"(?:部门|单位)(?:负责|落实|承办)|(?:第一|具体|直接)?(?:{_ANSWERS})|{_ANY_SCOPE}(?:{_ANSWERS}|{_DOES}){{1,2}}{_UNIT}|责任主体|(?:部门|责任|任务|职责)分工|(?:项目)?业主|(?:行业)?主管|项目单位|[省市县区镇乡][直级](?:责任)?(?:单位|部门)|镇街|服务单位"
        ),
    ),
)
_KEEPERS = re.compile(
    "(?:总)?(?:链长|河长|湖长|林长|田长|路长|战区长|片区长|片长|段长|街长|巷长|项目长|召集人|专班组?长)|领衔人"
)
"""Leaders by what they keep; who is 组长 or 指挥长 may but head a body that is set up."""
_WHOEVER_LEADS = re.compile(
    r"(?![经由请须])(?![参出列与][\u4e00-\u9fff]|批示|签[批发]|审[批核定]|发言|主持|组织|加强|强化|联系|坚强|统一|[值带]班|各|单位|部门|有关|相关|主要|呈报|报送|报|送)(?:(?![及和与]|单位|部门|分管)[\u4e00-\u9fff]){1,7}(?:领导|责任人|负责人)"
)
"""包流域领导, 技术责任人: whatever they are in charge of."""
_AND = re.compile(r"以及|及其|和|及|与|、|/|／|（|）")
_HEAD = re.compile(r"(?:单位|部门|领导|责任人|负责人|科室|股室)$")
_LONGEST = 14
_PLAIN = {"单位": "joint", "部门": "joint", "科室": "joint"}
"""What a label of two things may leave at that: 责任领导及单位."""


@lru_cache(maxsize=1024)
def role_of_label(label: str) -> str:
    """leader, due, co, lead, joint or none; empty if the words are no label of owners.

    A label of two things (责任单位及责任人) has the units' role: persons are known as such. Of those who lead and those
    who help under one label the first leads.
    """
    if not 2 <= len(label) <= _LONGEST:
        return ""
    if whole := _role(label) or ("leader" if _KEEPERS.fullmatch(label) or _WHOEVER_LEADS.fullmatch(label) else ""):
        return whole
    parts = [part for part in _AND.split(label) if part]
    head = _HEAD.search(label)
    roles = [_role(part) or (_role(part + head[0]) if head else "") or _PLAIN.get(part, "") for part in parts]
    if len(parts) < 2 or not all(roles):
        return ""
    units = [role for role in roles if role not in ("leader", "due")]
    if not units:
        return roles[0]
    return units[0] if len(set(units)) == 1 else "joint"


_ROLE = re.compile("|".join(f"(?P<{role}>{form.pattern})" for role, form in _FORMS))
"""All at once; the first form that the whole label is, in a group that is called by its role."""


def _role(label: str) -> str:
    found = _ROLE.fullmatch(label)
    return (found.lastgroup or "") if found else ""
