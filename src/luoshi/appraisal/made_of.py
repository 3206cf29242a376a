"""What a longer period's ranking needs before it can be closed: the shorter ones sealed, the reviewers heard."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.appraisal.collecting import closed_within
from luoshi.appraisal.marking import not_marked
from luoshi.appraisal.models import Closing
from luoshi.appraisal.reviews import cast, is_reviewed_term
from luoshi.appraisal.rules import composed_items, scheme_text, source_of
from luoshi.appraisal.terms import Term, cycle_of, within
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme


def unmet(term: Term) -> list[Fault]:
    """Which shorter periods must be closed before a period that is over; [] if it stands on its own figures."""
    scheme = Scheme.from_toml(scheme_text(term.period, term.code)[1])
    codes = list(dict.fromkeys(source_of(item) for item in composed_items(scheme)))
    faults = not_closed(term, codes)
    if codes and not faults and not any(closed_within(term, code) for code in codes):
        faults.append(Fault(f"{term.label}里没有关过账的排名", "先把其中的月份、季度关账", "期别"))
    return faults


def must_be_reviewed(term: Term) -> None:
    """Raises BadInput while nobody has given marks that the scheme takes."""
    if is_reviewed_term(term) and not cast(term):
        remedy = "请领导在点评页打分；县里不点评的，在方案里去掉这一项"
        raise BadInput(Fault(f"{term.label}还没有领导打分", remedy, "点评"))


def must_be_marked(term: Term) -> None:
    """Raises BadInput while the assessment office has not entered marks that the scheme takes."""
    names = "、".join(item.name for item in not_marked(term))
    if names:
        remedy = "先在打分页打分；这一期不打的，在方案里去掉这一项"
        raise BadInput(Fault(f"{term.label}的{names}还没有打分", remedy, "打分"))


def not_closed(term: Term, codes: Iterable[str]) -> list[Fault]:
    """What must be closed before a period is."""
    return [fault for code in codes for fault in _not_closed(term, code)]


def _not_closed(term: Term, code: str) -> list[Fault]:
    """Periods of another scheme that are not closed, from the first one on that ever was."""
    cycle = cycle_of(code)
    first = Closing.rows.filter(scheme=code).order_by("period").values_list("period", flat=True).first()
    closed = {one.period for one in closed_within(term, code)}
    wanted = [one for one in within(term.period, cycle) if str(one) >= first] if cycle and first else []
    missing = [one.label for one in wanted if str(one) not in closed]
    return (
        [Fault(f"{'、'.join(missing)}还没有关账，{term.label}要用", "先关账，再来关这一期", "期别")] if missing else []
    )
