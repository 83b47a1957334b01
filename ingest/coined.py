"""Names of companies as Chinese builds them: a word that means nothing else, then the trade or the form: 云迹|储能.

Taggers do not know such words and cut them anywhere (模组厂|稳动|科技), so a name is found from its end: where a
business word stands, what is before it must begin a word, or stand behind a noun of a role (德商|莱茵|自动化), and
be no word of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from ingest import taggers
from ingest.compounds import Unlisted
from ingest.lexicons import words
from ingest.matcher import Hit
from ingest.passage import Shelf
from ingest.sentences import Sentence

if TYPE_CHECKING:
    from ingest.parse import Parse

Trust = Literal["sure", "maybe", "no"]
HAN = re.compile("[\u4e00-\u9fff]")
LENGTHS = (2, 3, 4)  # characters of a word of its own
SHORTEST = 2
MARKS_NAMES = frozenset({"ORG", "PER", "LOC", "nz", "nw"})  # what the tagger calls names
WORDED = frozenset({"entity", "metric", "movement"})  # layers whose words have no part in a name
NEVER = frozenset({"v", "vd", "d", "ad", "p", "c", "u", "xc", "r", "m", "q", "f", "t", "w", "TIME"})
ACTING = frozenset({"v", "d", "vd", "TIME"})  # tags of what follows the name of one who does something
UNNAMING = frozenset({"v", "vn", "s"})  # tags of words that in a row are no name
ROLES = words("role_nouns")
ORIGINS = words("origin_nouns")
LEADERS = words("titles_of_leaders")
FORMS = words("organisation_forms")
FIRM = frozenset(words("business_words"))  # in hardly anything but names
QUALIFIERS = frozenset(words("qualifiers_of_trades"))


def _longest_first(names: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


_TAIL = re.compile(
    f"(?P<first>{_longest_first([*words('business_words'), *words('trade_words')])})"
    f"(?:{_longest_first([*words('business_words'), *words('trade_words')])})*(?:{_longest_first(FORMS)})?"
)
_ROLE = re.compile(f"(?:{_longest_first([*ROLES, *ORIGINS])})$")
_ORIGIN = re.compile(f"(?:{_longest_first(ORIGINS)})$")
_ROLES_INSIDE = re.compile(f"(?:{_longest_first([*ROLES, *ORIGINS])})")
_LEADER = re.compile(f"的?(?:{_longest_first(LEADERS)})")


class Coined:
    """Finds the coined names of one text; `hits` are the words that are known in it."""

    def __init__(self, text: str, hits: Sequence[Hit]) -> None:
        self._text = text
        self._known = Shelf(list(_apart([hit for hit in hits if hit.cue.layer in WORDED])))

    def find(self, sentence: Sentence, parse: Parse) -> Iterator[Unlisted]:
        """The names of a Chinese sentence, in order, without overlap."""
        last = sentence.start
        for tail in _TAIL.finditer(self._text, sentence.start, sentence.end):
            start = self._front(sentence, parse, tail, last)
            trust = "no" if start is None else self._trust(sentence, parse, start, tail)
            if start is not None and trust != "no":
                yield Unlisted(start, tail.end(), trust == "sure")
                last = tail.end()

    def _front(self, sentence: Sentence, parse: Parse, tail: re.Match[str], last: int) -> int | None:
        """Where the word before a business word starts, if it can be a name's own."""
        for length in LENGTHS:
            start = tail.start() - length
            if start < last or not HAN.match(self._text[start]):
                return None
            if self._is_introduced(start) or self._begins(sentence, parse, start):
                return start if self._is_own(sentence, parse, start, tail) else None
        return None

    def _begins(self, sentence: Sentence, parse: Parse, start: int) -> bool:
        """A word of the tagger's begins here, or there is nothing Chinese before."""
        return start == sentence.start or parse.begins(start - sentence.start) or not HAN.match(self._text[start - 1])

    def _is_introduced(self, start: int) -> bool:
        return bool(_ROLE.search(self._text, max(0, start - LENGTHS[-1]), start))

    def _is_own(self, sentence: Sentence, parse: Parse, start: int, tail: re.Match[str]) -> bool:
        """Whether no known word has a part in it and the tagger sees no grammar there."""
        own = tail.start()
        word = self._text[start:own]
        if self._known.touching(start, own) or word in QUALIFIERS or _TAIL.search(word):
            return False
        tags = [word.tag for word in parse.between(start - sentence.start, own - sentence.start)]
        return not NEVER.intersection(tags) or (tags == ["v"] and (self._is_introduced(start) or self._leads(tail)))

    def _trust(self, sentence: Sentence, parse: Parse, start: int, tail: re.Match[str]) -> Trust:
        """How sure it is that the word before a business word makes it a name."""
        tag = self._tag(sentence, parse, start, tail.start())
        leads = self._leads(tail)
        if is_word(self._text[start : tail.start()]):
            whole = tag == "ORG" and parse.begins(start - sentence.start)
            led = leads and tail["first"] in FIRM
            return "sure" if whole or led or _ORIGIN.search(self._text, 0, start) else "no"
        told = tag or leads or self._is_introduced(start) or tail["first"] in FIRM
        return "sure" if told or self._acts(sentence, parse, start, tail.end()) else "maybe"

    def _leads(self, tail: re.Match[str]) -> bool:
        """Whether somebody stands behind it who leads it or speaks for it."""
        return bool(_LEADER.match(self._text, tail.end()))

    def _acts(self, sentence: Sentence, parse: Parse, start: int, end: int) -> bool:
        """Whether what follows says what it does or did; 岛内|投资 is a place and a verb."""
        inside = parse.between(start - sentence.start, end - sentence.start)
        after = next((word.tag for word in parse.words if word.start >= end - sentence.start), "")
        return after in ACTING and not any(word.tag in UNNAMING for word in inside)

    def _tag(self, sentence: Sentence, parse: Parse, start: int, end: int) -> str:
        """The tag of the word that holds the range, where it is one of a name."""
        inside = (word for word in parse.words if word.start <= start - sentence.start < word.end)
        return next((word.tag for word in inside if word.tag in MARKS_NAMES and word.end >= end - sentence.start), "")


def bare(name: str) -> str:
    """What is left of a name that a tagger saw when nouns of roles before it are cut off.

    >>> bare("矽光子封装厂晟耀"), bare("晟耀")
    ('晟耀', '晟耀')
    """
    ends = [match.end() for match in _ROLES_INSIDE.finditer(name)]
    rests = [name[end:] for end in ends if len(name) - end >= SHORTEST]
    return next((rest for rest in reversed(rests) if not is_word(rest) and not _TAIL.match(rest)), name)


def own_part(name: str) -> str:
    """The word of its own of a coined name, before the trade: 晟耀 of 晟耀光电."""
    tail = _TAIL.search(name, SHORTEST)
    return name[: tail.start()] if tail and tail.end() == len(name) else ""


def is_word(own: str) -> bool:
    """Whether it is a word of the language, or two.

    >>> is_word("传统"), is_word("晟耀")
    (True, False)
    """
    return taggers.in_dictionary(own) or any(
        taggers.in_dictionary(own[:cut]) and taggers.in_dictionary(own[cut:])
        for cut in range(SHORTEST, len(own) - SHORTEST + 1)
    )


def _apart(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Words of more than one character, in order, the longer of two that overlap."""
    last = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last and hit.end - hit.start >= SHORTEST:
            yield hit
            last = hit.end
