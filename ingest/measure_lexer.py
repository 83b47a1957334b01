"""Text to the tokens of numbers, units and time: every word of the lexicons and every literal, and nothing else.

The lexer knows words, not grammar. A token carries all senses its word has; the parsers choose by context. Tokens come
in runs: a run is a stretch in which nothing but blanks lies between tokens. It never crosses a line, a sentence end or
a word that the lexicons do not know, and a run that holds neither number nor time word is not given out at all, so
that prose costs little more than the search for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.measure_lexicon import Lexicon, fold, lexicon

Senses = Mapping[str, Any]
LONGEST_RUN = 240

_LETTER = "a-zµμà-ɏ"
_PATTERN = re.compile(
    rf"""
    (?P<url>   (?:https?://|www\.)[!-~]+ | \]\([^)\n]*\) | [\w.+-]+@[a-z\d-]+\.[a-z\d.-]+[a-z] )
  | (?P<numeric_date> (?<![\d./-]) (?: \d{{4}}([-/.])\d\d?\3\d\d? | \d\d?([-/.])\d\d?\4(?:\d{{4}}|\d\d) ) (?![-/.]?\d) )
  | (?P<part_code> (?:(?<![a-z\d])|(?<=20\d\d)) (?: (?:q[1-4]|h[12]|[1-4]q|[12]h) (?=['-/ ]?(?:fy|cy)?['-]?20\d\d(?!\d)|'\d\d(?!\d)|(?![a-z\d'])) | [1-4]q(?=\d\d(?!\d)) | [12]h(?=\d\d(?!\d)) ) )
  | (?P<clock> (?<![\d:.]) \d\d?:\d\d(?::\d\d)? (?![\d:]) )
  | (?P<digits>
        \d{{1,3}}(?:[,，]\d{{2,3}})*[,，]\d{{3}}(?:\.\d+)?(?![\d]|[,，.]\d)
      | \d{{1,3}}(?:[\u202f\xa0]\d{{3}})+(?:\.\d+)?(?![\d.])
      | \d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?!\d)
      | (?<!\d,)\d++,\d{{1,2}}(?![\d.,])
      | (?<!\d[.])\d++\.\d++(?!\.\d)
      | \d++
      | (?<![\d{_LETTER}])\.\d++
    )
  | (?P<latin> [{_LETTER}]+(?:'[{_LETTER}]+)? )
  | (?P<other> [^\s\d{_LETTER}] )
    """,
    re.VERBOSE,
)
_POWER = re.compile(r"(?:e[-+]?\d{1,3}|\^[-+]?\d{1,3})(?![\w.])")
_NAME = re.compile(rf"[{_LETTER}\d]+(?:[-.+][{_LETTER}]*\d[{_LETTER}\d]*)*")
_NTH = re.compile(r"(?:st|nd|rd|th)(?![a-z\d])")
_DIGIT_NAMES = re.compile(r"[2-6]g(?![a-z])|[23]d(?![a-z])|2[bc](?![a-z ])|[48]k(?![a-z])|4o")


_GLUES = frozenset(("glues", "fiscal_mark", "month_name"))  # a number may touch these: USD5, FY27, Nov18


@dataclass(slots=True, eq=False)
class Token:
    """A word or a phrase, what it can mean, and whether it touches the token before it."""

    start: int
    end: int
    senses: Senses
    tight: bool = False

    def __contains__(self, sense: str) -> bool:
        return sense in self.senses

    def __getitem__(self, sense: str) -> Any:
        return self.senses[sense]


def lex(text: str) -> Iterator[list[Token]]:
    """The runs of `text`, in order.

    >>> [[sorted(token.senses) for token in run] for run in lex("grew 5 %; so it goes")]
    [[['digits'], ['unit']]]
    """
    folded = fold(text)
    run: list[Token] = []
    worthy = False
    for token in _Lexer(text, folded).tokens():
        if run and (not _adjoins(folded, run[-1].end, token.start) or len(run) >= LONGEST_RUN):
            if worthy:
                yield run
            run, worthy = [], False
        token.tight = bool(run) and run[-1].end == token.start
        run.append(token)
        worthy = worthy or not token.senses.keys().isdisjoint(CORE)
    if worthy:
        yield run


CORE = frozenset(
    "digits digit tenfold myriad ones tens hundred scale scales collective parts ordinal relative fraction_sign one_half "
    "half_zh half vague doubling recurrence numeric_date clock part_code nth time month_name weekday weekdays period_word "
    "twice_word vague_word now holiday season era part_now part_behind half_of half_year fiscal_mark quarter_zh nian "
    "today_part clock_part clock_word once whole".split()
)  # fmt: skip


def _adjoins(folded: str, end: int, start: int) -> bool:
    return start == end or (start - end <= 4 and folded[end:start].strip(" \xa0\u202f") == "")


class _Lexer:
    def __init__(self, text: str, folded: str) -> None:
        self._text, self._folded = text, folded
        self._lexicon: Lexicon = lexicon()

    def tokens(self) -> Iterator[Token]:
        search, at = _PATTERN.search, 0
        firsts, folded = self._lexicon.words, self._folded
        after_number = -1
        while match := search(folded, at):
            kind, start, at = match.lastgroup, match.start(), match.end()
            token: Token | None = None
            if kind == "part_code" and not self._is_part(start, at):
                kind, at = ("digits" if folded[start].isdigit() else "latin"), start + 1
            if kind == "latin":
                word = folded[start:at]
                if start == after_number or (start - after_number == 1 and folded[start - 1] == " "):
                    token = self._symbol(start, at)
                if token is None and (word in firsts or at < len(folded) and folded[at] in "-0123456789"):
                    token = self._word(word, start, at)
            elif kind == "other":
                if folded[start] in firsts or folded[start] in self._lexicon.signs:
                    token = self._sign(start, after_number)
            elif kind == "digits":
                token = self._digits(start, at)
                after_number = token.end
            elif kind == "url":
                continue
            else:
                token = Token(start, at, {str(kind): folded[start:at]})
            if token:
                at = token.end
                yield token

    def _is_part(self, start: int, end: int) -> bool:
        """Q1, H2; 2h is two hours and 2H a half."""
        return self._folded[start] == "q" or self._folded[end - 1] == "q" or self._text[start:end].isupper()

    def _digits(self, start: int, end: int) -> Token:
        folded = self._folded
        end = _thin(self._text, start, end)
        literal = folded[start:end]
        if end == len(folded):
            return Token(start, end, {"digits": literal})
        if (power := _POWER.match(folded, end)) and power.end() < start + 40:
            return Token(start, power.end(), {"digits": folded[start : power.end()]})
        if nth := _NTH.match(folded, end):
            return Token(start, nth.end(), {"nth": int(literal)} if literal.isdigit() and len(literal) < 12 else {})
        named = _DIGIT_NAMES.match(folded, start)
        if named and not self._text[start : named.end()].isdecimal() and self._is_name(named.end(), end):
            return Token(start, named.end(), {"name": literal})
        return Token(start, end, {"digits": literal})

    def _is_name(self, end: int, digits_end: int) -> bool:
        return end > digits_end and self._text[digits_end : digits_end + 1] in ("G", "D", "o", "B", "C", "K")

    def _symbol(self, start: int, end: int) -> Token | None:
        """A unit's sign or a multiplier's letter after a number, in the case as written."""
        for length in range(min(9, len(self._text) - start), 0, -1):
            senses = self._lexicon.symbols.get(self._text[start : start + length])
            stop = start + length
            if senses and not self._goes_on(stop):
                word = self._lexicon.word_senses(self._folded[start:stop])
                return Token(start, stop, {**word, **senses} if word else senses)
        return None

    def _goes_on(self, end: int) -> bool:
        following = self._folded[end : end + 1]
        return following.isascii() and following.isalnum() and self._folded[end - 1].isalnum()

    def _word(self, word: str, start: int, end: int) -> Token | None:
        folded = self._folded
        for candidate, senses in self._lexicon.words.get(word, ()):
            if folded.startswith(candidate, start):
                stop = start + len(candidate)
                if stop == end and folded[end : end + 1].isdigit() and _GLUES.isdisjoint(senses):
                    break
                if not (candidate[-1].isalpha() and folded[stop : stop + 1].isalpha() and folded[stop].isascii()):
                    return Token(start, stop, senses)
        if folded[end : end + 1].isdigit() or (folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isdigit()):
            if word in self._lexicon.words and folded[end] == "-":
                return Token(start, end, self._lexicon.words[word][-1][1])
            name = _NAME.match(folded, start)
            assert name
            written = folded[start : name.end()]
            card = self._lexicon.cards.get(written)
            return Token(start, name.end(), {"name": written, "card": card} if card else {"name": written})
        return None

    def _sign(self, start: int, after_number: int) -> Token | None:
        folded, first = self._folded, self._folded[start]
        if start == after_number or (start == after_number + 1 and folded[after_number] == " "):
            symbol = self._symbol(start, start + 1)
            if symbol:
                return symbol
        spaced = folded[start + 1 : start + 2] == " "
        if first in "-+" and not _is_sign(folded, start):
            return Token(start, start + 1, {"hyphen": True} if first == "-" else {"plus": True})
        for candidate, senses in self._lexicon.words.get(first, ()):
            if folded.startswith(candidate, start):
                end = start + len(candidate)
                if not (candidate[-1].isascii() and candidate[-1].isalpha() and folded[end : end + 1].isalpha()):
                    return Token(start, end, senses)
            elif len(candidate) > 1 and (spaced or " " in folded[start + 1 : start + len(candidate)]):
                end = _spread(folded, start, candidate)
                if end:
                    return Token(start, end, senses)
        return None


def _is_sign(folded: str, at: int) -> bool:
    """Whether a minus or plus may be the sign of the number behind it: nothing of a word or number stands before it."""
    before = folded[at - 1 : at] if at else ""
    return not before or not (before.isascii() and (before.isalnum() or before in ")]%-"))


def _thin(text: str, start: int, end: int) -> int:
    """A wide comma groups digits only when the digits are wide too; else it parts a list."""
    wide = text.find("，", start, end)
    return wide if wide > start and text[start].isascii() else end


def _spread(folded: str, start: int, word: str) -> int:
    """End of `word` written with blanks between its letters, or 0."""
    at = start
    for letter in word:
        while folded[at : at + 1] == " " and at - start < 12:
            at += 1
        if folded[at : at + 1] != letter:
            return 0
        at += 1
    return at
