"""The words above the codes of a derivation: Chinese sentences with the numbers in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from luoshi.core.scoring.rounding import snap

Values = Mapping[str, Any]

REASONS: dict[str, str] = {
    "not_reported": "到期未报",
    "empty": "没有数",
    "not_applicable": "不适用",
    "not_published": "数据尚未发布，全组都不计",
    "no_target": "没有目标值",
    "no_base": "没有基数",
    "target_not_positive": "目标值不大于 0，算不出完成率",
    "base_not_positive": "基数不大于 0，算不出增长率",
    "actual_not_positive": "实际值不大于 0，而方案没有写上限 cap",
    "all_equal": "全组数值都一样，分不出高低",
    "only_one": "组内只有一个有数",
    "most_not_positive": "最大值不大于 0",
    "goal_not_above_least": "目标不高于组内最差值",
    "unknown_place": "名次票里有没有分值的名次",
    "other_parts": "数的个数与方案不符",
    "node_missing": "上级项有数的太少，一并不计",
    "too_few_present": "有数的下级项太少",
}
"""Why an item has no points, by code."""

VETO_EFFECTS: dict[str, str] = {
    "no_grade": "分数和名次不变，不评定等次",
    "zero": "得分记 0 分",
    "last": "排在本组最后",
}


def plain(number: Any) -> str:
    """A number as people write it: 12 significant digits at most, no zeros at the end."""
    if number is None:
        return "—"
    text = format(snap(number) if isinstance(number, float) else Decimal(number), "f")
    return _minus(text.rstrip("0").rstrip(".") if "." in text else text)


def _minus(text: str) -> str:
    return text.replace("-", "−")


def percent(share: float | Decimal) -> str:
    """A share as a percentage with two places at most: 0.8665 → 86.65%."""
    return f"{plain(round(Decimal(snap(float(share))) * 100, 2))}%"


def signed(number: Decimal) -> str:
    """A change with its sign: +0.5, −0.5."""
    return ("+" if number > 0 else "−" if number < 0 else "") + plain(abs(number))


def beyond_cap(cap: Decimal, sign: int) -> str:
    """Why points that were given or taken do not count."""
    return f"{'加分' if sign > 0 else '扣分'}合计最多 {plain(cap)} 分，超出的不计"


def sentence(code: str, values: Values) -> str:
    """A step of a derivation in words."""
    return STEPS.get(code, _leaf(_normalised))(values)


def _leaf(rule: Callable[[Values], str]) -> Callable[[Values], str]:
    """A sentence on a leaf: its name, the rule with the figures, its points."""

    def say(values: Values) -> str:
        spread = f"（原满分 {plain(values['weight'])}，已并入不计项的权重）" if values["is_respread"] else ""
        full = f"满分 {plain(values['full'])}{spread}，" if values["full"] else ""
        return f"{values['name']}：{rule(values)}；{full}得 {plain(values['fine'])} 分。"

    return say


def _completion(values: Values) -> str:
    actual, target, share = values["actual"], values["target"], values["normalised"]
    if values["direction"] > 0:
        rate, how = float(actual) / float(target), ""
    elif actual > 0:
        rate, how = float(target) / float(actual), "（越少越好，按目标÷实际）"
    else:
        return f"实际 {plain(actual)}，目标 {plain(target)}（越少越好），按上限 {percent(share)} 计"
    counted = "" if abs(rate - share) < 1e-9 else f"，按方案折为 {percent(share)}"
    return f"实际 {plain(actual)}，目标 {plain(target)}{how}，完成 {percent(rate)}{counted}"


def _growth(values: Values) -> str:
    return f"实际 {plain(values['actual'])}，基数 {plain(values['base'])}，增长率计 {percent(values['normalised'])}"


def _as_is(values: Values) -> str:
    clipped = (
        "" if float(values["actual"]) == values["normalised"] else f"，按方案的上下限计 {plain(values['normalised'])}"
    )
    return f"评分 {plain(values['actual'])}{clipped}"


def _deduction(values: Values) -> str:
    against = "" if values["target"] is None else f"实际 {plain(values['actual'])}，要求 {plain(values['target'])}，"
    return f"{against}扣分数 {plain(values['count'])}，每个扣 {plain(values['per'])} 分"


def _rank_points(values: Values) -> str:
    word = values.get("word", "单位")
    return (
        f"实际 {plain(values['actual'])}，组内第 {values['place']} 名（共 {values['units']} 个{word}），"
        f"每降一名少 {plain(values['step'])} 分"
    )


def _tiers(values: Values) -> str:
    return f"实际 {plain(values['actual'])}，所在档次 {plain(values['normalised'])} 分"


def _interpolation(values: Values) -> str:
    return f"实际 {plain(values['actual'])}，按方案的分值线折为 {plain(values['normalised'])} 分"


def _manual(values: Values) -> str:
    parts = values["parts"]
    drop = min(int(values.get("drop") or 0), (len(parts) - 1) // 2)
    how = f"{len(parts)} 票" + (f"，去掉最高、最低各 {drop} 票" if drop else "") + "，平均" if parts else "评分"
    made = percent(values["normalised"]) if values["is_share"] else f"{plain(values['normalised'])} 分"
    figure = "" if parts else f" {plain(values['actual'])}，"
    return f"{how}{figure}折为 {made}"


def _weighted_count(values: Values) -> str:
    counts = values["parts"] or (values["actual"],)
    terms = "＋".join(f"{plain(n)}×{plain(w)}" for n, w in zip(counts, values["weights"], strict=True))
    return f"{terms}，计 {plain(values['normalised'])}"


def _periods(values: Values) -> str:
    how = {"mean": "平均", "sum": "合计", "best": "取最高", "last": "取最后一期"}[values.get("how") or "mean"]
    parts = values["parts"] or (values["actual"],)
    made = percent(values["normalised"]) if values["is_share"] else f"{plain(values['normalised'])} 分"
    return f"{len(parts)} 期得分 {'、'.join(plain(part) for part in parts)}，{how}，折为 {made}"


def _between(values: Values) -> str:
    worst, best = values.get("floor"), values.get("satisfactory")
    low = f"组内最差 {plain(values['worst'])}" if worst is None else f"不允许值 {plain(worst)}"
    high = f"组内最好 {plain(values['best'])}" if best is None else f"满意值 {plain(best)}"
    made = percent(values["normalised"]) if values["is_share"] else f"{plain(values['normalised'])} 分"
    return f"实际 {plain(values['actual'])}，{low}，{high}，折为 {made}"


def _missing(values: Values) -> str:
    return f"{values['name']}：{REASONS[values['reason']]}，不计分。"


def _not_reported(values: Values) -> str:
    return f"{values['name']}：{REASONS[values['reason']]}，计 {plain(values['fine'])} 分。"


def _normalised(values: Values) -> str:
    return f"实际 {plain(values['actual'])}，折为 {plain(values['normalised'])}"


def _averaged(values: Values) -> str:
    weight = plain(values["full"])
    return f"{values['name']}：实际 {plain(values['actual'])}，折为 {plain(values['normalised'])}，权重 {weight}。"


def _cap(values: Values) -> str:
    return f"{values['name']}：合计超过上限，减 {plain(values['cut'])}，计 {plain(values['fine'])} 分。"


def _adjustment(values: Values) -> str:
    word = "加分" if values["points"] >= 0 else "扣分"
    reason = f"（{values['reason']}）" if values["reason"] else ""
    return f"{word} {plain(abs(values['points']))} 分{reason}。"


def _total(values: Values) -> str:
    if values["score"] is None:
        return "没有可以计分的项目，不出总分。"
    added = f"，加减分 {signed(values['adjustments'])}" if values["adjustments"] else ""
    rounded = "四舍五入" if values["is_rounded"] else "总计"
    return f"各项合计 {plain(values['items'])}{added}，{rounded}得 {_minus(str(values['score']))} 分。"


def _veto(values: Values) -> str:
    reasons = "、".join(reason for reason in values["reasons"] if reason)
    return f"一票否决{f'（{reasons}）' if reasons else ''}：{VETO_EFFECTS[values['effect']]}。"


def _place(values: Values) -> str:
    sharing = f"，与{'、'.join(values['sharing'])}并列" if values["sharing"] else ""
    among = f"{values['ranked']} 个{values.get('word', '单位')}"
    return f"在“{values['group']}”组 {among}中排第 {plain(Decimal(str(values['rank'])))} 名{sharing}。"


def _broken(values: Values) -> str:
    return f"与{'、'.join(values['names'])}同分，按方案比较{'、'.join(values['items'])}的得分定先后。"


def _grade(values: Values) -> str:
    return f"等次为{values['grade']}。" if values["grade"] else "不评定等次。"


def _unranked(values: Values) -> str:
    return f"在“{values['group']}”组不排名次。"


def _costliest(values: Values) -> str:
    named = "、".join(f"{one['name']}（{plain(one['lost'])} 分）" for one in values["items"])
    return f"失分最多的是{named}。"


def _behind(values: Values) -> str:
    return f"比前一名{values['name']}少 {values['gap']} 分。"


def _ahead(values: Values) -> str:
    return f"比后一名{values['name']}多 {values['gap']} 分。"


STEPS: dict[str, Callable[[Values], str]] = {
    "completion": _leaf(_completion),
    "growth": _leaf(_growth),
    "as_is": _leaf(_as_is),
    "deduction": _leaf(_deduction),
    "rank_points": _leaf(_rank_points),
    "tiers": _leaf(_tiers),
    "interpolation": _leaf(_interpolation),
    "manual": _leaf(_manual),
    "weighted_count": _leaf(_weighted_count),
    "periods": _leaf(_periods),
    "minmax": _leaf(_between),
    "efficacy": _leaf(_between),
    "missing": _missing,
    "not_reported": _not_reported,
    "averaged": _averaged,
    "cap": _cap,
    "adjustment": _adjustment,
    "total": _total,
    "veto": _veto,
    "place": _place,
    "broken": _broken,
    "grade": _grade,
    "unranked": _unranked,
    "costliest": _costliest,
    "behind": _behind,
    "ahead": _ahead,
}
"""Code of a step → its sentence."""


def change_sentence(kind: str, values: Values) -> str:
    """One part of a change in words: what it brought then and now, and why."""
    moved = f"{signed(values['delta'])} 分（{plain(values['before'])} → {plain(values['after'])}）"
    if kind == "item":
        return f"{values['name']} {moved}{_why(values['then'], values['now'])}。"
    what = {"adjustment": f"加减分“{values['name']}”", "veto": "一票否决", "rounding": "四舍五入"}[kind]
    return f"{what} {moved}。"


def _why(then: Values | None, now: Values | None) -> str:
    if then is None or now is None:
        return "：本期新设的项目" if then is None else "：本期不再考核"
    if now["reason"] or then["reason"]:
        was, is_now = (REASONS.get(one["reason"] or "", "有数") for one in (then, now))
        return f"：上期{was}，本期{is_now}" if was != is_now else f"：{is_now}"
    if "actual" not in now or "actual" not in then:
        return "：合计超过上限的部分"
    same_full = then["full"] == now["full"]
    full = "" if same_full else f"，满分 {plain(then['full'])} → {plain(now['full'])}"
    return f"：实际 {plain(then['actual'])} → {plain(now['actual'])}{full}"
