"""A grammar as a list of rules over tokens: each names a row of senses and makes one token of them.

A pattern is read from left to right. `month_name day` asks for two tokens with these senses; `a|b` takes either; `x?`
may be missing; `_x` must touch the token before it; `x:name` hands the value over under another name. The function of a
rule gets the values by the names of its parameters; it refuses by giving None, and may give a dict of senses instead
of one value.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeVar

from ingest.measure_lexer import Token

Row = tuple[str, ...]
_Rows = tuple[Row, Row, Row]
_T = TypeVar("_T")
ALONE = ""  # what stands for the second sense of a rule with one element
MOST_ROWS = 1 << 16


@dataclass(frozen=True, slots=True)
class _Element:
    senses: tuple[str, ...]
    name: str
    tight: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of elements and what it makes."""

    elements: tuple[_Element, ...]
    senses: tuple[str, ...]
    make: Callable[..., Any]
    wanted: frozenset[str]

    def match(self, run: Sequence[Token], at: int) -> Token | None:
        """The token made of the tokens at `at`, or None."""
        if at + len(self.elements) > len(run):
            return None
        values: dict[str, Any] = {}
        for ahead, element in enumerate(self.elements):
            token = run[at + ahead]
            senses = token.senses
            for sense in element.senses:
                if sense in senses:
                    break
            else:
                return None
            if element.tight and not token.tight:
                return None
            if element.name in self.wanted:
                values[element.name] = senses[sense]
        made = self.make(**values)
        if made is None:
            return None
        first, last = run[at], run[at + len(self.elements) - 1]
        senses = made if isinstance(made, dict) else dict.fromkeys(self.senses, made)
        return Token(first.start, last.end, senses, first.tight)


@dataclass(slots=True)
class Grammar:
    """Rules that are tried together, the longest first; rules of one length in the order of their writing.

    >>> toy = Grammar()
    >>> @toy.rule("pair", "digit comma? digit:other")
    ... def _(digit, other):
    ...     return digit, other
    >>> [token.senses for token in toy.reduce([Token(0, 1, {"digit": 1}), Token(1, 2, {"digit": 2})])]
    [{'pair': (1, 2)}]
    """

    _rules: dict[str, dict[str, list[Rule]]] = field(default_factory=dict)
    _fitting: dict[_Rows, tuple[Rule, ...]] = field(default_factory=dict)

    def rule(self, senses: str, *patterns: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Registers a function for each of the patterns; it makes the value of all the `senses`."""

        def register(make: Callable[..., Any]) -> Callable[..., Any]:
            wanted = frozenset(inspect.signature(make).parameters)
            for pattern in patterns:
                for elements in _expanded(pattern):
                    self._add(Rule(elements, tuple(senses.split()), make, wanted))
            return make

        return register

    def _add(self, rule: Rule) -> None:
        seconds = rule.elements[1].senses if len(rule.elements) > 1 else (ALONE,)
        for first, second in product(rule.elements[0].senses, seconds):
            self._rules.setdefault(first, {}).setdefault(second, []).append(rule)

    def reduce(self, run: Sequence[Token]) -> Sequence[Token]:
        """`run` with every match replaced, from left to right; `run` itself when there is none."""
        out: list[Token] = []
        at, last, same = 0, len(run) - 1, True
        rows = _rows(run)
        while at <= last:
            for rule in self.fitting(rows[at]):
                if made := rule.match(run, at):
                    out.append(made)
                    at, same = at + len(rule.elements), False
                    break
            else:
                out.append(run[at])
                at += 1
        return run if same else out

    def fitting(self, rows: _Rows) -> tuple[Rule, ...]:
        """The rules whose first three elements fit tokens with these senses, the longest first."""
        found = self._fitting.get(rows)
        if found is None:
            found = _kept(self._fitting, rows, self._fit(*rows))
        return found

    def _fit(self, senses: Row, following: Row, third: Row) -> tuple[Rule, ...]:
        fitting = {
            id(rule): rule
            for first, second in product(senses, (*following, ALONE))
            for rule in self._rules.get(first, {}).get(second, ())
            if len(rule.elements) < 3 or not set(rule.elements[2].senses).isdisjoint(third)
        }
        return tuple(sorted(fitting.values(), key=lambda rule: -len(rule.elements)))


@dataclass(slots=True)
class Cascade:
    """Grammars one after another, each over what those before it made; one that fits no neighbours is left out."""

    grammars: Sequence[Grammar]
    _fitting: dict[_Rows, int] = field(default_factory=dict)

    def reduce(self, run: Sequence[Token]) -> Sequence[Token]:
        """`run` with every match of every grammar replaced."""
        fitting = self._fit(run)
        for at, grammar in enumerate(self.grammars):
            if fitting >> at & 1:
                before, run = run, grammar.reduce(run)
                if run is not before:
                    fitting = self._fit(run)
        return run

    def _fit(self, run: Sequence[Token]) -> int:
        """A bit for each grammar with a rule that neighbours may begin."""
        bits = 0
        for rows in _rows(run):
            found = self._fitting.get(rows)
            if found is None:
                told = sum(1 << at for at, grammar in enumerate(self.grammars) if grammar.fitting(rows))
                found = _kept(self._fitting, rows, told)
            bits |= found
        return bits


def _rows(run: Sequence[Token]) -> list[_Rows]:
    """The senses of each token and of the two behind it."""
    rows: list[Row] = [tuple(token.senses) for token in run]
    return list(zip(rows, [*rows[1:], ()], [*rows[2:], (), ()], strict=False))


def _kept(memory: dict[_Rows, _T], rows: _Rows, value: _T) -> _T:
    """The value, which the memory keeps for the next time; a full memory begins anew."""
    if len(memory) > MOST_ROWS:
        memory.clear()
    memory[rows] = value
    return value


def _expanded(pattern: str) -> Iterable[tuple[_Element, ...]]:
    """All rows that a pattern stands for: with and without what may be missing."""
    choices = []
    for word in pattern.split():
        element = _element(word.removesuffix("?"))
        choices.append((element, None) if word.endswith("?") else (element,))
    for row in product(*choices):
        elements = tuple(element for element in row if element)
        if elements:
            yield elements


def _element(word: str) -> _Element:
    body, _, name = word.partition(":")
    senses = tuple(body.removeprefix("_").split("|"))
    return _Element(senses, name or senses[0], body.startswith("_"))
