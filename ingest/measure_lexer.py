"""Text to the tokens of numbers, units and time: every word of the lexicons and every literal, and nothing else.

The lexer knows words, not grammar. One automaton finds the words of signs and of Han, one expression the digits and
Latin words between them. A token carries all senses its word has; the parsers choose by context. Tokens come in runs: a
run is a stretch in which nothing but blanks lies between tokens. It never crosses a line, a sentence end or a word that
the lexicons do not know, and a run that holds neither number nor time word is not given out at all, so that prose
costs little more than the search for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from operator import attrgetter
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ingest.measure_lexicon import Lexicon, fold, lexicon, senses_for

Senses = Mapping[str, Any]
LONGEST_RUN, LONGEST_WORD = 240, 40
BLANKS = " \xa0\u202f"

CORE = senses_for("core")
_NAMES = frozenset(("unit", "currency"))
_LETTER = "a-zµμà-ɏ"
_SENSELESS = re.compile(
    r"[万亿兆]{4,}|([一-龥])\1{7,}+|(?<![a-z])(?:https?://|www\.)[!-~]+|\]\((?:[^()\n]++|\([^()\n]*+\))*+\)"
)
_SPREAD = re.compile(r"(?<=[\u2e80-\uffff]) {1,4}(?=[/0\u2e80-\uffff])")
_LITERALS = rf"""
    (?=[\d.qh]) (?:
    (?P<numeric_date>
        (?<![\d./])(?<!\d-) (?: \d{{4}}-\d\d?-\d\d? | \d\d?-\d\d?-(?:\d{{4}}|\d\d) ) (?![-/.]?\d)
      | (?<![\d./]) (?: \d{{4}}([/.])\d\d?\2\d\d? | \d\d?([/.])\d\d?\3(?:\d{{4}}|\d\d) ) (?!\d|[/.]\d) )
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
      | (?<![\d{_LETTER}])\.\d++ ) )
  | (?P<latin> [{_LETTER}]+(?:'[{_LETTER}]+)? )
"""
_LATIN_OR_DIGIT = re.compile(rf"[{_LETTER}\d]")
_POWER = re.compile(r"(?:e[-+]?\d{1,3}|\^[-+]?\d{1,3})(?![\w.])")
_NAME = re.compile(rf"[{_LETTER}\d]+(?:[-.+][{_LETTER}]*\d[{_LETTER}\d]*)*")
_NTH = re.compile(r"(?:st|nd|rd|th)(?![a-z\d])")
_DIGIT_NAMES = re.compile(r"(?:[2-6]G|[23]D|2[BC](?! )|[48]K|(?:480|720|1080|1440|2160)p)(?![A-Za-z])|4o")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿兆两")
_ESTIMATED = re.compile(r"(?:(?:19|20)\d\d|\d\d)[AEF](?![A-Za-z0-9])")  # 2026E, FY25A: a year expected, or reported
YEAR = "年"
_CALENDAR_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2}) ?$")
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


_START = attrgetter("start")


def lex(text: str, *, bare: bool = False) -> Iterator[list[Token]]:
    """The runs of `text`, in order; with `bare` those too that have units only.

    >>> [[sorted(token.senses) for token in run] for run in lex("grew 5 GW; so it goes")]
    [[['digits'], ['unit']]]
    """
    wanted = _NAMES if bare else CORE
    lexer = _Lexer(text)
    run: list[Token] = []
    end, worthy = -1, False
    for token in lexer.tokens():
        start = token.start
        if start == end:
            token.tight = True
        elif run and (start - end > 4 or lexer.parted(end, start)):
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
def _literal() -> re.Pattern[str]:
    """A literal or a Latin word behind signs, Han, and Latin words that the lexicons do not know."""
    known = _trie(first for first in lexicon().lengths if _is_letter(first[0]))
    unknown = rf"(?<!\d)(?<!\d[{BLANKS}]) (?!(?:{known})(?![{_LETTER}])) [{_LETTER}]++(?:'[{_LETTER}]+)?+ (?!-?\d)"
    return re.compile(rf"(?: [^\d.{_LETTER}] | \.(?!\d) | {unknown} )*+ (?: {_LITERALS} | \. )", re.VERBOSE)


def _trie(words: Iterable[str]) -> str:
    """An expression for any of the words that branches letter by letter."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    return "|".join(f"{re.escape(first)}(?:{_trie(rest)})" for first, rest in branches.items()) + "|" * ends


@cache
def _automaton() -> tuple[AhoCorasick, Sequence[Senses], Sequence[bool]]:
    """Finds the longest words without a letter or digit first, by number; and which of them are to be checked."""
    words = {word: senses for word, senses in lexicon().words.items() if not _LATIN_OR_DIGIT.match(word)}
    kind, implementation = MatchKind.LeftmostLongest, Implementation.ContiguousNFA
    automaton = AhoCorasick(list(words), matchkind=kind, implementation=implementation)
    checked = [
        word[0] in "-+" or _is_letter(word[-1]) or (word[0] in _NUMERALS and "stop" in senses)
        for word, senses in words.items()
    ]
    return automaton, list(words.values()), checked


class _Lexer:
    """Finds the tokens of one text, left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = _SENSELESS.sub(lambda found: "\0" * len(found[0]), fold(text))
        self._lexicon: Lexicon = lexicon()
        self._after_number = -1

    def _again(self, begin: int, end: int) -> Iterator[Token]:
        """The words that begin in a stretch of which another word was thought to be."""
        words = self._words(begin, min(begin + LONGEST_WORD, len(self._folded)))
        return takewhile(lambda word: word.start < end, words)

    def parted(self, end: int, start: int) -> bool:
        """Whether anything but blanks lies between two places."""
        return bool(self._folded[end:start].strip(BLANKS))

    def tokens(self) -> Iterator[Token]:
        """The tokens in order; unknown text lies between them. What begins first is read first, to its end."""
        end = 0
        for token in sorted([*self._literals(), *self._words(0, len(self._folded))], key=_START):
            if token.start >= end and self._dates(token):
                yield Token(token.start, token.start + 1, self._lexicon.words[YEAR])
                yield from self._again(token.start + 1, token.end)
                end = token.end
            elif token.start >= end:
                yield token
                end = token.end
            elif token.end > end:
                for inner in self._again(end, token.end):
                    yield inner
                    end = inner.end

    def _dates(self, token: Token) -> bool:
        """A word of no time whose first sign belongs to the year before it: 2025 年|会, 2024 年|收入."""
        start = token.start
        return (
            token.senses.keys() == {"stop"}
            and self._folded[start] == YEAR
            and _CALENDAR_YEAR.search(self._folded, max(0, start - 6), start) is not None
        )

    def _literals(self) -> Iterator[Token]:
        match, at = _literal().match, 0
        while found := match(self._folded, at):
            at, kind = found.end(), found.lastgroup
            token = self._literal(kind, found.start(kind), at) if kind else None
            while token:
                yield token
                at = token.end
                token = self._symbol_behind(at) if at == self._after_number else None

    def _words(self, begin: int, end: int) -> Iterator[Token]:
        """The words of signs and of Han in a stretch."""
        automaton, senses, checked = _automaton()
        text, places = _joined(self._folded[begin:end], begin)
        before = begin if self._folded[begin - 1 : begin] in _NUMERALS else -1
        for index, first, last in automaton.find_matches_as_indexes(text):
            start, stop = places[first], places[last - 1] + 1
            if not checked[index]:
                yield Token(start, stop, senses[index])
            elif token := self._checked(start, stop, senses[index], behind_numeral=before == start):
                yield token
                if token.end < stop:
                    yield from self._again(token.end, stop)
            before = stop if text[last - 1] in _NUMERALS else -1

    def _literal(self, kind: str, start: int, end: int) -> Token | None:
        if kind == "latin":
            return self._latin(start, end)
        if kind == "digits":
            return self._digits(start, end)
        if kind == "part_code" and not self._is_part(start, end):
            return self._digits(start, start + 1) if _is_digit(self._folded[start]) else self._name(start)
        return Token(start, end, {kind: self._folded[start:end]})

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
        if _ESTIMATED.match(self._text, start) and (len(literal) > 2 or folded.startswith("fy", start - 2)):
            return Token(start, end + 1, {"digits": literal})
        if _is_letter(folded[end : end + 1]) and not self._has_word(end):
            return self._name(start)
        if len(literal) in (1, 3, 4) and (named := _DIGIT_NAMES.match(self._text, start)):
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

    def _symbol_behind(self, number: int) -> Token | None:
        """The sign of a unit behind a number, of no letters."""
        start = number + (self._folded[number : number + 1] in BLANKS)
        first = self._folded[start : start + 1]
        return self._symbol(start) if first and not _is_letter(first) else None

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

    def _checked(self, start: int, end: int, senses: Senses, behind_numeral: bool) -> Token | None:
        """A word of signs or Han; one that only looks like it gives way to a shorter one."""
        folded, first = self._folded, self._folded[start]
        if first in "-+" and not _is_sign(folded, start):
            return Token(start, start + 1, {"hyphen": True} if first == "-" else {"plus": True})
        for stop in range(end, start, -1):
            senses = self._lexicon.words.get(folded[start:stop], {}) if stop < end else senses
            if senses and not self._is_other(start, stop, senses, behind_numeral):
                return Token(start, stop, senses)
        return None

    def _is_other(self, start: int, end: int, senses: Senses, behind_numeral: bool) -> bool:
        """Whether a word only looks like this one: its letters go on, or it begins with a sign of a numeral."""
        folded = self._folded
        if _is_letter(folded[end - 1]):
            return _is_letter(folded[end : end + 1])
        is_numeral = "stop" in senses and folded[start] in _NUMERALS
        return is_numeral and (behind_numeral or folded[end - 1 : end + 1] == "分之")


def _joined(text: str, begin: int) -> tuple[str, Sequence[int]]:
    """The text without the blanks between Han letters, as in 百 分 点, and the place of each letter."""
    if not _SPREAD.search(text):
        return text, range(begin, begin + len(text))
    blanks = {at for found in _SPREAD.finditer(text) for at in range(*found.span())}
    places = [at for at in range(len(text)) if at not in blanks]
    return "".join([text[at] for at in places]), [begin + at for at in places]


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
