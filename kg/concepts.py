"""What the data files know: entities, metrics, and the words by which a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from kg.model import EntityType, Lang
from kg.script import simplified

Nature = Literal["stock", "flow", "ratio", "price", "event", "rank", "quality"]
Pole = Literal["low", "high"]

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
NATURES: tuple[Nature, ...] = get_args(Nature)


class Label(NamedTuple):
    """A word for an entity or a metric.

    `simplified` is the same word in simplified characters, as it stands in a cleaned text. An `ambiguous` word means
    this entity only where one of the entity's `context` words is near, or where a sure word for it has been read; a
    `case_sensitive` one only in exactly this case (NOW, Arm). `pole` is set when the word names one end of a metric's
    scale: 短缺 is the low end of supply, 过剩 the high one.
    """

    text: str
    lang: Lang
    simplified: str
    preferred: bool = False
    ambiguous: bool = False
    case_sensitive: bool = False
    pole: Pole | None = None

    @staticmethod
    def of(text: str, lang: Lang, *, preferred: bool = False, ambiguous: bool = False) -> Label:
        """The label with that text.

        >>> Label.of("輝達", "zh-Hant").simplified
        '辉达'
        """
        spelled = simplified(text)
        return Label(text=text, lang=lang, simplified=spelled, preferred=preferred, ambiguous=ambiguous)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An entity of the data files. Links are ids; `context` are simplified words that select its ambiguous labels."""

    id: str
    type: EntityType
    labels: tuple[Label, ...]
    part_of: tuple[str, ...] = ()
    product_of: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    wikidata: str | None = None
    definition: str | None = None
    file: str = ""
    line: int | None = None

    def name(self, lang: Lang = "en") -> str:
        """The preferred label in `lang`, else in the first language that has one, else the id."""
        return preferred(self.labels, lang) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """Something that can be measured or come about, and on what scale.

    `nature`: stock (at a moment), flow (per period), ratio, price (per unit), event (happens or not), rank (against
    others) or quality (more or less of it, without a unit that people share). A rise of `opposite` is a fall of this
    one; `neighbours` are near enough for tension, not for contradiction. It is what `refines` becomes when the subject
    is one of `about`, entities or types of them: the cost of `inference` is inference_cost.
    """

    id: str
    labels: tuple[Label, ...]
    unit: str
    nature: Nature
    opposite: str | None = None
    neighbours: tuple[str, ...] = ()
    refines: str | None = None
    about: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    definition: str | None = None
    file: str = ""
    line: int | None = None

    def name(self, lang: Lang = "en") -> str:
        """The preferred label in `lang`, else in the first language that has one, else the id."""
        return preferred(self.labels, lang) or self.id


def preferred(labels: tuple[Label, ...], lang: Lang) -> str | None:
    """The preferred label in `lang`, else the first preferred one of any language."""
    words = [label for label in labels if label.preferred]
    return next((label.text for label in words if label.lang == lang), words[0].text if words else None)
