"""Names that only the text knows: what the taggers see, what is built as names are, and their short forms.

What is read once is believed where something shows that it is a name; the rest must be read often.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ingest.coined import FORMS, LEADERS, ORIGINS, QUALIFIERS, ROLES, Coined, bare, is_word, own_part
from ingest.compounds import Compounds
from ingest.lexicons import Cue, layer, words
from ingest.matcher import Entry, Hit, Matcher
from ingest.passage import Named, Shelf
from ingest.sentences import Sentence
from ingest.written import Believable
from kg.model import Entity, EntityType

if TYPE_CHECKING:
    from ingest.parse import Parse
    from kg.gazetteer import Knowledge

Pairs = Sequence[tuple[Sentence, "Parse"]]
OFTEN = 2  # times a name must be tagged before we believe in it
KINDS: dict[str, EntityType] = {"ORG": "Organization", "PER": "Person", "PERSON": "Person", "PRODUCT": "Product"}
ENDINGS = words("organisation_endings")
LEGAL = frozenset([*words("legal_forms"), "Group", "Holdings", "Holding", "Co", "Co.", "Company"])
LONGEST_FORMS = sorted(FORMS, key=len, reverse=True)
TRADERS = ("商", "厂")  # last characters of nouns for companies
INTRODUCING = words("introducing_people")
SAYING = tuple(word for word, cue in layer("speech") if cue.value == "verb" and not word.isascii())
LINKS = tuple(word for word, _ in layer("connective") if not word.isascii() and len(word) > 1)
NO_NAMES = frozenset(words("no_names"))
SHORTEST = 2  # letters
ACTING = frozenset({"v", "vd", "d", "a", "ad", "TIME"})  # tags of words behind who does something
OWNED = tuple(f"的{word}" for word in words("possessions_zh"))
OPENINGS = "，。；、：！？,;:!? "  # what may stand before a clause
LONGEST_TITLE = max(map(len, LEADERS))
_LATIN = re.compile(r"[A-Z][A-Za-z0-9.&'-]*(?: [A-Z][A-Za-z0-9.&'-]*){0,3}")
_HAN = re.compile(r"[\u4e00-\u9fff·]{2,12}")


class Seen(NamedTuple):
    """A mention of a `name` that nobody knows, maybe in short; `sure` ones are believed though they are read once."""

    start: int
    end: int
    kind: EntityType
    sure: bool
    name: str


class Unknown:
    """Finds the unknown names of one text beside its `known` names and the other words found in it (`hits`)."""

    def __init__(self, text: str, hits: Sequence[Hit], known: Sequence[Named], knowledge: Knowledge) -> None:
        self._text = text
        self._hits = hits
        self._known = known
        self._knowledge = knowledge
        self._shelf = Shelf(known)
        self._taken = Shelf(_merged([*((name.start, name.end) for name in known), *_worded(hits)]))

    def find(self, pairs: Pairs, given: Mapping[str, EntityType]) -> list[tuple[Named, Entity]]:
        """Every mention with the entity it names; `given` names are believed wherever they stand."""
        chinese, english = ([pair for pair in pairs if pair[0].lang == lang] for lang in ("zh", "en"))
        full = [*self._coined(chinese), *self._compounds(english), *self._written(english)]
        sure = {**given, **{one.name: one.kind for one in full if one.sure}}
        forms = self._forms(sure)
        full = [one for one in full if one.name not in forms]
        full += [
            Seen(start, end, sure[name], True, name)
            for start, end, name in self._places({name: name for name in sure if name not in forms})
        ]
        short = [Seen(start, end, sure[name], True, name) for start, end, name in self._shortened(forms, pairs)]
        built = Shelf(_merged([(one.start, one.end) for one in (*full, *short)]))
        tagged = (
            one for one in chain(self._tagged(chinese), self._tagged(english)) if not built.touching(one.start, one.end)
        )
        return _believed(self._text, [*full, *short, *tagged])

    def _coined(self, pairs: Pairs) -> Iterator[Seen]:
        coined = Coined(self._text, self._hits)
        for sentence, parse in pairs:
            for start, end, sure in coined.find(sentence, parse):
                yield Seen(start, end, "Organization", sure, self._text[start:end])

    def _compounds(self, pairs: Pairs) -> Iterator[Seen]:
        compounds = Compounds(self._text, self._known, self._knowledge)
        for sentence, parse in pairs:
            for start, end, sure in compounds.find(sentence, parse):
                yield Seen(start, end, "Organization", sure, self._text[start:end])

    def _written(self, pairs: Pairs) -> Iterator[Seen]:
        believable = Believable(self._text, self._knowledge)
        for sentence, parse in pairs:
            for start, end, kind in believable.find(sentence, parse):
                if self._is_own(start, end):
                    yield Seen(start, end, kind, True, self._text[start:end])

    def _is_own(self, start: int, end: int) -> bool:
        """Nothing known has a part in it, but for a trade behind a word of its own, and where it is: Hallmoor Power,
        the Ohio Clean Air Alliance.
        """
        inside = self._taken.within(start + 1, end)
        opened = self._taken.touching(start, start + 1) and not self._is_placed(start, end)
        trade = bool(inside) and inside[-1].end == end
        return not opened and (trade or not self._taken.touching(end - 1, end + 1))

    def _is_placed(self, start: int, end: int) -> bool:
        """It opens with a place, and more follows; or with what it is: the Bank of Ghana."""
        first = next((name for name in self._shelf.within(start, end) if name.start == start), None)
        if first is None or first.end == end:
            return False
        known = self._knowledge.entities.get(first.entity)
        return (known is not None and known.type == "Place") or self._text.startswith(" of ", first.end)

    def _tagged(self, pairs: Pairs) -> Iterator[Seen]:
        """Names that the taggers see where nothing is known."""
        for sentence, parse in pairs:
            for first, last, label in parse.names:
                kind, start, end = KINDS.get(label), sentence.start + first, sentence.start + last
                if kind and sentence.lang == "zh":
                    start, end = self._bounds(start, end, kind)
                if label == "PER" and self._owns(sentence, end):
                    kind = "Organization"
                if kind and not self._taken.touching(start, end) and _is_name(self._text[start:end]):
                    told = self._is_told(sentence, start, end, kind)
                    told = told or (kind == "Organization" and self._acts(sentence, parse, start))
                    yield Seen(start, end, kind, told, self._text[start:end])

    def _bounds(self, start: int, end: int, kind: EntityType) -> tuple[int, int]:
        """The whole of a Latin name in Chinese text, of a Chinese one what stands behind nouns of roles."""
        latin = _LATIN.match(self._text, start)
        if latin and latin.end() > end:
            return start, latin.end()
        return (end - len(bare(self._text[start:end])), end) if kind == "Organization" else (start, end)

    def _is_told(self, sentence: Sentence, start: int, end: int, kind: EntityType) -> bool:
        """An organisation says what it is, of a person his title does."""
        name = self._text[start:end]
        if kind != "Person":
            ending = next((ending for ending in ENDINGS if name.endswith(ending)), "")
            own = name.removesuffix(ending).strip()
            return (bool(ending) and bool(own) and own not in QUALIFIERS) or self._is_introduced(sentence, start)
        before = self._text[max(sentence.start, start - LONGEST_TITLE) : start]
        told = before.endswith((*LEADERS, *INTRODUCING)) or self._text.startswith((*LEADERS, *SAYING), end)
        return sentence.lang == "zh" and end - start > SHORTEST - 1 and told

    def _is_introduced(self, sentence: Sentence, start: int) -> bool:
        """A noun of a role stands before it: 刀具商|莱曼特."""
        before = self._text[max(sentence.start, start - LONGEST_TITLE) : start]
        return sentence.lang == "zh" and before.endswith((*ROLES, *ORIGINS, *TRADERS))

    def _owns(self, sentence: Sentence, end: int) -> bool:
        """It has what a company has: 康方的毛利率."""
        return sentence.lang == "zh" and self._text[end : end + LONGEST_TITLE].startswith(OWNED)

    def _acts(self, sentence: Sentence, parse: Parse, start: int) -> bool:
        """It opens a Chinese clause and does something there: 洋河更难, 五粮液今年提价."""
        if sentence.lang != "zh" or self._text[max(sentence.start, start - 1) : start].strip(OPENINGS):
            return False
        words = [word for word in parse.words if not word.is_blank and word.start >= start - sentence.start]
        return len(words) > 1 and (words[1].tag in ACTING or words[1].text == "的")

    def _forms(self, sure: Mapping[str, EntityType]) -> dict[str, str]:
        """The names by their short forms; one that two names have is nobody's, unless they differ in nothing else."""
        every = [(short, name) for name, kind in sure.items() for short in sorted(self._shorter(name, kind))]
        short_itself = {short for short, _ in every}
        forms = [(short, name) for short, name in every if name not in short_itself]
        owners: dict[str, list[str]] = {}
        for short, name in forms:
            owners.setdefault(short, []).append(name)
        one = {short: names[0] for short, names in owners.items() if len(names) == 1 or _only_formed(short, names)}
        return one | {other: one[short] for short in one for other in owners[short][1:]}

    def _shortened(self, forms: Mapping[str, str], pairs: Pairs) -> Iterator[tuple[int, int, str]]:
        """Where a short form stands as a word."""
        begins = {sentence.start + start for sentence, parse in pairs for start in parse.starts}
        for start, end, name in self._places(forms):
            stands = start in begins or bare(self._text[max(0, start - LONGEST_TITLE) : end]) == self._text[start:end]
            if stands and (not self._taken.touching(start, end) or (" " in name and self._is_own(start, end))):
                yield start, end, name

    def _shorter(self, name: str, kind: EntityType) -> set[str]:
        """The short forms of a name: without its legal form, and its own word alone."""
        bare_name = _unformed(name) if kind != "Person" else name
        whole = bare_name if self._is_whole(bare_name) and bare_name != name else ""
        return {short for short in (whole, self._short(name, kind)) if short}

    def _is_whole(self, name: str) -> bool:
        """Whether what is left of a name without its form can only be that name."""
        return len(name) > SHORTEST and self._knowledge.resolve(name) is None if _HAN.fullmatch(name) else " " in name

    def _short(self, name: str, kind: EntityType) -> str:
        """The word of its own of a company, the last name of a person; nothing where that is a word of the language."""
        if _HAN.fullmatch(name):
            own = own_part(name)
            return own if own and not is_word(own) else ""
        first, *rest = name.split()
        word = rest[-1] if rest and kind == "Person" else first if rest else ""
        return word if len(word) > SHORTEST and not self._is_common(word.casefold()) else ""

    def _is_common(self, word: str) -> bool:
        return word in self._knowledge.words or self._knowledge.resolve(word) is not None

    def _places(self, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
        """Where words stand that are short for `names`, or these."""
        if names:
            for hit in Matcher(Entry(word, Cue("name", name), exact=True) for word, name in names.items()).find(
                self._text
            ):
                yield hit.start, hit.end, hit.cue.value


def _believed(text: str, seen: Sequence[Seen]) -> list[tuple[Named, Entity]]:
    """Those that are sure, or read often enough; an entity has the full name before the short one."""
    places = {(one.start, one.end): one for one in reversed(seen)}
    counts = Counter(one.name for one in places.values())
    kinds = {one.name: one.kind for one in reversed(seen)}
    sure = {one.name for one in seen if one.sure}
    believed = [one for one in places.values() if one.name in sure or counts[one.name] >= OFTEN]
    forms = {name: dict.fromkeys([name]) for name in kinds}
    for one in sorted(believed):
        forms[one.name][text[one.start : one.end]] = None
    entities = {name: Entity(id=slug(name), type=kinds[name], labels=tuple(forms[name]), known=False) for name in kinds}
    return [(Named(one.start, one.end, slug(one.name)), entities[one.name]) for one in sorted(believed)]


def _unformed(name: str) -> str:
    """A name without its legal form.

    >>> _unformed("Ashby Insurance Group plc"), _unformed("宁海远洋集团")
    ('Ashby Insurance', '宁海远洋')
    """
    if _HAN.fullmatch(name):
        return next((name.removesuffix(form) for form in LONGEST_FORMS if name.endswith(form)), name)
    parts = name.replace(",", "").split()
    while len(parts) > 1 and parts[-1] in LEGAL:
        parts.pop()
    return " ".join(parts)


def _only_formed(short: str, names: Sequence[str]) -> bool:
    """Whether names differ in nothing but the form: 宁远集团, 宁远股份."""
    return all(_unformed(name) == short for name in names)


def _worded(hits: Sequence[Hit]) -> set[tuple[int, int]]:
    return {(hit.start, hit.end) for hit in hits if hit.cue.layer in {"metric", "movement", "speech", "kind"}}


def _is_name(word: str) -> bool:
    return bool(_HAN.fullmatch(word) and not word.startswith(LINKS)) or bool(
        _LATIN.fullmatch(word) and len(word) > SHORTEST and word not in NO_NAMES
    )


def slug(name: str) -> str:
    """The id of a name nobody knows, the same in every article: lower case, hyphens for spaces and marks.

    >>> slug("Acme Robotics Inc."), slug("拾象")
    ('acme-robotics-inc', '拾象')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-")


def _merged(ranges: Iterable[tuple[int, int]]) -> list[Named]:
    """The ranges in order, those that overlap as one."""
    merged: list[Named] = []
    for start, end in sorted(set(ranges)):
        if merged and start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(end, merged[-1].end))
        else:
            merged.append(Named(start, end, ""))
    return merged
