"""What a whole text is about, by its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.kin import Kin
from ingest.lexicons import words

if TYPE_CHECKING:
    from ingest.passage import Named
    from kg.gazetteer import Knowledge
    from kg.model import Entity

FAR = 2  # times that the text names another thing of its title more often than the first
REPORTS = words("report_titles")
HOUSES = words("houses")
GENRES = frozenset(words("genres"))


class Title:
    """The words of a title with the names found in them.

    `house` is who wrote and printed the text; `names` are those that are sure and those that are only if the text
    itself names the same; `unknown` are those of the names that nobody lists.
    """

    def __init__(
        self,
        text: str,
        house: str,
        names: tuple[Sequence[Named], Sequence[Named]],
        unknown: Sequence[Entity],
        knowledge: Knowledge,
    ) -> None:
        self._text, self._house = text, house
        self._names, self._doubtful = names
        self.unknown = tuple(unknown)
        self._kin = Kin(knowledge, unknown)

    def theme(self, told: Sequence[Entity], named: Iterable[Named]) -> str | None:
        """What it names first, places, people and the house that writes aside, but of themes one that the text goes on
        about far more; `told` are the text's own names, `named` all names in it.
        """
        times = Counter(name.entity for name in named)
        themes = list(dict.fromkeys(self._themes(told, times)))
        if not themes or not self._kin.theme(themes[0]):
            return next(iter(themes), None)
        most = max(themes, key=lambda entity: times[entity])
        return most if times[most] > FAR * times[themes[0]] else themes[0]

    def reports(self, theme: str) -> bool:
        """Whether the whole text is about one company alone: its report, what it announces, a note on its stock."""
        title = self._text.lower()
        firms = {name.entity for name in self._names if self._kin.tells_of_itself(name.entity)}
        return self._kin.firm(theme) and firms <= {theme} and any(word in title for word in REPORTS)

    def owned(self, theme: str) -> bool:
        """Whether the company that it names writes the text itself: its own release."""
        firms = [name for name in self._names if self._kin.firm(name.entity)]
        writes = any(self._text[name.start : name.end] in self._house for name in firms[:1])
        return writes and self.reports(theme)

    def _themes(self, told: Sequence[Entity], named: Container[str]) -> Iterator[str]:
        names = [*self._names, *(name for name in self._doubtful if name.entity in named)]
        listed = [(name.start, self._text[name.start : name.end], name.entity) for name in names]
        own = [(self._text.find(label), label, entity.id) for entity in told for label in entity.labels]
        people = {entity.id for entity in told if entity.type == "Person"}
        called = {label: entity for _, label, entity in own}
        for start, label, entity in sorted(listed + own):
            aside = entity in GENRES or entity in people or self._kin.kind(entity) in {"Place", "Person"}
            writes = (label in self._house or label.endswith(HOUSES)) and not self.reports(entity)
            if start >= 0 and not aside and not writes:
                yield called.get(label, entity)
