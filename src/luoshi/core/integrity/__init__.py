"""Suspicions about figures and words, one file each: findings with their grounds, for a person to judge; never points.

Nothing here knows a scheme or a score. A finding is an accusation until somebody has judged it: who may see it is
decided above.
"""

from luoshi.core.integrity.copying import Narrative, copied
from luoshi.core.integrity.digits import last_digits, leading_digits
from luoshi.core.integrity.finding import Finding
from luoshi.core.integrity.hugging import hugging
from luoshi.core.integrity.jumping import Step, jumps
from luoshi.core.integrity.pieces import Piece, pieces

__all__ = [
    "Finding",
    "Narrative",
    "Piece",
    "Step",
    "copied",
    "hugging",
    "jumps",
    "last_digits",
    "leading_digits",
    "pieces",
]
