"""What somebody may have meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from kg.script import fold

MOST = 3
"""Names in a hint."""


def nearest(text: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that are like `text`, whatever their script and case: part of each other, else spelled alike.

    >>> nearest("okafor", ["Priya Lindqvist", "Dex Okafor"]), nearest("調查機溝", ["调查机构"])
    (['Dex Okafor'], ['调查机构'])
    """
    wanted, called = fold(text), dict[str, list[str]]()
    for name in names:
        called.setdefault(fold(name), []).append(name)
    within = sorted((one for one in called if _is_part(wanted, one)), key=lambda one: (len(one), one))
    found = dict.fromkeys([*within, *get_close_matches(wanted, called, n=MOST)])
    return [name for one in list(found)[:MOST] for name in called[one]]


def _is_part(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return 3 * len(short) >= len(long) and len(short) > 1 and short in long


def did_you_mean(near: Iterable[str], otherwise: str = "") -> str:
    """A question that names those that are near; `otherwise` where none is.

    >>> did_you_mean(["NVDA", "AMD", "NVDA"]), did_you_mean([], "see `kg entities`")
    ('did you mean NVDA or AMD?', 'see `kg entities`')
    """
    choices = " or ".join(dict.fromkeys(near))
    return f"did you mean {choices}?" if choices else otherwise
