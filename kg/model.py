"""The values of Claimgraph: frozen, comparable, tied to the characters they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

Kind = Literal["prediction", "assertion", "causal", "recommendation", "opinion"]
Direction = Literal["up", "down", "flat", "none"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["certain", "probable", "possible", "conditional"]
Relation = Literal["supported_by", "attacked_by", "caused_by", "computed_from", "conditional_on"]
Verdict = Literal["consistent", "inconsistent", "needs_input", "impossible"]
Operation = Literal["product", "sum", "growth", "compound"]
CollisionKind = Literal["numeric", "direction", "polarity", "event", "rank", "threshold", "part", "arithmetic"]
Strength = Literal["contradiction", "tension", "revision", "none"]
Outcome = Literal["true", "false", "partly", "void"]
Effect = Literal["passes", "saves", "collides", "softens", "revises"]
Comparator = Literal["=", "~", ">", ">=", "<", "<=", "range"]
Grain = Literal["decade", "year", "half", "quarter", "month", "week", "day", "hour", "minute", "span"]
EntityType = Literal["Company", "Organization", "Person", "Place", "Product", "Model", "Index", "Technology"]
Lang = Literal["zh-Hans", "zh-Hant", "en"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text and where it comes from.

    `text` is exactly the decoded file; of PDF, DOCX, PPTX and HTML it is the text that was taken out. `sha256` is the
    hex digest of `text` in UTF-8. Unknown facts are None, never guessed.
    """

    id: str
    text: str
    sha256: str
    lang: Lang
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of code points; `quote == text[start:end]`, always.

    >>> Span.of("NVDA is up", 0, 4).quote
    'NVDA'
    """

    article: str = ""
    start: int
    end: int
    quote: str

    @staticmethod
    def of(text: str, start: int, end: int, article: str = "") -> Span:
        """The span of `text` from `start` to `end`; ValueError when it is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(text)} characters")
        return Span(article=article, start=start, end=end, quote=text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.article == other.article and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something a claim can be about. `known` is False for a name that only the text knows.

    `labels` are plain words, the preferred one first.
    """

    id: str
    type: EntityType
    labels: tuple[str, ...]
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity named in a text."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An interval of values in one unit; a bare number is an interval of one point.

    `None` leaves a side open, so that 超过30% and "up to 2 GWh" need no operator field; `low_open` and `high_open`
    leave the bound itself out. `unit` is the id of a unit (`USD`, `%`, `x`, `GPU`, `USD/month`) or the bare word that
    was counted. `basis` says how a change is told: `by`, `to`, `from`, `multiple`, `share`, `recurrence`, else None.
    `implied` marks a currency that the text leaves to its frame.

    >>> over = Quantity(span=Span.of("over 30%", 0, 8), low=Decimal(30), high=None, unit="%", low_open=True)
    >>> over.comparator
    '>'
    """

    span: Span
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    approximate: bool = False
    low_open: bool = False
    high_open: bool = False
    basis: str | None = None
    implied: bool = False

    @property
    def comparator(self) -> Comparator:
        """The sign an analyst would write before the number."""
        if self.high is None:
            return ">" if self.low_open else ">="
        if self.low is None:
            return "<" if self.high_open else "<="
        if self.low != self.high:
            return "range"
        return "~" if self.approximate else "="

    def at(self, span: Span) -> Quantity:
        """The same values read at another place."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time, half-open: `end` is the first day after it. None leaves a side open.

    `basis` is `stated` (2025), `relative` (next year, against the article's date), `inherited` or `vague`.
    """

    span: Span
    start: date | None
    end: date | None
    grain: Grain
    basis: str = "stated"

    @property
    def vague(self) -> bool:
        """Whether the bounds are ours rather than the text's."""
        return self.basis == "vague"

    def at(self, span: Span) -> Period:
        """The same time read at another place."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition that can come out true or false, be agreed with or be followed.

    The subject is `entities[0]`; `direction` is that of `metric`; `speaker` None is the author; `rule` and `cues`
    say how it was read.
    """

    id: str
    span: Span
    kind: Kind
    entities: tuple[str, ...]
    metric: str | None = None
    direction: Direction = "none"
    polarity: Polarity = "affirmed"
    modality: Modality = "certain"
    speaker: str | None = None
    quantities: tuple[Quantity, ...] = ()
    period: Period | None = None
    rule: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """`conclusion` rests on `premise` (ids of claims); `explicit` when a cue word says so."""

    conclusion: str
    premise: str
    relation: Relation
    cue: str | None = None
    explicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A number that arithmetic uses: which quantity of which claim; `inverse` when it divides or is taken away."""

    claim: str
    quantity: int
    inverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """Arithmetic that the text does, done again.

    `claims` are the ids of the claims whose numbers it uses, the one that states the result last. `product` and `sum`
    take all `inputs`; `growth` takes what a value has become and what it was, `compound` these and the time between.
    `expression` and `computed` are for people; `missing` is the factor that the text leaves unsaid, with its unit.
    """

    expression: str
    claims: tuple[str, ...]
    stated: str
    computed: str
    verdict: Verdict
    operation: Operation = "product"
    inputs: tuple[Operand, ...] = ()
    result: Operand | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One test of two claims: what came out, and what that does to the verdict.

    `effect` is `passes` (they may collide), `saves` (they cannot), `collides` (here they do), `softens` (it is tension
    at most) or `revises` (the same voice has changed its mind). `detail` tells the two things that were compared.
    """

    test: str
    outcome: str
    effect: Effect
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims (their ids) that collide, or for `none` do not; `reasons` are all tests, in order.

    `kind` is None where nothing collides. `left` is the claim that was said first.
    """

    left: str
    right: str
    kind: CollisionKind | None
    strength: Strength
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What the user says came of a claim, or with `outcome` None that he takes his last word on it back.

    `claim` is its id when he said so; `span`, `subject` and `metric` are what it said then, by which it is found again.
    `on` is the day it came out, `evidence` a text or an address, `value` what the number came to. `sequence` counts the
    words of the user from 1.
    """

    claim: str
    span: Span
    subject: str | None = None
    metric: str | None = None
    sequence: int
    outcome: Outcome | None = None
    on: date | None = None
    evidence: str = ""
    value: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Text that was seen and refused, with the reason."""

    span: Span
    reason: str

    def at(self, span: Span) -> Dropped:
        """The same refusal at another place."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read from one article. Quantities and periods stand in the order of the text."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    claims: tuple[Claim, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    computations: tuple[Computation, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=())
