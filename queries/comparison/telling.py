"""A verdict in one plain sentence, in Chinese or in English."""

from __future__ import annotations

from kg.model import Contradiction, Lang, Reason
from queries.comparison.wording import table


def told(verdict: Contradiction, lang: Lang = "en") -> str:
    """What collides or, where nothing does, what saves the two claims.

    >>> reason = Reason(test="period", outcome="apart", effect="saves", detail="2025 / 2026")
    >>> told(Contradiction(left="a", right="b", kind=None, strength="none", reasons=(reason,)))
    'No contradiction: they speak of different times (2025 / 2026).'
    """
    words = table("verdict_words")["en" if lang == "en" else "zh"]
    strength = words["strength"][verdict.strength]
    reasons = [
        reason
        for reason in verdict.reasons
        if reason.effect in _TELLING and reason.outcome in words.get(reason.test, {})
    ]
    said = [words[reason.test][reason.outcome] + _beside(reason, lang) for reason in reasons]
    return str(words["frame"]).format(strength=strength, reasons=words["and"].join(said or [words["nothing"]]))


_TELLING = frozenset({"saves", "collides", "softens", "revises"})


def _beside(reason: Reason, lang: Lang) -> str:
    if not reason.detail.strip("-/ "):
        return ""
    return f" ({reason.detail})" if lang == "en" else f"（{reason.detail}）"
