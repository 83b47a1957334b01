"""What a text has been about where a proposition names none of it, or only who judges it.

A gross margin without an owner is that of the company told of; what a broker sees, what analysts expect, is said of the
stock or the good before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ingest.lexicons import any_of, words

if TYPE_CHECKING:
    from ingest.passage import Passage
    from ingest.sentences import Segment

JUDGES = frozenset(words("judges"))
TARGETS = words("targets")
OF_FIRMS = frozenset([*words("company_metrics"), *words("stock_metrics")])
MARKET_PRICES = any_of(words("market_prices"))
PRICES = frozenset(words("prices"))
SECURITIES = frozenset(words("securities"))
REACH = 2  # characters behind the subject in which its price may still stand
OWNED = OF_FIRMS - {"competitive_position"}
JUDGED = OF_FIRMS | frozenset(words("market_metrics"))
HELD = frozenset({"allocation", "fund_flow", "sentiment"})  # metrics that those who judge have themselves


class Setting(NamedTuple):
    """What a segment stands in.

    `carried` is what the text has been about: the subject of the segment before, else that of `above`: the head of the
    list, the heading or the title. `lasting` is the last subject that was not named by the way; `sayer` the company
    that says it of itself, `speaker` whoever says it; `firms` the last two companies that it was about; `recent` its
    last subjects, the latest first; `fresh` when the segment opens its sentence.
    """

    carried: str | None
    lasting: str | None
    above: str | None
    sayer: str | None
    firms: tuple[str, ...]
    recent: tuple[str, ...]
    fresh: bool
    speaker: str | None = None


def judges(passage: Passage, segment: Segment, setting: Setting, entity: str) -> bool:
    """Whether it only says of something else what the segment tells: a speaker, a broker with a target, analysts."""
    kin = passage.kin
    if kin.tells_of_itself(entity) or kin.place(entity) or kin.kind(entity) in {"Product", "Model"}:
        return False
    if setting.speaker == entity or (entity in JUDGES and setting.speaker is not None):
        return True
    if kin.theme(entity):
        return False
    metrics = passage.values("metric", segment.start, segment.end)
    judges_shares = entity in JUDGES or kin.group(entity) or kin.observes(entity)
    if judges_shares and _tells_target(passage, segment):
        return True
    if kin.observes(entity):
        return not kin.listed(entity) and bool(metrics & JUDGED)
    return entity in JUDGES and bool(metrics & JUDGED) and not metrics & HELD


def _tells_target(passage: Passage, segment: Segment) -> bool:
    """A broker's target or rating for a share, or what he sees it at."""
    text = passage.text[segment.start : segment.end].lower()
    return any(word in text for word in TARGETS)


def company(passage: Passage, segment: Segment, setting: Setting) -> str | None:
    """The company that the text goes on about: one that its paragraph names, that of its heading or title, the last."""
    kin = passage.kin
    main = passage.dominant(kin.company)
    over = (one for one in (setting.above, passage.theme, passage.issuer, main) if one and kin.tells_of_itself(one))
    told = (one for one in _told(passage, setting) if kin.tells_of_itself(one))
    return here(passage, segment, setting) or next(over, None) or next(told, None)


def here(passage: Passage, segment: Segment, setting: Setting) -> str | None:
    """The last company told of that the paragraph names, else the first that it names.

    One that nobody lists only where no other is named more.
    """
    kin = passage.kin
    named = dict.fromkeys(name.entity for name in passage.names.within(*passage.before(segment)))
    told = (one for one in (*_told(passage, setting), *named) if one in named and kin.tells_of_itself(one))
    return next((one for one in told if kin.listed(one) or passage.dominant(kin.company) in {None, one}), None)


def turned(passage: Passage, segment: Segment, setting: Setting) -> str | None:
    """Another company than the text's, which alone its paragraph names."""
    named = {name.entity for name in passage.names.within(*passage.before(segment))}
    if named & {passage.issuer, passage.dominant(passage.kin.company)}:
        return None
    found = here(passage, segment, setting)
    return found if found and passage.kin.listed(found) else None


def near(passage: Passage, segment: Segment, setting: Setting) -> str | None:
    """The same, else the company of the heading."""
    above = setting.above
    return here(passage, segment, setting) or (above if above and passage.kin.tells_of_itself(above) else None)


def judged(passage: Passage, segment: Segment, setting: Setting) -> str | None:
    """What the text was about before it told who judges it; a company where only a company has what is told."""
    of_firms = passage.values("metric", segment.start, segment.end) & OWNED
    firm = company(passage, segment, setting) if of_firms else None
    told = (one for one in _told(passage, setting) if not passage.kin.left(one) and one not in JUDGES)
    return firm or next((one for one in told if one != setting.speaker), None)


def priced(passage: Passage, segment: Segment, setting: Setting, subject: str | None) -> str | None:
    """The good whose price a market makes, where no name but that of the price says which: contract prices doubled."""
    named = passage.names.within(segment.start, segment.subject.end + REACH)
    said = passage.text[segment.start : segment.subject.end + REACH].lower()
    if not all(name.entity in PRICES for name in named) or not MARKET_PRICES.search(said):
        return subject
    is_good = subject is not None and subject not in PRICES and passage.kin.theme(subject)
    return subject if is_good else good(passage, segment, setting) or subject


def good(passage: Passage, segment: Segment, setting: Setting) -> str | None:
    """The good or the market that the text goes on about."""
    said = (setting.carried, *setting.recent, *_before(passage, segment), setting.above, passage.theme)
    told = (one for one in said if one and not passage.kin.common(one) and one not in PRICES | SECURITIES)
    return next((one for one in told if passage.kin.theme(one) or passage.kin.kind(one) == "Product"), None)


def _told(passage: Passage, setting: Setting) -> Iterator[str]:
    """What it was about, the latest first, then what it stands under."""
    told = (setting.carried, *setting.recent, *reversed(setting.firms), setting.above, setting.lasting)
    yield from (one for one in (*told, passage.issuer, passage.theme) if one)


def _before(passage: Passage, segment: Segment) -> Iterator[str]:
    yield from (name.entity for name in reversed(passage.names.within(*passage.before(segment))))
