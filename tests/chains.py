"""Small chains of sums: claims with one amount each, and what is worked out from what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Computation, Extraction


def with_sums(read: Extraction, sums: Iterable[Computation]) -> Extraction:
    """The same article doing these sums."""
    return replace(read, computations=tuple(sums))
