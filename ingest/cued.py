"""Links that a word tells: because, hence, as long as, although."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.matcher import Hit
from ingest.neighbours import BREAK, OPENING, TURNS, Link, Neighbours

if TYPE_CHECKING:
    from kg.model import Relation

RELATIONS = frozenset({"supported_by", "caused_by", "conditional_on", "attacked_by", "computed_from"})
PLACES = ("tail", "verb", None, "inside", "subject")  # what says more comes first
FACTS = frozenset({"assertion", "causal"})
MOST = {True: 2, False: 1}  # premises that one word gathers: within its sentence or from several, from the one before
VERBAL = ("v", "d", "p", "VB", "MD", "RB")  # tags of both taggers
PRONOUNS = ("r", "DT", "PRP")  # tags of both taggers
NEAR, ALIKE = 8, 2  # claims back in which what needs a thing was told, and pairs of characters it shares at the least
ADVERBS = 3  # characters that an adverb before a linking verb may have


def cued(text: Neighbours) -> Iterator[Link]:
    """Links told by the words between claims, in the order of the text."""
    for place in range(len(text.drafts)):
        for hit in sorted(_ties(text, place), key=lambda hit: PLACES.index(hit.cue.get("place"))):
            yield from _required(text, place, hit) if _holds_what(text, place, hit) else _linked(text, place, hit)
        yield from _conceded(text, place)
        yield from _rejected(text, place)
        yield from _told_alike(text, place)


def _ties(text: Neighbours, place: int) -> Iterator[Hit]:
    """The words that tie the claim to another."""
    for hit in text.opening(place):
        if hit.cue.value in RELATIONS and _counts(text, place, hit):
            yield hit
    for hit in text.closing(place):
        if hit.cue.get("place") == "tail" and (hit.cue.get("side") == "premise" or _tells_of_it(text, place, hit)):
            yield hit


def _points_back(text: Neighbours, place: int, start: int, end: int) -> bool:
    """Whether a word between the start of a clause and a place in it points at what was said."""
    before = text.passage.hits("connective", start, end)
    return any(each.cue.value == "anaphor" or each.cue.get("place") == "subject" for each in before)


def _clause(text: Neighbours, place: int, hit: Hit) -> int:
    """Where the clause starts in which the word stands."""
    start = text.gap(place).start
    return max((match.end() for match in BREAK.finditer(text.passage.text, start, hit.start)), default=start)


def _tells_of_it(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether the clause that the word ends is about what was said: 这是它上涨的前提, not 选举会成为波动的原因."""
    start = _clause(text, place, hit)
    return text.tag_behind(place, start).startswith(PRONOUNS) or _points_back(text, place, start, hit.start)


def _counts(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether the word stands where it links."""
    where = hit.cue.get("place")
    if where == "verb":
        return _bare(text, place, hit)
    if hit.cue.get("side") == "premise" and not _heads(text, place, hit):
        return False
    return where in {None, "inside"} or (where == "subject" and _acts(text, place, hit))


def _heads(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether a word for a reason heads its clause: little stands before it there, and no such word."""
    start = _clause(text, place, hit)
    before = text.passage.hits("connective", start, hit.start)
    short = hit.start - start <= OPENING[text.lang(place)] or hit.start >= text.drafts[place].start
    return short and all(each.cue.get("side") != "premise" or each.end > hit.start for each in before)


def _acts(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether the word is a subject of its own: a verb or an adverb comes right after it."""
    return hit.start == text.drafts[place].start and text.tag_behind(place, hit.end).startswith(VERBAL)


def _bare(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether a verb has no subject of its own but a word that points back."""
    start = _clause(text, place, hit)
    alone = len(text.passage.text[start : hit.start].strip()) <= ADVERBS and text.leader(place) is not None
    return alone or _points_back(text, place, start, hit.start)


def _linked(text: Neighbours, place: int, hit: Hit) -> Iterator[Link]:
    """The link or links of the claim at `place` by the word."""
    premise = hit.cue.get("side") == "premise" and not _supposes_it(text, place, hit)
    for other in _others(text, place, hit):
        for here in _reach(text, place) if premise and other < place else (place,):
            pair = (other, here) if premise else (place, other)
            relation = _relation(text, *pair, hit)
            if relation:
                yield Link(*pair, relation, text.passage.text[hit.start : hit.end], True)


def _reach(text: Neighbours, place: int) -> Iterator[int]:
    """The claim and those of its sentence that go on with the same reason."""
    yield place
    follower = text.follower(place)
    if follower is not None and not text.opens(follower, *TURNS):
        yield follower


def _others(text: Neighbours, place: int, hit: Hit) -> Sequence[int]:
    """The claims that the word can tie to the claim at `place`."""
    wanted = (hit.cue.get("link") or "back").split()
    follower, leader = text.follower(place), text.leader(place)
    if _supposes_it(text, place, hit):
        return text.said_before(place)[-1:]
    if "on" in wanted and _holds_both(text, place, hit) and (wanted[0] == "on" or leader is None):
        return ()
    if wanted == ["back", "on"] and (leader is None or (follower and text.opens(follower, *TURNS))):
        wanted = ["on", "back"]
    if wanted[0] == "on" and (follower is not None or len(wanted) == 1):
        return () if follower is None or _turns_away(text, follower, hit) else (follower,)
    if wanted[0] == "list" and (items := text.items_before(place)):
        return items
    before = text.said_before(place)
    if hit.cue.get("side") == "premise":
        return before[-1:]
    near = _gathered(text, place, before, hit)
    near = [each for other in near for each in (*text.told_off(other)[:-1], other)]
    return list(dict.fromkeys([*near, *_points_before(text, place, hit)]))


def _turns_away(text: Neighbours, follower: int, hit: Hit) -> bool:
    """Whether what stands behind a reason turns against it: no consequence of because A, but B."""
    return hit.cue.value in {"supported_by", "caused_by"} and text.opens(follower, "contrast")


def _sums_up(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether the word opens a sentence as what follows from all that was said, not from what it points at."""
    own = hit.cue.value == "supported_by" and hit.cue.get("place") in {None, "inside"}
    return own and hit.cue.get("fact") != "condition" and text.leader(place) is None


def _points_before(text: Neighbours, place: int, hit: Hit) -> Sequence[int]:
    """What a Chinese word sums up: the claim that opens its paragraph or the one before, or a list right before it."""
    if not _sums_up(text, place, hit) or text.lang(place) != "zh":
        return ()
    first = text.in_block[text.blocks[place]][0]
    if first != place:
        return (first,)
    before = text.said_before(place)
    return text.items_before(place) or [text.in_block[text.blocks[other]][0] for other in before[:1]]


def _supposes_it(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether what the claim supposes is what was said, and that it comes true: 一旦两者到位, if those vanish."""
    if hit.cue.value != "conditional_on" or hit.cue.get("link") != "on":
        return False
    comma = BREAK.search(text.passage.text, hit.end, text.drafts[place].end)
    if comma is None or text.passage.hits("polarity", hit.end, comma.start()):
        return False
    words = text.passage.hits("connective", hit.end, comma.start())
    pointing = any(each.cue.value == "anaphor" and each.start <= hit.end + 1 for each in words)
    return pointing and all(each.cue.value != "fails" for each in words)


def _gathered(text: Neighbours, place: int, before: Sequence[int], hit: Hit) -> Sequence[int]:
    """The last of the claims before, nearest first, up to one that turned away from what stands before it."""
    several = text.leader(place) is not None or any(each.cue.get("number") == "many" for each in text.opening(place))
    most = 1 if hit.cue.value == "conditional_on" else MOST[several]
    found = list(before[-most:][::-1])
    turned = next((nth for nth, other in enumerate(found) if text.opens(other, *TURNS)), most)
    return found[: turned + 1]


def _holds_both(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether the claim goes on behind the clause that the word opens."""
    draft = text.drafts[place]
    return draft.start <= hit.start and bool(BREAK.search(text.passage.text, hit.end, draft.end))


def _relation(text: Neighbours, conclusion: int, premise: int, hit: Hit) -> Relation | None:
    """The word's relation, told apart by what stands on both sides."""
    value, ends = hit.cue.value, (text.drafts[conclusion], text.drafts[premise])
    iffy = [end.modality == "conditional" for end in ends]
    if hit.cue.get("fact") == "condition":
        return "conditional_on" if iffy[1] else value if text.leader(conclusion) == premise else None  # type: ignore[return-value]
    if value == "conditional_on" and hit.cue.get("link") == "on" and not any(iffy):
        return None
    if value == "computed_from":
        return "computed_from" if all(end.quantities for end in ends) else None
    facts = all(end.kind in FACTS for end in ends) and not all(end.quantities for end in ends)
    if hit.cue.get("fact") == "cause" and facts and not _thought(text, conclusion):
        return "caused_by"
    return value  # type: ignore[return-value]


def _thought(text: Neighbours, place: int) -> bool:
    """Whether the writer says that it is what he thinks: 我们认为, we think; which nothing brings about."""
    return "author" in text.passage.values("speech", text.gap(place).start, text.drafts[place].end)


def _holds_what(text: Neighbours, place: int, hit: Hit) -> bool:
    """Whether the claim tells what something else needs, and then that it does: A，这是 B 的前提."""
    needed = hit.cue.value == "conditional_on" and hit.cue.get("place") == "tail"
    return needed and bool(text.passage.text[text.drafts[place].start : _clause(text, place, hit)].strip())


def _required(text: Neighbours, place: int, hit: Hit) -> Iterator[Link]:
    """The claim just before that is most like what the words of the clause say needs it."""
    words = text.grams_of(_clause(text, place, hit), hit.start)
    near = range(max(0, place - NEAR), place)
    best = max(near, key=lambda other: (len(words & text.grams[other]), other), default=None)
    if best is not None and len(words & text.grams[best]) > ALIKE:
        yield Link(best, place, "conditional_on", text.passage.text[hit.start : hit.end], True)


def _conceded(text: Neighbours, place: int) -> Iterator[Link]:
    """A claim behind a turn overrides what was granted before."""
    turn = next((hit for hit in text.opening(place) if hit.cue.value == "contrast"), None)
    before = text.said_before(place)[-1:]
    if turn is None or not before:
        return
    if text.opens(before[0], "grant"):
        yield Link(place, before[0], "attacked_by", text.passage.text[turn.start : turn.end], True)


def rejected(text: Neighbours) -> Iterator[tuple[int, int]]:
    """What the writer holds against a view of others right before it, and the view."""
    return ((place, place - 1) for place in range(len(text.drafts)) if _rebuts(text, place))


def _rejected(text: Neighbours, place: int) -> Iterator[Link]:
    """A view of others and what the writer holds against it."""
    cue, draft = _rebuts(text, place), text.drafts[place]
    if cue is not None:
        own = draft.speaker is None and draft.kind != "assertion"
        pair = (place, place - 1) if own else (place - 1, place)
        yield Link(*pair, "attacked_by", text.passage.text[cue.start : cue.end], True)


def _rebuts(text: Neighbours, place: int) -> Hit | None:
    """The word by which the claim rejects the view of others that stands right before it."""
    if not place or text.blocks[place - 1] != text.blocks[place]:
        return None
    before, draft = text.drafts[place - 1], text.drafts[place]
    start = max(before.end, before.start)
    no = [hit for hit in text.passage.hits("connective", start, draft.end) if hit.cue.value == "reject"]
    viewed = before.speaker or text.opens(place - 1, "view")
    turned = text.opens(place, "contrast") and "author" in text.passage.values("speech", start, draft.start + 8)
    if not viewed or not (no or turned):
        return None
    return no[0] if no else text.opening(place)[0]


def _told_alike(text: Neighbours, place: int) -> Iterator[Link]:
    """Of conclusions told off one by one the later follow from what the first does: this shows two things: first."""
    row = text.told_off(place)
    if len(row) < 2 or any(hit.cue.value in RELATIONS for hit in text.opening(place)):  # it has a word of its own
        return
    first = text.ordinal(row[0])
    for hit in _ties(text, row[0]):
        if first and hit.cue.get("side") == "conclusion" and hit.end <= first.start:
            yield from (link._replace(conclusion=place) for link in _linked(text, row[0], hit))
