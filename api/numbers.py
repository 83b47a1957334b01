"""Numbers that a user types, written as in an article."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.quantities import find
from kg.errors import UsageError
from kg.model import Quantity


def number(text: str, example: str = "50%") -> Quantity:
    """The one number that the text is, with its unit. UsageError for none, several, and words beside it.

    >>> number("4.1万亿美元").unit, number("$4.1tn").low
    ('USD', Decimal('4100000000000'))
    """
    found = find(text, frame_currency=None)
    if not found:
        raise UsageError(f"there is no number in {text!r}; write it as in an article, as in {example}")
    if len(found) > 1 or found[0].span.quote != text:
        rest = " ".join(_without(text, found).split())
        raise UsageError(f"{text!r} is not one number with its unit: {rest!r} is left over")
    return found[0]


def _without(text: str, found: Sequence[Quantity]) -> str:
    """What stands beside the first number."""
    span = found[0].span
    return f"{text[: span.start]} {text[span.end :]}"
