"""Ids that depend on content only: the same corpus gives the same ids, on every machine and in every order."""

from __future__ import annotations

import hashlib

ID_DIGITS = 16


def digest(*parts: str) -> str:
    """Hex digest of `parts`, kept apart from each other; 64 bits, short enough to type.

    >>> digest("a", "b") != digest("ab", "")
    True
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:ID_DIGITS]


def claim_id(article: str, quote: str, nth: int, kind: str) -> str:
    """Id of a claim: its article, words, which of the equal ones in the article it is, and its kind.

    Words and not offsets, so that an edit elsewhere in the article leaves the id as it is.
    """
    return digest("claim", article, quote, str(nth), kind)
