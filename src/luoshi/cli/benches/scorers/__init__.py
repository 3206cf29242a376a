"""Who scores twenty million values: our engine, and three who wrote the same rules by hand.

Each module has `run(folder, periods)`: reads the two Parquet files, and gives unit, period, score, rank and the points
of the six leaves. Scores are whole hundredths, points whole ten-thousandths; not applicable is missing.
"""

SCHEME = """
[scheme]
name = "计分比较"
year = 2026
decimals = 2

[[item]]
code = "total"
aggregate = "sum"

[[item]]
code = "a"
parent = "total"
weight = 30
method = "completion"
cap = 1.2

[[item]]
code = "b"
parent = "total"
weight = 15
method = "completion"
direction = -1
cap = 1.2

[[item]]
code = "c"
parent = "total"
weight = 20
method = "minmax"

[[item]]
code = "d"
parent = "total"
weight = 10
method = "deduction"
per = 0.5

[[item]]
code = "e"
parent = "total"
method = "tiers"
bounds = [60, 80, 100]
points = [4, 7, 10]

[[item]]
code = "f"
parent = "total"
method = "efficacy"
floor = 40
satisfactory = 150
low = 0
high = 15
"""
ITEMS = "abcdef"
WEIGHTS = {"a": 30, "b": 15, "c": 20, "d": 10, "e": 10, "f": 15}
NUDGE = 1 + 4e-12
"""Those who wrote by hand round half up after a nudge: on these figures the same as cutting to 12 digits."""
