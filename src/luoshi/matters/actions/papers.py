"""A unit's own paper behind what the office enters for it."""

from __future__ import annotations

from luoshi.core.errors import BadInput, Fault
from luoshi.facts import evidence


def paper_of(digest: str) -> str:
    """The digest of a paper that is kept. Raises BadInput where it is not; none is none."""
    if not digest:
        return ""
    if not (len(digest) == 64 and digest.isalnum() and evidence.path_of(digest).exists()):
        raise BadInput(Fault("附的材料没有传上来", "先上传材料，再提交", "材料"))
    return digest
