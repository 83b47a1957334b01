"""English nouns as one of their kind."""

from __future__ import annotations

SHORT = 4  # letters: lies, ties
HISSING = ("sses", "shes", "ches", "xes")
NO_PLURALS = ("ss", "us", "is")


def singular(word: str) -> str:
    """One of what an English noun in the plural names, in small letters; any other word as it is.

    >>> [singular(word) for word in ("Companies", "batches", "ties", "prizes", "bus", "chip")]
    ['company', 'batch', 'tie', 'prize', 'bus', 'chip']
    """
    lower = word.lower()
    if lower.endswith("ies") and len(lower) > SHORT:
        return lower[:-3] + "y"
    if lower.endswith(HISSING):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(NO_PLURALS) else lower
