"""Which claim rests on which: by words that say so, by numbers worked out from others, by the make-up of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain

from ingest.assumed import assumed
from ingest.computed import adding, computed, reckoned
from ingest.cued import cued
from ingest.neighbours import Link, Neighbours
from ingest.structure import closed, headed, listed, opened, ordered
from ingest.sums import Sum

__all__ = ["Link", "links"]
Reading = Callable[[Neighbours], Iterator[Link]]
MADE_UP: tuple[Reading, ...] = (
    assumed,
    reckoned,
    listed,
    ordered,
    headed,
    opened,
    closed,
)  # what an earlier one says of a pair stands


def links(text: Neighbours, found: Iterable[Sum]) -> list[Link]:
    """Direct links, each pair once, no cycles among those that support; `found` are the sums of the text."""
    sums = [_worded(text, link) for link in computed(found)]
    pairs = {link[:2] for link in sums}
    told = chain(cued(text), sums, *(reading(text) for reading in MADE_UP))
    return list(_acyclic(_once(_told_apart(link, pairs) for link in told)))


def _told_apart(link: Link, sums: Container[tuple[int, int]]) -> Link:
    """A reason whose number is worked out from the other's is a sum whatever word ties them."""
    reason = link.relation in {"supported_by", "caused_by"}
    return link._replace(relation="computed_from") if reason and link[:2] in sums else link


def _worded(text: Neighbours, link: Link) -> Link:
    """A sum with the word that ties the claim of what comes out to what stands before it: 也就是, that is."""
    ties = (hit for hit in text.opening(link.conclusion) if hit.cue.value == "computed_from")
    word = next(ties, None) or adding(text, link.conclusion)
    cue = text.passage.text[word.start : word.end] if word else None
    return link._replace(cue=cue, explicit=True) if cue and link.premise < link.conclusion else link


def _once(found: Iterable[Link]) -> Iterator[Link]:
    """The first link of each pair, whichever way round."""
    pairs: set[tuple[int, int]] = set()
    for link in found:
        pair = (min(link[:2]), max(link[:2]))
        if link.conclusion != link.premise and pair not in pairs:
            pairs.add(pair)
            yield link


def _acyclic(found: Iterable[Link]) -> Iterator[Link]:
    """Without the links that close a circle of support, which a walk down from conclusions meets again on its way."""
    support: dict[int, list[Link]] = defaultdict(list)
    for link in found:
        if link.relation == "attacked_by":
            yield link
        else:
            support[link.conclusion].append(link)
    done: set[int] = set()
    for start in list(support):
        yield from _walk(support, start, done)


def _walk(support: dict[int, list[Link]], start: int, done: set[int]) -> Iterator[Link]:
    if start in done:
        return
    path, open_links = {start}, [(start, iter(support[start]))]
    while open_links:
        place, rest = open_links[-1]
        link = next(rest, None)
        if link is None:
            open_links.pop()
            path.discard(place)
            done.add(place)
        elif link.premise not in path:
            yield link
            if link.premise not in done:
                path.add(link.premise)
                open_links.append((link.premise, iter(support.get(link.premise, ()))))
