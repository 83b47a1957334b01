"""An argument as a tree of lines, each claim set out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from api.cards import quoted
from api.render import amount, days, tidy
from api.rows import SHORT_ID, about, manner
from kg.model import Dependency
from queries import Argument, Found

ABOVE = "(above)"
"""Beside a claim whose premises already stand further up."""
SAME = "says the same"
ABSENT = "not in the store"

Branches = dict[str, list[tuple[Dependency, str]]]


def outline(argument: Argument) -> Iterator[Text]:
    """The tree of what the roots rest on, and that of what rests on them, where there is any."""
    down, up = (_branches(argument, way) for way in ("down", "up"))
    shown: set[str] = set()
    for root in argument.roots:
        yield Text.assemble(("" if root == argument.roots[0] else f"{SAME}: ", "italic"), _claim(argument, root))
        yield from _below(argument, root, down, shown)
        if up.get(root):
            yield Text("bears", "dim")
            yield from _below(argument, root, up, set())


def _branches(argument: Argument, way: str) -> Branches:
    """For each claim its steps on that way and the claims at their other ends, in the order of the texts."""
    found = Branches()
    for step in argument.steps if argument.way in {way, "both"} else ():
        near, far = (step.conclusion, step.premise) if way == "down" else (step.premise, step.conclusion)
        found.setdefault(near, []).append((step, far))
    for branches in found.values():
        branches.sort(key=lambda branch: _place(argument, branch[1]))
    return found


def _below(argument: Argument, root: str, branches: Branches, shown: set[str]) -> Iterator[Text]:
    """The lines under a claim: the other end of each of its steps, and what is under that, each claim's once."""
    shown.add(root)
    waiting = _hanging(branches.get(root, ()), "")
    while waiting:
        step, id, margin, last = waiting.pop()
        again = id in shown and id in branches
        line = (margin + ("└─ " if last else "├─ "), "dim")
        yield Text.assemble(line, _step(step), "  ", _claim(argument, id), f" {ABOVE}" if again else "")
        if id not in shown:
            shown.add(id)
            waiting += _hanging(branches.get(id, ()), margin + ("   " if last else "│  "))


def _hanging(branches: Sequence[tuple[Dependency, str]], margin: str) -> list[tuple[Dependency, str, str, bool]]:
    """What hangs from one claim, the last first."""
    return [(step, id, margin, not nth) for nth, (step, id) in enumerate(reversed(branches))]


def _place(argument: Argument, id: str) -> tuple[str, int, str]:
    """Where a claim comes in the order of texts."""
    found = argument.claims.get(id)
    return (found.head.id, found.claim.span.start, id) if found else ("", 0, id)


def _step(step: Dependency) -> Text:
    style = "red" if step.relation == "attacked_by" else "cyan"
    return Text(relation(step), style)


def relation(step: Dependency) -> str:
    """The relation of a step, and the word that tells it.

    >>> relation(Dependency(conclusion="a", premise="b", relation="caused_by", cue="因为"))
    'caused_by (因为)'
    """
    return f"{step.relation} ({tidy(step.cue)})" if step.cue else step.relation


def _claim(argument: Argument, id: str) -> Text:
    found = argument.claims.get(id)
    if found is None:
        return Text.assemble((f"{tidy(id[:SHORT_ID])}  ", "dim"), (ABSENT, "italic"))
    return Text.assemble((f"{id[:SHORT_ID]}  ", "dim"), (gist(found), "bold"), f"  {quoted(found.claim.span.quote)}")


def gist(found: Found) -> str:
    """A claim without its words: its kind, what it is about, its numbers and its time."""
    claim = found.claim
    numbers = ", ".join(map(amount, claim.quantities))
    return "  ".join(filter(None, (manner(claim), about(claim), numbers, days(claim.period))))
