"""The questions in `queries/sparql`: one a file, valid SPARQL as they stand, their parameters bound to terms.

A parameter is declared as `VALUES ?name { UNDEF }`. When it is bound, its terms take the place of UNDEF or, where there
is one and the question does not select it, of the variable itself, which is much quicker. They are written by the
library that wrote the store, so nothing a user types is ever pasted into a query. When it is not bound, the whole
paragraph (the lines between two empty ones) is left out: the question is then asked without that condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError

Term = NamedNode | Literal


class AmbiguousError(UsageError):
    """A name that several things have."""


_PARAMETER = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_VARIABLE = re.compile(r"\?(\w+)")
_BINDABLE = re.compile(f"{_PARAMETER.pattern}|{_VARIABLE.pattern}")


@cache
def source(name: str) -> str:
    """The text of `queries/sparql/<name>.rq`."""
    return files("queries").joinpath("sparql", f"{name}.rq").read_text(encoding="utf-8")


def parameters(name: str) -> frozenset[str]:
    """What the question `name` can be asked with."""
    return frozenset(_PARAMETER.findall(source(name)))


def question(name: str, **bound: Iterable[Term] | None) -> str:
    """The question `name` with each parameter bound to its terms (any of them); None leaves the condition out.

    Raises KeyError for a parameter that the question does not have.
    """
    text = source(name)
    unknown = bound.keys() - parameters(name)
    if unknown:
        raise KeyError(f"{name}.rq has no parameter {', '.join(sorted(unknown))}")
    terms = {key: list(values) for key, values in bound.items() if values is not None}
    return bind("\n\n".join(part for part in text.split("\n\n") if _stands(part, terms)), terms)


def _stands(paragraph: str, bound: Mapping[str, Sequence[Term]]) -> bool:
    return all(name in bound for name in _PARAMETER.findall(paragraph))


def well_formed(text: str) -> str:
    """`text` as it is. UsageError when it is none, as bytes of another encoding on a command line are."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{text!r} is no text in UTF-8; check the encoding of the terminal") from error
    return text


def bind(text: str, bound: Mapping[str, Sequence[Term]]) -> str:
    """`text` with the terms of each parameter in their place.

    >>> bind("SELECT ?c { VALUES ?who { UNDEF } ?c schema:author ?who }", {"who": [Literal('a"b')]})
    'SELECT ?c {  ?c schema:author "a\\\\"b" }'
    >>> bind("SELECT ?c { VALUES ?who { UNDEF } ?c schema:author ?who }", {"who": [Literal("a"), Literal("b")]})
    'SELECT ?c { VALUES ?who { "a" "b" } ?c schema:author ?who }'
    """
    selected = set(_VARIABLE.findall(text.partition("{")[0]))
    constants = {name: str(terms[0]) for name, terms in bound.items() if len(terms) == 1 and name not in selected}

    def write(found: re.Match[str]) -> str:
        declared, variable = found.groups()
        if declared in bound:
            return "" if declared in constants else f"VALUES ?{declared} {{ {' '.join(map(str, bound[declared]))} }}"
        return constants.get(variable, found[0])

    return _BINDABLE.sub(write, text)
