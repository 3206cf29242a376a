"""Points of leaves, values of nodes, and the total: whole numbers over a pattern's denominator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from luoshi.core.scoring.aggregates import AGGREGATES
from luoshi.core.scoring.engines import exact
from luoshi.core.scoring.engines.exact import number
from luoshi.core.scoring.engines.measures import GROUP
from luoshi.core.scoring.engines.plans import Plan
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.rounding import EXTRA_PLACES, fine_units
from luoshi.core.scoring.scheme import Scheme

MOST = 2**53
"""Whole numbers from here on are not told apart as doubles."""
LARGEST = 10**11
"""Points in fine units are below this; what is larger the definition scores."""
FITTING = 2**62
"""Constants from here on may not fit a column of whole numbers."""
MOST_NEAR = 10_000
"""So many different points near a rounding boundary are still looked up one by one."""


class UnfitError(Exception):
    """The scheme or the figures are beyond this engine; the definition must do it."""


Column = Any
"""A column of the plans, or the constant that stands in all of them."""


@dataclass(slots=True)
class PlanTable:
    """Columns of the plans. What is the same in all plans is a constant, and no column at all."""

    plans: Sequence[Plan]
    columns: dict[str, list[Any]] = field(default_factory=dict)

    def column(self, table: ir.Table | None, name: str, of: Callable[[Plan], Any], *, otherwise: int = 0) -> Column:
        """A value of each plan. Where a pattern does not have it, it plays no part: there `otherwise` stands."""
        values = [of(one) for one in self.plans]
        known = {value for value in values if value is not None}
        if any(isinstance(value, int) and abs(value) >= FITTING for value in known):
            raise UnfitError("the weights have too many places")
        if len(known) <= 1:
            return next(iter(known), None)
        self.columns[name] = [otherwise if value is None else value for value in values]
        return table[name] if table is not None else None


@dataclass(slots=True)
class Nodes:
    """Makes the columns p (points of a leaf) and w (value of a node) over what the plans say."""

    scheme: Scheme
    numbers_of: Mapping[str, int]
    """Leaf → the number of its columns."""
    plans: PlanTable
    near: frozenset[str] = frozenset()
    """Columns in which some points are so near a rounding boundary that the definition must say what they are."""

    @property
    def places(self) -> int | None:
        decimals = self.scheme.decimals
        return None if decimals is None else decimals + EXTRA_PLACES

    def name(self, code: str) -> str:
        """The column in which an item's value stands."""
        if code in self.numbers_of:
            return f"p{self.numbers_of[code]}"
        return f"w{[item.code for item in self.scheme.items].index(code)}"

    def declare(self) -> dict[str, list[Any]]:
        """The columns that the plans must bring: asked for once without a table."""
        for code in self.numbers_of:
            self._factor(None, code)
        for item in self.nodes():
            self._present(None, item.code)
            self.denominator(None, item.code)
            self._cap(None, item)
            is_whole = self.places is not None or AGGREGATES[item.aggregate or "sum"].contest is not None
            for member in self._members(item.code):
                if is_whole:
                    self._coefficient(None, item.code, member)
                self._weight(None, item.code, member)
        return self.plans.columns

    def may_grow_too_large(self, added: int) -> bool:
        """Whether a whole number on the way to the score might leave what a double holds."""
        for one in self.plans.plans:
            bounds: dict[str, int] = dict.fromkeys(self.numbers_of, LARGEST)
            for item in self.nodes():
                node = one.nodes.get(item.code)
                if node is not None:
                    factors = node.coefficients.items()
                    is_sum = AGGREGATES[item.aggregate or "sum"].shares is not None
                    bounds[item.code] = sum(abs(k) * bounds[code] for code, k in factors) if is_sum else LARGEST
            over = max(one.denominators.values(), default=1)
            if 2 * (max(bounds.values()) + over * (added + 100)) >= MOST:
                return True
        return False

    def nodes(self) -> list[Item]:
        """The nodes, members before their node."""
        order: list[Item] = []

        def add(item: Item) -> None:
            for member in self.scheme.items:
                if member.parent == item.code and not member.is_leaf:
                    add(member)
            order.append(item)

        add(next(item for item in self.scheme.items if item.parent is None))
        return [item for item in order if not item.is_leaf]

    # from the plans

    def _factor(self, table: ir.Table | None, code: str) -> Column:
        return self.plans.column(table, f"f{self.numbers_of[code]}", lambda one: one.factors.get(code))

    def _present(self, table: ir.Table | None, code: str) -> Column:
        return self.plans.column(table, f"y{self.name(code)}", lambda one: int(code in one.nodes))

    def denominator(self, table: ir.Table | None, code: str) -> Column:
        """Over what the value of an item stands; doubles stand over nothing."""
        if self.places is None:
            return 1
        found = self.plans.column(table, f"d{self.name(code)}", lambda one: one.denominators.get(code), otherwise=1)
        return 1 if found is None else found

    def _coefficient(self, table: ir.Table | None, code: str, member: str) -> Column:
        name = f"k{self.name(code)}{self.name(member)}"
        return self.plans.column(
            table, name, lambda one: one.nodes[code].coefficients.get(member) if code in one.nodes else None
        )

    def _weight(self, table: ir.Table | None, code: str, member: str) -> Column:
        name = f"g{self.name(code)}{self.name(member)}"
        return self.plans.column(
            table, name, lambda one: one.nodes[code].weights.get(member) if code in one.nodes else None
        )

    def _cap(self, table: ir.Table | None, item: Item) -> Column:
        cap, decimals = item.number("cap"), self.scheme.decimals
        if cap is None:
            return None

        def grown(one: Plan) -> float | int | None:
            if item.code not in one.nodes:
                return None
            points = cap * one.nodes[item.code].grown
            return points if decimals is None else fine_units(points, decimals)

        return self.plans.column(table, f"z{self.name(item.code)}", grown)

    def _members(self, code: str) -> list[str]:
        return [item.code for item in self.scheme.items if item.parent == code]

    # values

    def with_points(self, table: ir.Table) -> ir.Table:
        """Each leaf's points: one multiplication in double, then a whole number of fine units."""
        products = {}
        for code, at in self.numbers_of.items():
            factor, counted = self._factor(table, code), table[f"c{at}"]
            products[f"p{at}"] = counted if factor is None or _is(factor, 1) else counted * _value(factor)
        if self.places is None:
            return table.mutate(**products)
        return self._counted(table.mutate(**{f"o{name}": one for name, one in products.items()}), list(products))

    def _counted(self, table: ir.Table, columns: Sequence[str]) -> ir.Table:
        """Doubles o… as fine units; those near a rounding boundary by the definition, each different one once."""
        assert self.places is not None
        units = {name: exact.surely_fine_units(table[f"o{name}"], self.places) for name in columns}
        for name in self.near & set(columns):
            asked = table.select(f"o{name}", **{name: units[name]})
            units[name] = self._corrected(asked, table[f"o{name}"], name, units[name])
        return table.mutate(**units)

    def _corrected(self, asked: ir.Table, points: ir.FloatingValue, name: str, units: ir.IntegerValue) -> ir.Value:
        doubles = asked.filter(asked[name].isnull(), asked[f"o{name}"].notnull()).select(near=f"o{name}").distinct()
        near = {one: fine_units(one, self.scheme.decimals or 0) for one in doubles.to_pyarrow().to_pydict()["near"]}
        if len(near) > MOST_NEAR or any(abs(one) >= LARGEST for one in near.values()):
            raise UnfitError("points too large, or too many on the boundary of two")
        by_definition = [(points == number(one), ibis.literal(made, type="int64")) for one, made in near.items()]
        return ibis.cases(*by_definition, else_=units) if by_definition else units

    def with_node(self, table: ir.Table, item: Item) -> ir.Table:
        """The value of one node. A contest needs the whole group; everything else its own row."""
        aggregate = AGGREGATES[item.aggregate or "sum"]
        if aggregate.contest is not None:
            return self._contested(table, item)
        name = self.name(item.code)
        if aggregate.shares is not None:
            made = self._linear(table, item)
        elif self.places is None:
            made = self._mean(table, item)
        else:
            mean = self._where_present(table, item, self._mean(table, item))
            table = self._counted(table.mutate(**{f"o{name}": mean}), [name])
            made = table[name]
        return table.mutate(**{name: self._where_present(table, item, self._capped(table, item, made))})

    def _where_present(self, table: ir.Table, item: Item, made: ir.Value) -> ir.Value:
        present = self._present(table, item.code)
        if isinstance(present, int):
            return made if present else ibis.null("float64" if self.places is None else "int64")
        return ibis.cases((present == 1, made))

    def _linear(self, table: ir.Table, item: Item) -> ir.Value:
        terms = []
        for member in self._members(item.code):
            which = self._coefficient if self.places is not None else self._weight
            factor = which(table, item.code, member)
            if factor is None:
                continue
            value = ibis.coalesce(table[self.name(member)], 0 if self.places is not None else 0.0)
            terms.append(value if _is(factor, 1) else value * _value(factor))
        return _sum(terms) if terms else _value(0 if self.places is not None else 0.0)

    def _capped(self, table: ir.Table, item: Item, made: ir.Value) -> ir.Value:
        cap = self._cap(table, item)
        if cap is None:
            return made
        most = _value(cap) * _value(self.denominator(table, item.code)) if self.places is not None else _value(cap)
        return ibis.cases((made > most, most), else_=made)

    def double(self, table: ir.Table, code: str) -> ir.FloatingValue:
        """A value in points."""
        value = table[self.name(code)]
        if self.places is None:
            return value
        return value.cast("float64") / (_value(self.denominator(table, code)) * 10**self.places).cast("float64")

    def _mean(self, table: ir.Table, item: Item) -> ir.Value:
        """A mean that is not linear, of the members present."""
        members = []
        for member in self._members(item.code):
            weight = self._weight(table, item.code, member)
            if weight is not None:
                members.append((_value(weight), self.double(table, member)))
        return MEANS[item.aggregate or ""](item, members) if members else ibis.null("float64")

    def refused(self, table: ir.Table, item: Item) -> ir.BooleanValue | None:
        """Whether a mean is asked for that does not exist."""
        bound, is_allowed = AGGREGATES[item.aggregate or "sum"].least(item)
        if bound == float("-inf"):
            return None
        present = _value(self._present(table, item.code)) == 1
        found = [
            self.double(table, member) for member in self._members(item.code) if self.name(member) in table.columns
        ]
        low = [ibis.coalesce((one < bound) if is_allowed else (one <= bound), False) for one in found]
        return present & reduce(lambda left, right: left | right, low)

    def _contested(self, table: ir.Table, item: Item) -> ir.Table:
        """Between all pairs of a group: won by more than half of the weight, less lost."""
        members = [member for member in self._members(item.code) if self.name(member) in table.columns]
        own = table.select(
            "unit",
            *GROUP,
            there=_value(self._present(table, item.code)).cast("int64"),
            **{f"m{at}": self.double(table, member) for at, member in enumerate(members)},
            **{f"h{at}": _whole(self._coefficient(table, item.code, member)) for at, member in enumerate(members)},
        )
        own = own.filter(own.there == 1)
        other = own.view()
        pairs = own.join(other, [*GROUP, own.unit != other.unit], lname="", rname="{name}_other")
        better, worse = [], []
        for at in range(len(members)):
            mine, theirs, weight = pairs[f"m{at}"], pairs[f"m{at}_other"], pairs[f"h{at}"]
            better.append(ibis.cases((mine > theirs, weight), else_=0))
            worse.append(ibis.cases((mine < theirs, weight), else_=0))
        pairs = pairs.mutate(lead=_sum(better) - _sum(worse))
        won = pairs.group_by("unit", "period").aggregate(
            won=ibis.cases((pairs.lead > 0, 1), (pairs.lead < 0, -1), else_=0).sum()
        )
        joined = table.left_join(won, ["unit", "period"])
        whole = joined.select(*(table[name] for name in table.columns), won=ibis.coalesce(won.won, 0).cast("float64"))
        made = whole.won if self.places is None else whole.won.cast("int64") * 10**self.places
        value = self._where_present(whole, item, self._capped(whole, item, made))
        return whole.mutate(**{self.name(item.code): value}).drop("won")


def _value(factor: Column) -> Any:
    """A column as it is; a constant with all its digits."""
    if isinstance(factor, float):
        return number(factor)
    return ibis.literal(factor, type="int64") if isinstance(factor, int) else factor


def _is(factor: Column, constant: int) -> bool:
    return isinstance(factor, int | float) and factor == constant


def _whole(factor: Column) -> ir.IntegerValue:
    return ibis.literal(0, type="int64") if factor is None else ibis.coalesce(_value(factor), 0)


def _sum(terms: Iterable[Any]) -> Any:
    return reduce(lambda left, right: left + right, terms)


Members = Sequence[tuple[Any, ir.FloatingValue]]


def _over(members: Members, of: Callable[[ir.FloatingValue], ir.FloatingValue]) -> ir.FloatingValue:
    """Σ weight × f(value) over the members that are there."""
    return _sum(ibis.coalesce(weight * of(value), number(0)) for weight, value in members)


def _geometric(item: Item, members: Members) -> ir.FloatingValue:
    return _over(members, lambda value: ibis.cases((value > 0, value)).ln()).exp()


def _harmonic(item: Item, members: Members) -> ir.FloatingValue:
    return number(1) / _nonzero(_over(members, lambda value: number(1) / _nonzero(value)))


def _power(item: Item, members: Members) -> ir.FloatingValue:
    power = item.number("power") or 1.0
    whole = _over(members, lambda value: ibis.cases((value > 0, value.pow(number(power))), (value == 0, number(0))))
    return ibis.cases((whole > 0, whole.pow(number(1 / power))), (whole == 0, number(0)))


def _nonzero(value: ir.FloatingValue) -> ir.FloatingValue:
    return ibis.cases((value != 0, value))


MEANS: dict[str, Callable[[Item, Members], ir.FloatingValue]] = {
    "geometric": _geometric,
    "harmonic": _harmonic,
    "power": _power,
}
