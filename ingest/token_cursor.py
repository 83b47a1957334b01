"""A place in a run of tokens, for the parsers of numerals, quantities and periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.measure_lexer import Token


class Cursor:
    """Looks ahead and moves on; a reader that fails puts `at` back to where it began.

    >>> cursor = Cursor([Token(0, 3, {"ones": 2}), Token(4, 11, {"hundred": 100})])
    >>> cursor.take("ones"), cursor.skip("scale"), cursor.has("hundred"), cursor.at
    (2, False, True, 1)
    """

    __slots__ = ("at", "run")

    def __init__(self, run: Sequence[Token], at: int = 0) -> None:
        self.run, self.at = run, at

    def has(self, sense: str, ahead: int = 0) -> bool:
        """Whether the token `ahead` of here has the sense."""
        at = self.at + ahead
        return 0 <= at < len(self.run) and sense in self.run[at].senses

    def tight(self, ahead: int = 0) -> bool:
        """Whether the token `ahead` of here touches the one before it."""
        at = self.at + ahead
        return 0 < at < len(self.run) and self.run[at].tight

    def value(self, sense: str, ahead: int = 0) -> Any:
        """The value of the sense, or None."""
        at = self.at + ahead
        return self.run[at].senses.get(sense) if 0 <= at < len(self.run) else None

    def has_more(self) -> bool:
        """Whether a token stands here."""
        return self.at < len(self.run)

    def take(self, sense: str) -> Any:
        """The value of the sense of the token here, which is passed."""
        self.at += 1
        return self.run[self.at - 1].senses[sense]

    def skip(self, *senses: str) -> bool:
        """Passes one token for each sense if all are there."""
        run, at = self.run, self.at
        if at + len(senses) > len(run):
            return False
        for sense in senses:
            if sense not in run[at].senses:
                return False
            at += 1
        self.at = at
        return True
