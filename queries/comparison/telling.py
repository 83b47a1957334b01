"""A verdict in one plain sentence, in Chinese or in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.gazetteer import Knowledge
from kg.model import Contradiction, Lang, Reason
from queries.comparison.wording import table


def told(verdict: Contradiction, knowledge: Knowledge, lang: Lang = "en", none: str = "none") -> str:
    """What collides or, where nothing does, what saves the two claims; with the names that `lang` has for things.

    `none` is the word of the table that a verdict of nothing begins with.

    >>> reason = Reason(test="subject", outcome="different", effect="saves", detail="NVDA / AMD")
    >>> verdict = Contradiction(left="a", right="b", kind=None, strength="none", reasons=(reason,))
    >>> told(verdict, Knowledge.load())
    'No contradiction: they are about different things (NVIDIA / AMD).'
    >>> told(verdict, Knowledge.load(), "zh-Hans")
    '不矛盾：说的不是同一主体（英伟达 / 超威半导体）。'
    >>> told(verdict, Knowledge.load(), none="unrevised")
    'No revision: they are about different things (NVIDIA / AMD).'
    """
    words = table("verdict_words")["en" if lang == "en" else "zh"]
    teller = _Teller(words=words, knowledge=knowledge, lang=lang)
    said = [teller.tells(reason) for reason in verdict.reasons if reason.effect in _TELLING]
    strength = words["strength"][none if verdict.strength == "none" else verdict.strength]
    reasons = words["and"].join(filter(None, said)) or words["nothing"]
    return str(words["frame"]).format(strength=strength, reasons=reasons)


_TELLING = frozenset({"saves", "collides", "softens", "revises"})
_QUOTING = frozenset({"quantity", "size", "chance", "arithmetic"})
"""Tests that tell what they compared in the words of the texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """The words and the names of one language."""

    words: Mapping[str, Any]
    knowledge: Knowledge
    lang: Lang

    def tells(self, reason: Reason) -> str:
        """What a test found and, in brackets, what it compared; empty where there are no words for it."""
        said = str(self.words.get(reason.test, {}).get(reason.outcome, ""))
        compared = self._compared(reason) if said and reason.detail.strip("-/ ") else ""
        return said + (str(self.words["beside"]).format(compared) if compared else "")

    def _compared(self, reason: Reason) -> str:
        if reason.test in _QUOTING:
            return reason.detail
        sides = (side.split(", ") for side in reason.detail.split(" / "))
        return " / ".join(", ".join(self._called(one, reason.test) for one in side) for side in sides)

    def _called(self, told: str, test: str) -> str:
        """A thing by its name, a word of the tests by the language's own; a time with both its ends."""
        concept = self.knowledge.metrics.get(told) if test == "metric" else self.knowledge.entities.get(told)
        called = self.words["called"].get(told, told.replace(" to ", self.words["to"]))
        return concept.name(self.lang) if concept else str(called)
