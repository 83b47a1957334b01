"""Text to the tokens of numbers, units and time: every word of the lexicons and every literal, and nothing else.

The lexer knows words, not grammar. A token carries all senses its word has; the parsers choose by context. Tokens come
in runs: a run is a stretch in which nothing but blanks lies between tokens. It never crosses a line, a sentence end or
a word that the lexicons do not know, and a run that holds neither number nor time word is not given out at all, so
that prose costs little more than the search for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ingest.measure_lexicon import Lexicon, fold, lexicon, senses_for

Senses = Mapping[str, Any]
LONGEST_RUN = 240
BLANKS = " \xa0\u202f"

CORE = senses_for("core")
_NAMES = frozenset(("unit", "currency"))
_LETTER = "a-zµμà-ɏ"
_SEGMENT = re.compile(r"(?:[^\n。，…]|(?<=\d)，(?=\d))+")
_LITERALS = rf"""
    (?P<skipped> [万亿兆]{{4,}} | ([一-龥])\2{{7,}}+ | (?:https?://|www\.)[!-~]+ | \]\((?:[^()\n]++|\([^()\n]*+\))*+\) )
  | (?P<numeric_date>
        (?<![\d./])(?<!\d-) (?: \d{{4}}-\d\d?-\d\d? | \d\d?-\d\d?-(?:\d{{4}}|\d\d) ) (?![-/.]?\d)
      | (?<![\d./]) (?: \d{{4}}([/.])\d\d?\4\d\d? | \d\d?([/.])\d\d?\5(?:\d{{4}}|\d\d) ) (?!\d|[/.]\d) )
  | (?P<part_code>
        (?:(?<![a-z\d])|(?<=\d\d)(?=[qh]))
        (?: (?:q[1-4]|h[12]|[1-4]q|[12]h)(?=['/ -]?(?:fy|cy)?['-]?20\d\d(?!\d)|'\d\d(?!\d)|(?![a-z\d']))
          | (?:[1-4]q|[12]h)(?=\d\d(?!\d)) ) )
  | (?P<clock> (?<![\d:.])\d\d?:\d\d(?::\d\d)?(?![\d:]) )
  | (?P<digits>
        \d{{1,3}}(?:[,，]\d{{2,3}})*[,，]\d{{3}}(?:\.\d+)?(?!\d|[,，.]\d)
      | \d{{1,3}}(?:[\u202f\xa0]\d{{3}})+(?:\.\d+)?(?![\d.])
      | (?<![\d.,][ ])\d{{1,3}}(?:(?:[ ]\d{{3}}){{2,}}|[ ]0\d\d)(?:\.\d+)?(?![\d.,:/%])
      | \d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?!\d)
      | (?<!\d,)\d++,\d{{1,2}}(?!\d|[.,]\d)
      | (?<!\d[.])\d++\.\d++(?!\.\d)
      | \d++
      | (?<![\d{_LETTER}])\.\d++ )
  | (?P<latin> [{_LETTER}]+(?:'[{_LETTER}]+)? )
"""
_POWER = re.compile(r"(?:e[-+]?\d{1,3}|\^[-+]?\d{1,3})(?![\w.])")
_NAME = re.compile(rf"[{_LETTER}\d]+(?:[-.+][{_LETTER}]*\d[{_LETTER}\d]*)*")
_NTH = re.compile(r"(?:st|nd|rd|th)(?![a-z\d])")
_DIGIT_NAMES = re.compile(r"(?:[2-6]G|[23]D|2[BC](?! )|[48]K)(?![A-Za-z])|4o")
_ONE_LETTER = (1,)
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿兆两")
_GLUES = frozenset(("glues", "fiscal_mark", "month_name"))  # a number may touch these: USD5, FY27, Nov18


class Token:
    """A word or a phrase, what it can mean, and whether it touches the token before it."""

    __slots__ = ("end", "senses", "start", "tight")

    def __init__(self, start: int, end: int, senses: Senses, tight: bool = False) -> None:
        self.start, self.end, self.senses, self.tight = start, end, senses, tight

    def __contains__(self, sense: str) -> bool:
        return sense in self.senses

    def __getitem__(self, sense: str) -> Any:
        return self.senses[sense]


def lex(text: str, *, bare: bool = False) -> Iterator[list[Token]]:
    """The runs of `text`, in order; with `bare` those too that have units only.

    >>> [[sorted(token.senses) for token in run] for run in lex("grew 5 GW; so it goes")]
    [[['digits'], ['unit']]]
    """
    folded = fold(text)
    for segment in _SEGMENT.finditer(folded):
        if bare or _tells(folded, segment.start(), segment.end()):
            yield from _runs(text, folded, segment.start(), segment.end(), _NAMES if bare else CORE)


def _tells(folded: str, start: int, end: int) -> bool:
    """Whether a clause holds a word of number or time at all; English is read for it word by word."""
    if folded[start:end].isascii():
        return True
    core, latin = _core()
    return bool(core.search(folded, start, end) or latin.search(folded, start, end))


def _runs(text: str, folded: str, begin: int, stop: int, wanted: frozenset[str]) -> Iterator[list[Token]]:
    run: list[Token] = []
    end, worthy = -1, False
    for token in _Lexer(text, folded).tokens(begin, stop):
        start = token.start
        if start == end:
            token.tight = True
        elif run and (start - end > 4 or folded[end:start].strip(BLANKS)):
            if worthy:
                yield run
            run, worthy = [], False
        if len(run) >= LONGEST_RUN:
            if worthy:
                yield run
            run, worthy, token.tight = [], False, False
        run.append(token)
        end = token.end
        worthy = worthy or not wanted.isdisjoint(token.senses)
    if worthy:
        yield run


@cache
def _pattern() -> re.Pattern[str]:
    """Literals, Latin words, and the characters that a word of the lexicons may begin with."""
    firsts = "".join(re.escape(first) for first in sorted(lexicon().characters))
    return re.compile(rf"{_LITERALS} | (?P<character> [{firsts}] )", re.VERBOSE)


@cache
def _core() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Digits and Chinese core words; Latin core words."""
    words = [word for word, senses in lexicon().words.items() if not CORE.isdisjoint(senses)]
    latin = [word for word in words if _is_letter(word[0])]
    return re.compile(_trie([*"0123456789", *(w for w in words if w not in set(latin))])), re.compile(
        rf"\b(?:{_trie(latin)})"
    )


def _trie(words: list[str]) -> str:
    """An expression for any of the words that branches letter by letter; a word ends the branch for longer ones."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[0], []).append(word[1:])
    return "|".join(re.escape(first) + ("" if "" in rest else f"(?:{_trie(rest)})") for first, rest in branches.items())


class _Lexer:
    """Finds the tokens of one text, left to right."""

    def __init__(self, text: str, folded: str) -> None:
        self._text, self._folded = text, folded
        self._lexicon: Lexicon = lexicon()
        self._after_number = self._after_numeral = -1

    def tokens(self, begin: int, stop: int) -> Iterator[Token]:
        """The tokens of one clause; unknown text lies between them."""
        search, at = _pattern().search, begin
        while match := search(self._folded, at, stop):
            kind, start, at = match.lastgroup, match.start(), match.end()
            if kind == "character":
                token = self._character(start)
            elif kind == "latin":
                token = self._latin(start, at)
            elif kind == "digits":
                token = self._digits(start, at)
            elif kind == "part_code" and not self._is_part(start, at):
                token = self._digits(start, start + 1) if _is_digit(self._folded[start]) else self._name(start)
            else:
                token = None if kind == "skipped" else Token(start, at, {str(kind): self._folded[start:at]})
            if token:
                at = token.end
                yield token

    def _is_part(self, start: int, end: int) -> bool:
        """Q1, H2; 2h is two hours and 2H a half."""
        return "q" in self._folded[start:end] or self._text[start:end].isupper()

    def _digits(self, start: int, end: int) -> Token:
        folded = self._folded
        end = self._after_number = _thin(self._text, start, end)
        literal = folded[start:end]
        if folded[end : end + 1] in "e^" and (power := _POWER.match(folded, end)):
            return Token(start, power.end(), {"digits": folded[start : power.end()]})
        if folded[end : end + 1] in "snrt" and (nth := _NTH.match(folded, end)):
            bare = literal.replace(",", "")
            return Token(start, nth.end(), {"nth": int(bare)} if bare.isdigit() and len(bare) < 12 else {})
        if _is_letter(folded[end : end + 1]) and not self._has_word(end):
            return self._name(start)
        if len(literal) == 1 and (named := _DIGIT_NAMES.match(self._text, start)):
            return Token(start, named.end(), {"name": literal})
        return Token(start, end, {"digits": literal})

    def _has_word(self, start: int) -> bool:
        """Whether the letters right behind digits are a unit, a word or a quarter, not the rest of a code."""
        if self._folded[start] in "qh" and _is_digit(self._folded[start + 1 : start + 2]):
            return True
        stop = start
        while _is_letter(self._folded[stop : stop + 1]):
            stop += 1
        word = self._symbol(start) or self._phrase(start, stop)
        return word is not None and "name" not in word

    def _near_number(self, start: int) -> bool:
        return start == self._after_number or (start == self._after_number + 1 and self._folded[start - 1] in BLANKS)

    def _symbol(self, start: int) -> Token | None:
        """A unit's sign or a multiplier's letter after a number, in the case as written."""
        text, folded = self._text, self._folded
        for length in self._lexicon.symbol_lengths.get(folded[start], ()):
            stop = start + length
            senses = self._lexicon.symbols.get(text[start:stop]) if stop <= len(text) else None
            if senses and not (_is_word(folded[stop : stop + 1]) and folded[stop - 1].isalnum()):
                word = self._lexicon.words.get(folded[start:stop], {})
                if "written" in word and text[start:stop] not in word["written"]:
                    word = _moneyless(folded[start:stop])
                return Token(start, stop, {**word, **senses} if word else senses)
        return None

    def _latin(self, start: int, end: int) -> Token | None:
        symbol = self._symbol(start) if self._near_number(start) else None
        word = self._phrase(start, end)
        if word is None and self._folded.endswith("'s", start, end):
            word = self._phrase(start, end - 2)
        if symbol and (word is None or "name" in word or word.end <= symbol.end):
            return symbol
        return word

    def _phrase(self, start: int, end: int) -> Token | None:
        folded, words = self._folded, self._lexicon.words
        word = folded[start:end]
        following = folded[end : end + 1]
        for length in self._lexicon.lengths.get(word, ()):
            stop = start + length
            senses = words.get(folded[start:stop]) if stop <= len(folded) else None
            if senses is None or (_is_word(folded[stop - 1]) and _is_letter(folded[stop : stop + 1])):
                continue
            if stop == end and _is_digit(following) and _GLUES.isdisjoint(senses):
                break
            if "written" in senses and self._text[start:stop] not in senses["written"]:
                senses = _moneyless(folded[start:stop])
                if not senses:
                    continue
            return Token(start, stop, senses)
        if _is_digit(following) or (following == "-" and _is_digit(folded[end + 1 : end + 2])):
            return self._name(start)
        return None

    def _name(self, start: int) -> Token:
        """A name with digits in it: H100, GPT-4, o3-mini."""
        name = _NAME.match(self._folded, start) or _NAME.match(self._folded, start + 1)
        if name is None:
            return Token(start, start + 1, {"name": self._folded[start]})
        card = self._lexicon.cards.get(name[0])
        return Token(start, name.end(), {"name": name[0], "card": card} if card else {"name": name[0]})

    def _character(self, start: int) -> Token | None:
        folded, words, first = self._folded, self._lexicon.words, self._folded[start]
        lengths = self._lexicon.lengths.get(first, ())
        if lengths == _ONE_LETTER and start != self._after_number and first > "\u2e80":
            self._after_numeral = start + 1 if first in _NUMERALS else -1
            return Token(start, start + 1, words[first])
        if self._near_number(start) and (symbol := self._symbol(start)):
            return symbol
        if first in "-+" and not _is_sign(folded, start):
            return Token(start, start + 1, {"hyphen": True} if first == "-" else {"plus": True})
        spaced = first > "\u2e80" and " " in folded[start + 1 : start + 6]
        for length in lengths:
            stop = start + length
            senses = words.get(folded[start:stop]) if stop <= len(folded) else None
            if senses is not None and not (_is_letter(folded[stop - 1]) and _is_letter(folded[stop : stop + 1])):
                if "stop" in senses and self._is_numeral(start, stop):
                    continue
                self._after_numeral = stop if folded[stop - 1] in _NUMERALS else -1
                return Token(start, stop, senses)
            if spaced and length > 1 and (spread := self._spread(start, length)):
                return spread
        return None

    def _is_numeral(self, start: int, stop: int) -> bool:
        """Whether a word that begins with a numeral is one here: behind another, or as 十分 in 十分之一."""
        folded = self._folded
        return folded[start] in _NUMERALS and (start == self._after_numeral or folded[stop - 1 : stop + 1] == "分之")

    def _spread(self, start: int, length: int) -> Token | None:
        """A word written with blanks between its letters: 百 分 点."""
        letters, stop = "", start
        while stop < len(self._folded) and len(letters) < length and stop < start + 3 * length:
            letters += self._folded[stop].strip()
            stop += 1
        senses = self._lexicon.words.get(letters) if len(letters) == length else None
        return Token(start, stop, senses) if senses and not letters.isascii() else None


@cache
def _moneyless(word: str) -> Senses:
    return {
        sense: value
        for sense, value in lexicon().words[word].items()
        if sense not in ("currency", "glues", "written", "million")
    }


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def _is_letter(character: str) -> bool:
    return character.isalpha() and character < "\u0250"


def _is_word(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _is_sign(folded: str, at: int) -> bool:
    """Whether a minus or plus may be the sign of the number behind it: nothing of a word or number stands before it."""
    before = folded[at - 1 : at] if at else ""
    return not before or not (before.isascii() and (before.isalnum() or before in ")]%-"))


def _thin(text: str, start: int, end: int) -> int:
    """A wide comma groups digits only when the digits are wide too; else it parts a list."""
    wide = text.find("，", start, end)
    return wide if wide > start and text[start].isascii() else end
