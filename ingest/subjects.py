"""Whom a proposition is about: the entity whose metric, action or state is stated, then the others it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest import subjects_en, subjects_zh, topics, voices
from ingest.kin import BROAD, BYSTANDERS, PASSING, Kin
from ingest.lexicons import words
from ingest.passage import Named, Passage
from ingest.sentences import Segment

if TYPE_CHECKING:
    from ingest.matcher import Hit
    from kg.gazetteer import Knowledge

EXISTENTIAL = words("existential_verbs")
COMPANY_METRICS = frozenset(words("company_metrics"))
NAMED = {"zh": subjects_zh.named, "en": subjects_en.named}
PERSONAL = frozenset(words("personal_pronouns"))
BARE_COMPANY = "公司"
BEFORE_COMPANY = frozenset({"", "TIME", "d", "c", "w", "v"})  # tags of words behind which 公司 stands alone
UNLISTED = {"zh": subjects_zh.unlisted, "en": subjects_en.unlisted}


class Setting(NamedTuple):
    """What a segment stands in.

    `carried` is what the text has been about: the subject of the segment before, else that of `above`: the head of the
    list, the heading or the title. `lasting` is the last subject that was not named by the way; `fresh` when the
    segment opens its sentence.
    """

    carried: str | None
    lasting: str | None
    above: str | None
    fresh: bool


class Subjects:
    """Finds the entities of a segment, its subject first.

    Where its words name none, it is what the text has been about.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._kin = Kin(knowledge)

    def of(self, passage: Passage, segment: Segment, setting: Setting) -> tuple[str, ...]:
        """Ids, subject first. Empty when nothing is named or carried."""
        if self._label(passage, segment) is None:
            segment = voices.unlabelled(passage, segment)
        inside = passage.names.within(segment.start, segment.end)
        subject = self._subject(passage, segment, setting, inside)
        return tuple(dict.fromkeys([*([subject] if subject else []), *(name.entity for name in inside)]))

    def lasting(self, subject: str, before: str | None) -> str | None:
        """What a text may go on about behind a segment: its subject, unless it is named by the way."""
        return before if self._kin.passing(subject) else subject

    def resumed(self, passage: Passage, segment: Segment, last: str | None, first: str | None) -> str | None:
        """What a sentence that points at nothing goes on about: the company that its paragraph began with, else the
        last subject.
        """
        points = passage.hits("reference", segment.subject.start, segment.subject.end + 2)
        if points or last is None or first is None or self._kin.company(last):
            return last
        return first if self._kin.company(first) else last

    def _subject(self, passage: Passage, segment: Segment, setting: Setting, inside: Sequence[Named]) -> str | None:
        label = self._label(passage, segment)
        carried = label or setting.carried
        stated = self._stated(passage, segment, carried)
        if stated:
            return self._whole(passage, segment, stated, carried, label) or stated
        if label and self._kin.acts(label):
            return label
        named = [name for name in inside if name.entity != label]
        if named:
            return self._implied(passage, segment, named, carried, fresh=setting.fresh)
        return self._continued(passage, segment, setting) if setting.fresh and not label else carried

    def _label(self, passage: Passage, segment: Segment) -> str | None:
        """What stands before the sentence as its label, unless it is who speaks."""
        found = topics.label(passage, segment)
        kind = self._kin.kind(found) if found else None
        speaks = kind is None and passage.sentences[segment.sentence].block in passage.answers
        return None if speaks or kind == "Person" else found

    def _stated(self, passage: Passage, segment: Segment, carried: str | None) -> str | None:
        if passage.sentences[segment.sentence].lang == "en":
            found = subjects_en.antecedent(passage, segment, self._kin)
            if found:
                return found
        return self._pointed(passage, segment, carried) or self._named(passage, segment, carried)

    def _continued(self, passage: Passage, segment: Segment, setting: Setting) -> str | None:
        """A sentence that names nothing goes on about what the text is about.

        One with a noun of its own that no list holds does not: it is told of the theme that it stands under, if any.
        """
        if UNLISTED[passage.sentences[segment.sentence].lang](passage, segment):
            return setting.above or passage.theme
        main = passage.dominant(self._kin.company)
        if main is None and setting.carried and self._kin.passing(setting.carried):
            main = setting.above or passage.theme or setting.lasting
        return main or self._owner(passage, segment, setting.carried)

    def _owner(self, passage: Passage, segment: Segment, subject: str | None) -> str | None:
        """The company that the text is about, where a company's metric is told of the stock, the firm or nobody."""
        meant = passage.values("reference", segment.subject.start, segment.subject.end)
        if not _metrics(passage, segment) & COMPANY_METRICS or (subject is not None and self._kin.company(subject)):
            return subject
        if "company" not in meant and passage.sentences[segment.sentence].lang == "zh":
            return subject
        return passage.most_named(self._kin.company) or subject

    def _whole(
        self, passage: Passage, segment: Segment, part: str, carried: str | None, label: str | None
    ) -> str | None:
        """The company that the text is about, where a theme is told of as one of its businesses."""
        of_company = bool(_metrics(passage, segment) & COMPANY_METRICS)
        if self._kin.place(part) and of_company:
            return self._last(
                passage, segment, self._company(passage, segment.start, segment.end) or carried, self._kin.company
            )
        carried = self._company(passage, segment.start, segment.subject.start) or carried
        if carried is None or part == BROAD or not (self._kin.theme(part) and self._kin.company(carried)):
            return None
        return carried if label == carried or of_company else None

    def _company(self, passage: Passage, start: int, end: int) -> str | None:
        """The first company that is named in a range."""
        names = passage.names.within(start, end)
        return next((name.entity for name in names if self._kin.company(name.entity)), None)

    def _pointed(self, passage: Passage, segment: Segment, carried: str | None) -> str | None:
        """它, 其, the company, its: the actor that was named last, unless a name comes before the word."""
        region = segment.subject
        hits = [hit for hit in passage.hits("reference", region.start, region.end + 2) if not _generic(passage, hit)]
        names = passage.names.within(*region)
        if not hits or (names and names[0].start < hits[0].start):
            return None
        if hits[0].cue.value == "company":
            return self._last(passage, segment, carried, self._firm) or passage.dominant(self._kin.company) or carried
        personal = passage.text[hits[0].start : hits[0].end].lower() in PERSONAL
        return self._last(passage, segment, carried, self._kin.acts if personal else self._kin.works) or carried

    def _last(
        self, passage: Passage, segment: Segment, carried: str | None, among: Callable[[str], bool]
    ) -> str | None:
        """What was spoken of last of those that `among` accepts."""
        if carried and among(carried):
            return carried
        before = passage.names.within(*passage.before(segment))
        return next((name.entity for name in reversed(before) if among(name.entity)), None)

    def _firm(self, entity: str) -> bool:
        return self._kin.kind(entity) in {None, "Company"}

    def _named(self, passage: Passage, segment: Segment, carried: str | None) -> str | None:
        """The subject that the words name, unless it is a bystander where another is known."""
        found = NAMED[passage.sentences[segment.sentence].lang](passage, segment, self._kin)
        return None if found in BYSTANDERS and carried else found

    def _implied(
        self, passage: Passage, segment: Segment, inside: Sequence[Named], carried: str | None, *, fresh: bool
    ) -> str | None:
        """No subject in its place: a later clause keeps the one before; a sentence takes what it names first."""
        if carried and not fresh and not _introduces(passage, segment):
            return carried
        plain = [name for name in inside if not subjects_zh.aside(passage, name)] or inside
        active = [name for name in plain if name.entity not in PASSING]
        return active[0].entity if active else carried or plain[0].entity


def _generic(passage: Passage, hit: Hit) -> bool:
    """One of many, or of a kind: 一家公司, 中小公司 point at nothing that was named."""
    bare = passage.text[hit.start : hit.end] == BARE_COMPANY
    return bare and passage.tag_before(hit.start) not in BEFORE_COMPANY


def _metrics(passage: Passage, segment: Segment) -> set[str]:
    return passage.values("metric", segment.start, segment.end)


def _introduces(passage: Passage, segment: Segment) -> bool:
    """The predicate brings in its subject (会出现, 看到), or the writer is the grammatical one (我们在 X 上的布局)."""
    where = segment.subject
    if "author" in passage.values("speech", where.start, where.end + 2):
        return True
    return passage.text.startswith(EXISTENTIAL, where.end) or passage.text.startswith(EXISTENTIAL, where.start)
