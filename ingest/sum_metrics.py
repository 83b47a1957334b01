"""Sums that metrics are by definition: profit is revenue times the margin, a price is earnings times a multiple."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.neighbours import BREAK, Neighbours
from ingest.sum_numbers import Number
from ingest.sum_trials import Term, Trial
from ingest.sum_words import CLOSE, ahead, behind, says, tied, together
from kg.identities import Identity, identities, role

REACH = 6  # numbers back
PER_SHARE = "/share"
CHANGES = frozenset({"by", "from", "multiple"})


def defined(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """The numbers of one subject, in one sentence or the next, of metrics of which one is the product of the others."""
    roles = {each: _role(text, each) for each in numbers}
    for nth, result in enumerate(numbers):
        near = [each for each in numbers[max(0, nth - REACH) : nth] if together(text, (each, result))]
        for identity in identities():
            if roles[result] not in identity.metrics or len(identity.metrics) > len(near) + 1:
                continue
            others = [
                [each for each in near if roles[each] == other] for other in identity.metrics if other != roles[result]
            ]
            if all(len(found) == 1 for found in others) and _agree(text, [found[0] for found in others], result):
                terms = _terms(identity.result, roles[result], [found[0] for found in others], roles)
                sure = tied(text, result) or _holds(text, identity, [*(term.number for term in terms), result])
                yield Trial("product", terms, result, strong=sure)


def _holds(text: Neighbours, identity: Identity, numbers: Sequence[Number]) -> bool:
    """Whether it must agree: it always does in one sentence, or a multiple is put on the number before."""
    if identity.exact:
        return len({text.sentences[each.place] for each in numbers}) == 1
    multiples = [ahead(text, each, CLOSE) for each in numbers if each.kind == "multiple"]
    return any(says("applies", words) and not says("stands", words) for words in multiples)


# --- of each who is counted


def per_head(text: Neighbours, numbers: Sequence[Number]) -> Iterator[Trial]:
    """540 billion, six million people: 90,000 per capita."""
    for nth, result in enumerate(numbers):
        near = [each for each in numbers[max(0, nth - REACH) : nth] if together(text, (each, result), most=0)]
        totals = [each for each in near if each.unit == result.unit and not each.share]
        people = [each for each in near if each.unit in {"", "person"} and says("people", _around(text, each))]
        if result.money and says("heads", _around(text, result)) and len(totals) == len(people) == 1:
            same = text.drafts[totals[0].place].metric == text.drafts[result.place].metric
            yield Trial("product", (Term(totals[0]), Term(people[0], True)), result, strong=same)


def _around(text: Neighbours, number: Number) -> str:
    after = BREAK.split(behind(text, number, CLOSE))[0]
    return "|".join((BREAK.split(ahead(text, number))[-1], number.quantity.span.quote, after))


def _terms(
    product: str, metric: str | None, others: Sequence[Number], roles: dict[Number, str | None]
) -> tuple[Term, ...]:
    """What is worked out is the product itself, or one of its factors: then the other ones divide."""
    if metric == product:
        return tuple(map(Term, others))
    ordered = sorted(others, key=lambda each: roles[each] != product)
    return tuple(Term(each, inverse=roles[each] != product) for each in ordered)


def _role(text: Neighbours, number: Number) -> str | None:
    """The metric whose name stands before a number, or right behind it, as far as one is told in its unit."""
    if number.quantity.basis in CHANGES or not number.firm:
        return None
    named = "eps" if number.unit.endswith(PER_SHARE) else _named(text, number)
    return role(named, number.kind) if named else None


def _named(text: Neighbours, number: Number) -> str | None:
    passage, words = text.passage, ahead(text, number)
    before = passage.hits("metric", number.start - len(words), number.start)
    if before and before[-1].end <= number.start:
        return before[-1].cue.value
    clause = BREAK.split(behind(text, number, CLOSE))[0]
    after = passage.hits("metric", number.end, number.end + len(clause))
    if after:
        return after[0].cue.value
    draft = text.drafts[number.place]
    named = {hit.cue.value for hit in passage.hits("metric", draft.start, draft.end)}
    return draft.metric if draft.metric in named and len(draft.quantities) == 1 else None


def _agree(text: Neighbours, others: Sequence[Number], result: Number) -> bool:
    drafts = [text.drafts[each.place] for each in (*others, result)]
    subjects = {draft.entities[:1] for draft in drafts if draft.metric != "market_size"}
    one = len(subjects) == 1 and len({draft.speaker for draft in drafts}) == 1
    return one and _at_one_time(text, others, result)


def _at_one_time(text: Neighbours, others: Sequence[Number], result: Number) -> bool:
    """Whether no two times are told of them: in their sentence, or by their claims."""
    sentences = {text.sentences[each.place] for each in (*others, result)}
    if len(sentences) == 1:
        start = text.passage.sentences[sentences.pop()].start
        return len({item.value.start for item in text.passage.periods.within(start, result.end)}) <= 1
    told = (text.drafts[each.place].period for each in (*others, result))
    return len({(period.start, period.end) for period in told if period}) <= 1
