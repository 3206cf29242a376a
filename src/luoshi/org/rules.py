"""The county's settings: each with the commonest practice as default, each a dated fact when the county changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from luoshi.core.checking import CheckRules
from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.course import CourseRules
from luoshi.core.timing.pace import LightRules
from luoshi.core.timing.periods import SHORTER, ReportingCalendar
from luoshi.facts.canonical import decimal_text
from luoshi.org.models import SettingRevision
from luoshi.org.version import version


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule in plain words. `choices`: the values it may take; of a list, its members."""

    name: str
    default: Any
    choices: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    """Of a rule with several numbers: each part's words and its own default."""
    made: Callable[[Any], Any] | None = None
    """What is made of such a rule: it knows best what is wrong with it."""

    def check(self, value: Any) -> None:
        """Raises BadInput for a value of another kind than the default's, or one that may not be chosen."""
        if isinstance(self.default, bool) != isinstance(value, bool) or not isinstance(value, self._kind()):
            raise BadInput(Fault(f"“{self.name}”的值不对", f"按原来的样子填，如 {self.default!r}", self.name))
        if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
            raise BadInput(Fault(f"“{self.name}”不能是负数", "填 0 或更大的数", self.name))
        named = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        if self.made is not None:
            self.made(value)
        wrong = [one for one in named if self.choices and one not in self.choices]
        if wrong:
            raise BadInput(Fault(f"“{self.name}”没有“{wrong[0]}”这一项", "从列出的里选", self.name))

    def kept(self, value: Any) -> Any:
        """The value as a fact may hold it: a fraction by its decimal text, which has one spelling."""
        if isinstance(value, dict):
            return {name: self.kept(part) for name, part in value.items()}
        return decimal_text(Decimal(str(value))) if isinstance(value, float) else value

    def read(self, value: Any) -> Any:
        """The value as a fact holds it, with its fractions as numbers again."""
        if isinstance(value, dict):
            return {name: _number(part) if name in self.parts else part for name, part in value.items()}
        return _number(value) if isinstance(self.default, float) else value

    def _kind(self) -> tuple[type, ...]:
        return (int, float) if isinstance(self.default, int | float) else (type(self.default),)


def _parts(rules: type[Any], words: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    """The numbers of a rule with several, in the order of their words."""
    defaults = {one.name: one.default for one in fields(rules)}
    return {name: (word, defaults[name]) for name, word in words.items()}


CALENDAR_PARTS = _parts(
    ReportingCalendar,
    {
        "cutoff_day": "每期最后一个月几日截止",
        "cutoff_hour": "截止日几点（24 为当日结束）",
        "grace_hour": "次一工作日几点前负责人还可审签",
    },
)
LIGHT_PARTS = _parts(
    LightRules,
    {
        "near_due_share": "临近时限：时限的最后几成起预警（小数）",
        "near_due_workdays": "临近时限：至多提前几个工作日预警",
        "node_red_workdays": "节点逾期几个工作日转红",
        "behind_yellow_points": "落后序时几个百分点预警",
        "behind_red_points": "落后序时几个百分点转红",
        "report_red_workdays": "未填报几个工作日转红",
        "plan_yellow_workdays": "认领后几个工作日未报节点计划预警",
        "plan_red_workdays": "认领后几个工作日未报节点计划转红",
        "still_days": "几天没有通过节点预警",
        "blocker_red_workdays": "堵点超期几个工作日转红",
    },
)
INDICATOR_PARTS = _parts(
    CourseRules, {"behind_yellow_points": "落后序时几个百分点预警", "behind_red_points": "落后序时几个百分点转红"}
)
CHECK_PARTS = _parts(
    CheckRules,
    {
        "rate_most": "比率的绝对值超过百分之几要核对（0 为不查）",
        "leap_times": "本期增量超过此前月均几倍要核对（0 为不查）",
        "growth_most": "比上年同期增减超过百分之几要核对（0 为不查）",
        "sum_permille": "各单位合计与全县数相差超过千分之几要核对（0 为不查）",
        "falling_refused": "累计数比上期还少：1 要写原因才收，0 只提示",
    },
)

STEPS: dict[str, str] = {
    "chief": "督查室主任审核",
    "comment": "征求意见",
    "vice_heads": "分管领导确认",
    "county_head": "县长签发",
}
"""The steps before issue, in the order in which they are taken."""
SETTINGS: dict[str, Setting] = {
    "steps_before_issue": Setting(
        "下发前的步骤，可逐步省略",
        list(STEPS),
        choices=STEPS,
    ),
    "direct_issue": Setting("准许草稿不经上述步骤直接下发（下发后注明）", True),
    "doubt_below": Setting("读文件时，把握低于多少的栏目请人核（0 到 1 的小数）", 0.8),
    "comment_days": Setting("征求意见的工作日", 2),
    "objection_days": Setting("收到任务后可退回的工作日", 3),
    "objection_ruling_days": Setting("退回后督查室裁定的工作日", 2),
    "recall_minutes": Setting("下发错了可撤回的分钟", 60),
    "table_sign": Setting("任务分解表的发文代字", "政督"),
    "plan_days": Setting("认领后报送节点计划的工作日", 5),
    "ceremony_words": Setting("节点名里有这些词的是仪式，不计节点兑现（顿号隔开）", "仪式、典礼、奠基、剪彩"),
    "claim_needs": Setting("认领时必须写明的", ["leader_in_charge", "section", "contact", "goals", "plan"]),
    "plan_approval": Setting("节点计划由督查室批准后生效", True),
    "plan_approval_days": Setting("督查室批节点计划的工作日，逾期未批视为同意", 3),
    "deputy_signs": Setting("分管负责人不经授权即可审签", False),
    "report_calendar": Setting(
        "进展填报日历",
        {"cycle": "month", "cutoff_day": 28, "cutoff_hour": 24, "grace_hour": 10},
        parts=CALENDAR_PARTS,
        made=lambda value: _county_calendar(value),
    ),
    "light_rules": Setting("亮灯规则", {}, parts=LIGHT_PARTS, made=LightRules.of),
    "indicator_lights": Setting("指标亮灯规则", {}, parts=INDICATOR_PARTS, made=CourseRules.of),
    "chance_years": Setting("有几年可比的数才说完成目标的把握", 5),
    "figure_checks": Setting("指标数据核对规则", {}, parts=CHECK_PARTS, made=CheckRules.of),
    "data_check_days": Setting("关账前各单位核对考核数据的工作日（0 为不经核对）", 2),
    "ranking_release": Setting("封存的排名由领导发布后各单位才看到", True),
    "appeal_days": Setting("排名发布后可以申诉的工作日", 5),
    "question_days": Setting("核查填报疑点时单位答复的工作日", 3),
    "split_days": Setting("同一单位前后几天内下发、名称像是一件拆开的，提出疑点（0 为不查）", 60),
    "ranked_periods": Setting(
        "月排名以外还考核哪些周期",
        ["quarter", "year"],
        choices={"quarter": "季度点评", "half": "半年考核", "year": "年度考核"},
    ),
    "reviewer_roles": Setting(
        "季度、年度点评由哪些领导打分",
        ["county_head", "vice_head"],
        choices={"county_head": "县长", "vice_head": "副县长", "director": "府办主任", "chief": "督查室主任"},
    ),
    "board_places": Setting("先进榜、提醒榜每组各列几名", 3),
    "bonus_window": Setting(
        "争先创优加分申报到当年几月几日",
        {"month": 12, "day": 15},
        parts={"month": ("月", 12), "day": ("日", 15)},
    ),
    "bonus_points": Setting(
        "争先创优每项加分",
        {"national": 3, "province": 2, "city": 1},
        parts={"national": ("国家级", 3), "province": ("省级", 2), "city": ("市级", 1)},
    ),
    "bonus_public_days": Setting("加分公示的日历天", 3),
    "reward_rule": Setting(
        "争资结果运用（下年预算建议）",
        {"least": 1.0, "share": 0.01, "most": 200, "short": 0.005},
        parts={
            "least": ("完成率达到几成才奖（1 为 100%）", 1.0),
            "share": ("按到位资金的几成奖（小数）", 0.01),
            "most": ("每个单位最多奖几万元", 200),
            "short": ("没有完成的，按差额的几成减（小数）", 0.005),
        },
    ),
    "supervision_points": Setting(
        "督查扣分（考核方案选了督查扣分的才用；一件事一个月只按最重的一项扣）",
        {"unanswered": 2, "again": 1, "untrue": 3},
        parts={
            "unanswered": ("批示、交办、提案、督察反馈到月末逾期没有答复", 2),
            "again": ("答复被批“再办”（不高于没有答复）", 1),
            "untrue": ("填报核实为不实", 3),
        },
        made=lambda value: _supervision_points(value),
    ),
    "merged_year": Setting(
        "机构合并当期怎么算",
        "both",
        {"both": "合并前到期的一并由继任单位承担", "from_merger": "合并之日起算，此前到期的节点不计"},
    ),
    "instruction_limits": Setting(
        "领导批示的办理时限（工作日）",
        {"特急": 1, "急": 5, "平": 15},
        parts={"特急": ("特急", 1), "急": ("急", 5), "平": ("平", 15)},
    ),
    "extension_rule": Setting(
        "申请延期的期限",
        {"parts_gone": 2, "of_parts": 3, "workdays_before": 5, "given_over": 15},
        parts={
            "parts_gone": ("在所给时间过去几份之前", 2),
            "of_parts": ("所给时间分成几份", 3),
            "workdays_before": ("时限前至少几个工作日", 5),
            "given_over": ("所给时间超过几个工作日的才按上一条", 15),
        },
    ),
    "upper_margin_days": Setting("县里的时限比上级时限提前的工作日", 3),
    "routine_months": Setting("转常态后每几个月报一次", 3),
    "sign_in_tries": Setting("密码输错几次后要等一等", 5),
    "sign_in_wait": Setting("输错过多后等待的分钟", 15),
    "report_words": Setting("填报一句话的字数上限", 150),
    "warn_hour": Setting("截止日从几点起在待办里提醒", 18),
    "data_close_day": Setting("次月几日数据月关账", 20),
}


def _county_calendar(value: Mapping[str, Any]) -> ReportingCalendar:
    """The county's own calendar is the month that is closed and ranked: only a programme's may be shorter."""
    if value.get("cycle") in SHORTER:
        raise BadInput(Fault("全县的填报周期不能短于一个月", "按周、按旬填报的，在专项里另定", "cycle"))
    return ReportingCalendar(**value)


def _supervision_points(value: Mapping[str, Any]) -> None:
    """To answer badly must not cost more than not to answer at all."""
    if any(not isinstance(one, int | float) or one < 0 for one in value.values()):
        raise BadInput(Fault("扣分要是 0 或更大的数", "只填数字，如 2", "supervision_points"))
    if value.get("again", 0) > value.get("unanswered", 0):
        raise BadInput(Fault("答复被批再办扣得比不答复还多，不答复反而合算", "再办的扣分改得不高于没有答复的", "again"))


def _number(kept: Any) -> Any:
    return float(kept) if isinstance(kept, str) else kept


def setting(key: str, day: date) -> Any:
    """A setting as it was known on a day: the county's newest revision that had begun, else the default."""
    return all_settings(day)[key]


def steps_before_issue(day: date) -> list[str]:
    """The steps that the county has kept, in their order; none: drafts are issued at once."""
    kept = setting("steps_before_issue", day)
    return [step for step in STEPS if step in kept]


def all_settings(day: date) -> dict[str, Any]:
    """Every setting as it was known on a day."""
    return _settings(day, version())


@lru_cache(maxsize=400)
def _settings(day: date, _version: str) -> dict[str, Any]:
    values = {key: known.default for key, known in SETTINGS.items()}
    begun = SettingRevision.rows.filter(since__lte=day, day__lte=day)
    newest = {revision.key: revision.value for revision in begun.order_by("since", "at", "uuid")}
    return values | {key: SETTINGS[key].read(value) for key, value in newest.items() if key in SETTINGS}
