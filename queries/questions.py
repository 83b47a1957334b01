"""The questions in `queries/sparql`: one a file, valid SPARQL as they stand, their parameters bound to terms.

A parameter is a line `VALUES ?name { UNDEF }`. When it is bound, its terms take the place of UNDEF, written by the
library that wrote the store, so nothing a user types is ever pasted into a query. When it is not, the whole paragraph
(the lines up to the next empty one) is left out: the question is then asked without that condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError

Term = NamedNode | Literal


class AmbiguousError(UsageError):
    """A name that several things have."""


_PARAMETER = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


@cache
def source(name: str) -> str:
    """The text of `queries/sparql/<name>.rq`."""
    return files("queries").joinpath("sparql", f"{name}.rq").read_text(encoding="utf-8")


def question(name: str, **bound: Iterable[Term] | None) -> str:
    """The question `name` with each parameter bound to its terms (any of them); None leaves the condition out.

    Raises KeyError for a parameter that the question does not have.
    """
    text = source(name)
    unknown = bound.keys() - set(_PARAMETER.findall(text))
    if unknown:
        raise KeyError(f"{name}.rq has no parameter {', '.join(sorted(unknown))}")
    terms = {key: list(values) for key, values in bound.items() if values is not None}
    return "\n\n".join(bind(part, terms) for part in text.split("\n\n") if _stands(part, terms))


def _stands(paragraph: str, bound: dict[str, list[Term]]) -> bool:
    return all(name in bound for name in _PARAMETER.findall(paragraph))


def well_formed(text: str) -> str:
    """`text` as it is. UsageError when it is none, as bytes of another encoding on a command line are."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{text!r} is no text in UTF-8; check the encoding of the terminal") from error
    return text


def bind(text: str, bound: dict[str, list[Term]]) -> str:
    """`text` with the terms of each parameter in their place.

    >>> bind("VALUES ?who { UNDEF } ?c schema:author ?who", {"who": [Literal('a"b')]})
    'VALUES ?who { "a\\\\"b" } ?c schema:author ?who'
    """
    return _PARAMETER.sub(lambda found: f"VALUES ?{found[1]} {{ {' '.join(map(str, bound[found[1]]))} }}", text)
