"""What an English number counts: the noun or the unit behind it, with the rate in which it is told."""

from __future__ import annotations

import re
from functools import cache

from ingest.figures import Figure
from ingest.measure_lexicon import lexicon, words_of
from ingest.plurals import singular
from kg.units import Units

SHORT = 4  # letters: ads, gas

_WORD = re.compile(r"(?: | ?-)([A-Za-z][A-Za-z]+(?:-[a-z]+)*+)(?![\w'])")
_MORE = re.compile(r" (?:more|fewer)(?= [a-z])")  # 1,200 fewer people
_MODIFIERS = 3  # words between a number and the noun that it counts, at most
_BRACKETED = re.compile(r" ?[(\[]([^\s()\[\]]{1,6})[)\]]")
OF_THEM = re.compile(r" (?:(?:more )?of them|more(?= by | in | this | next | over |[.,;)]|$))(?![\w'])", re.IGNORECASE)
_RATE = re.compile(r" (?:an?|per|each|every) ([a-z]+)(?![\w'])")
_SIGNED = re.compile(r"(?: ?/ ?| per )([A-Za-z]{1,4})(?![A-Za-z\d])")
_MEASURED = ("energy", "power", "information", "mass", "area", "volume", "compute")


def noun_behind(text: str, end: int, figure: Figure) -> tuple[str, int] | None:
    """The English noun counted, in the singular, and where it ends: 500 engineers, 700 contract workers.

    >>> noun_behind("some 700 contract workers", 8, Figure.of(700))
    ('person', 25)
    """
    if len(figure.literal) == 4 and figure.literal[:2] in ("19", "20"):
        return None
    before = ""
    if more := _MORE.match(text, end):
        if found := unit_named(text, more.end()):
            return found
        end = more.end()
    for _ in range(_MODIFIERS + 1):
        word = _WORD.match(text, end)
        if word is None or (word[1].lower() in _function_words() and not word[1].isupper()):
            return None
        if singular := _singular(word[1].rpartition("-")[2]):
            return unit_of_noun(word[1], before) or singular, word.end()
        before, end = word[1].lower(), word.end()
    return None


def unit_of_noun(noun: str, before: str = "") -> str:
    """The unit of things counted that a noun in the plural is a name of, with the word before it or alone.

    >>> unit_of_noun("trips"), unit_of_noun("centers", "data"), unit_of_noun("ideas")
    ('ride', 'data center', '')
    """
    singular = _singular(noun) or noun
    units = _units_named(f"{before} {singular}") or _units_named(singular)
    return units[0] if units and Units.load()[units[0]].dimension == "count" else ""


def _units_named(name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = lexicon().words.get(name, {}).get("unit", ())
    return found


def unit_named(text: str, end: int) -> tuple[str, int] | None:
    """The English unit behind a number: 3m tonnes.

    >>> unit_named("3m tonnes a year", 2), unit_named("3m in", 2)
    (('t', 9), None)
    """
    word = _WORD.match(text, end)
    units = _units_named(word[1].lower()) if word and len(word[1]) > 2 else ()
    return (units[0], word.end()) if word and units and not Units.load()[units[0]].is_money else None


def rate_behind(text: str, end: int) -> tuple[str, int] | None:
    """A rate behind an English noun: 150,000 paid rides a week.

    >>> rate_behind("150,000 paid rides a week", 18)
    ('week', 25)
    """
    match = _RATE.match(text, end)
    units = lexicon().words.get(match[1], {}).get("unit", ()) if match else ()
    return (units[0], match.end()) if match and units else None


def signed_rate(text: str, end: int) -> tuple[str, int] | None:
    """A rate whose unit is a sign: 3 cents per kWh, $2m/MW.

    >>> signed_rate("3 cents per kWh", 7)
    ('kWh', 15)
    """
    match = _SIGNED.match(text, end)
    unit = _symbols().get(match[1]) if match else None
    return (unit, match.end()) if match and unit and Units.load()[unit].dimension in _MEASURED else None


def bracketed_unit(text: str, end: int) -> tuple[str, int] | None:
    """20 (kg)."""
    match = _BRACKETED.match(text, end)
    unit = _symbols().get(match[1]) if match else None
    return (unit, match.end()) if match and unit else None


@cache
def _symbols() -> dict[str, str]:
    return {symbol: unit.id for unit in Units.load().values() for symbol in (*unit.symbols, unit.names[0][0])}


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words_of("function"))


def _singular(word: str) -> str | None:
    """One of what a noun in the plural counts; None for any other word."""
    lower = word.lower()
    one = singular(lower)
    return one if one != lower and len(lower) >= SHORT and lower not in _function_words() else None
