"""Whom a proposition is about: the entity whose metric, action or state is stated, then the others it names."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import cells, focus, nouns, pointing, subjects_en, subjects_zh, topics, voices
from ingest.focus import Setting
from ingest.kin import BROAD, BYSTANDERS
from ingest.lexicons import words
from ingest.passage import Named, Passage
from ingest.sentences import Segment

EXISTENTIAL = words("existential_verbs")
COMPANY_METRICS = frozenset(words("company_metrics"))
PLACE_METRICS = frozenset(words("place_metrics"))
STOCK_METRICS = frozenset(words("stock_metrics"))
OF_FIRMS = COMPANY_METRICS | STOCK_METRICS
ACTING = frozenset(words("acting_places"))
BUSINESSES = words("businesses")
FACILITY = words("facilities")
FACILITIES = frozenset(FACILITY)
SHARED = frozenset({"market_share", "credit_quality", "capital_ratio"})  # what a company has in a market
SUBORDINATE = frozenset({"relcl", "advcl", "acl"})
NAMED = {"zh": subjects_zh.named, "en": subjects_en.named}
UNLISTED = {"zh": subjects_zh.unlisted, "en": subjects_en.unlisted}


def of(passage: Passage, segment: Segment, setting: Setting) -> tuple[str, ...]:
    """The ids of a segment's entities, its subject first. Where its words name none, that is what the text has been
    about; empty when nothing is named or carried.
    """
    choice = _Choice(passage, segment, setting)
    if cells.figures(passage, segment) and (told := choice.of_cell()):
        return (told,)
    return tuple(dict.fromkeys([*choice.subjects(), *(name.entity for name in choice.inside)]))


def lasting(passage: Passage, subject: str, before: str | None) -> str | None:
    """What a text may go on about behind a segment: its subject, unless it is named by the way."""
    return before if passage.kin.left(subject) else subject


def subordinate(passage: Passage, segment: Segment) -> bool:
    """What only describes, compares or gives a reason: the next sentence goes on about what it is said of."""
    if passage.sentences[segment.sentence].lang == "en":
        return passage.predicate(segment).dep in SUBORDINATE
    return subjects_zh.compares(passage, segment)


def resumed(passage: Passage, segment: Segment, last: str | None, first: str | None) -> str | None:
    """What a sentence that points at nothing goes on about: the company that its paragraph began with, else the
    last subject.
    """
    points = passage.hits("reference", segment.subject.start, segment.subject.end + pointing.REACH)
    if points or last is None or first is None or passage.kin.company(last):
        return last
    return first if passage.kin.company(first) else last


def _label(passage: Passage, segment: Segment) -> str | None:
    """What stands before the sentence as its label, unless it is who speaks."""
    found = passage.labels[segment.sentence]
    kind = passage.kin.kind(found) if found else None
    speaks = kind is None and passage.sentences[segment.sentence].block in passage.answers
    return None if speaks or kind == "Person" else found


class _Choice:
    """The choice of one segment's subject."""

    def __init__(self, passage: Passage, segment: Segment, setting: Setting) -> None:
        self._passage, self._segment, self._setting, self._kin = passage, segment, setting, passage.kin
        self._label = _label(passage, segment)
        self._column = topics.cell(passage, segment)
        self.inside = passage.names.within(segment.start, segment.end)
        self._carried = self._label or setting.sayer or self._column or self._meant(self._gone_on())

    def subjects(self) -> tuple[str, ...]:
        """The subject, or the two that both are meant."""
        told = self._told()
        priced = focus.priced(self._passage, self._segment, self._setting, told[0] if told else None)
        return (priced, *told[1:]) if priced else told

    def _told(self) -> tuple[str, ...]:
        himself = self._of_himself()
        stated = (himself,) if himself else self._stated()
        pointed = stated if himself else tuple(entity for entity in stated if not self._judges(entity))
        if pointed:
            return (self._whole(pointed[0]) or pointed[0], *pointed[1:])
        subject = self._unstated(judged=bool(stated))
        return (subject,) if subject else ()

    def of_cell(self) -> str | None:
        """What a figure of a table is told of: by its row and column, else what the text is about."""
        place = cells.of(self._passage, self._segment)
        measured = place is not None and cells.measures(self._passage, place.label)
        return self._column or (self._carried if measured else None)

    def _unstated(self, *, judged: bool = False) -> str | None:
        """Whom it is about where its words do not say so; `judged` where they say who judges."""
        if self._label and self._kin.acts(self._label):
            return self._label
        owner = self._firm() if self._is_ownerless() else None
        if owner:
            return owner
        named = [name for name in self.inside if name.entity != self._label and not self._judges(name.entity)]
        if named:
            return self._implied(named)
        found = focus.judged(self._passage, self._segment, self._setting) if judged else None
        if found:
            return found
        if self._setting.fresh and not self._label and not self._column:
            return self._continued()
        return self._stock() or self._carried

    def _judges(self, entity: str) -> bool:
        """It only says so of something else: a broker that raises its target, analysts who expect shipments."""
        return focus.judges(self._passage, self._segment, self._setting, entity)

    def _meant(self, carried: str | None) -> str | None:
        """What has been spoken of, where the last that the text told of only judges it."""
        if carried is None or not (self._judges(carried) or (carried in focus.JUDGES and not self._setting.fresh)):
            return carried
        return focus.judged(self._passage, self._segment, self._setting) or carried

    def _firm(self) -> str | None:
        """The company that the text goes on about."""
        told = (self._label, self._setting.sayer, self._column)
        if any(told):
            return next((one for one in told if one and self._kin.tells_of_itself(one)), None)
        return focus.company(self._passage, self._segment, self._setting)

    def _is_ownerless(self) -> bool:
        """A company's metric is told of, and nothing before it says whose: gross margin narrowed."""
        where = self._segment.subject
        told = self._passage.values("metric", where.start, where.end) & OF_FIRMS
        return bool(told) and not self._passage.names.within(self._segment.start, where.end)

    def _gone_on(self) -> str | None:
        """What the text has been about; a person only where the next sentence says he or she."""
        carried = self._setting.carried
        if carried is None or not self._setting.fresh or self._kin.kind(carried) != "Person":
            return carried
        return carried if self._of_person() else self._setting.lasting or self._setting.above or carried

    def _of_person(self) -> bool:
        where = self._segment.subject
        hits = self._passage.hits("reference", where.start, where.end + pointing.REACH)
        return any(self._passage.text[hit.start : hit.end].lower() in pointing.PERSONAL for hit in hits)

    def _of_himself(self) -> str | None:
        """What a relative pronoun stands for, or who tells of himself."""
        return subjects_en.antecedent(self._passage, self._segment, self._kin) if self._lang == "en" else None

    def _stated(self) -> tuple[str, ...]:
        """What the subject names or points at."""
        passage, segment = self._passage, self._segment
        quoted = self._setting.sayer and voices.in_quotation(passage, segment)
        carried = self._gone_on() if quoted else self._carried
        pointed = pointing.pointed(passage, segment, carried, self._setting.firms, self._setting.recent)
        if pointed:
            return pointed
        own = nouns.subject(passage, segment)
        if own:
            passage.coin(own)
        found = self._in_a_role() or self._named() or (self._unstated() if own else None)
        return tuple(entity for entity in (own and own.entity, found) if entity)

    def _in_a_role(self) -> str | None:
        """The planemaker: the company that was spoken of last."""
        if self._lang != "en" or not subjects_en.in_a_role(self._passage, self._segment):
            return None
        return pointing.last(self._passage, self._segment, self._carried, self._kin.company)

    @property
    def _lang(self) -> str:
        return self._passage.sentences[self._segment.sentence].lang

    @property
    def _metrics(self) -> set[str]:
        return self._passage.values("metric", self._segment.start, self._segment.end)

    def _named(self) -> str | None:
        """The subject that the words name, unless it is a bystander where another is known."""
        found = NAMED[self._lang](self._passage, self._segment, self._kin)
        return None if found in BYSTANDERS and self._carried else found

    def _continued(self) -> str | None:
        """A sentence that names nothing goes on about what the text is about.

        One with a noun of its own that no list holds does not: it is told of the theme that it stands under, if any.
        """
        passage, setting = self._passage, self._setting
        turned = focus.turned(passage, self._segment, setting)
        if UNLISTED[self._lang](passage, self._segment):
            firm = setting.carried if self._metrics & COMPANY_METRICS else None
            return (
                firm
                if firm and self._kin.company(firm)
                else (passage.theme and turned) or setting.above or passage.theme
            )
        if setting.sayer:
            return setting.sayer
        main = turned or passage.issuer or self._main()
        if main is None and setting.carried and self._kin.left(setting.carried):
            main = setting.above or passage.theme or setting.lasting
        return main or self._owner(self._carried)

    def _main(self) -> str | None:
        """The company that the text names most by far, unless its title is about something else and here are others."""
        passage, above = self._passage, self._setting.above
        found = passage.dominant(self._kin.company)
        if found is None or passage.theme in {None, found}:
            return found
        block = passage.blocks[passage.sentences[self._segment.sentence].block]
        told = {above, self._carried} | {name.entity for name in passage.names.within(block.start, block.end)}
        return found if found in told else None

    def _stock(self) -> str | None:
        """The company of the paragraph, where its target, rating or profit is told behind something else."""
        if not self._carried or self._kin.company(self._carried) or not self._metrics & STOCK_METRICS:
            return None
        return pointing.last(self._passage, self._segment, None, self._kin.company)

    def _owner(self, subject: str | None) -> str | None:
        """The company that the text is about, where a company's metric is told of the stock, the firm or nobody."""
        where = self._segment.subject
        meant = self._passage.values("reference", where.start, where.end)
        if not self._metrics & COMPANY_METRICS or (subject is not None and self._kin.company(subject)):
            return subject
        if "company" not in meant and self._lang == "zh":
            return subject
        return self._passage.most_named(self._kin.company) or subject

    def _whole(self, part: str) -> str | None:
        """The company that the text is about, where a theme is told of as one of its businesses, or a place as one
        where it does them.
        """
        segment = self._segment
        of_company = bool(self._metrics & COMPANY_METRICS)
        if self._kin.place(part):
            return self._there(part, of_company or bool(self._metrics & SHARED))
        named = self._company(segment.start, segment.end)
        carried = self._company(segment.start, segment.subject.start) or self._carried
        is_business = self._is_business(part)
        if carried and (of_company or is_business) and not self._kin.company(carried):
            carried = focus.near(self._passage, segment, self._setting) or carried
        if (
            named not in {None, carried}
            or carried is None
            or part == BROAD
            or not self._kin.company(carried)
            or not (self._kin.theme(part) or (is_business and self._kin.group(part)))
            or self._kin.common(part)
        ):
            return None
        of_company = of_company or bool(self._metrics & SHARED)
        return carried if self._label == carried or of_company or is_business else None

    def _there(self, part: str, of_company: bool) -> str | None:
        """Whose doings are told of a place: those of what the text has been about, if they are measured."""
        passage, segment, carried = self._passage, self._segment, self._carried
        if of_company:
            named = self._company(segment.start, segment.subject.end) or carried
            last = pointing.last(passage, segment, named, self._kin.company)
            return last or focus.company(passage, segment, self._setting)
        measured = passage.quantities.within(segment.start, segment.end)
        owned = self._owned(part)
        acts = (part in ACTING and not owned) or self._metrics & PLACE_METRICS or self._does(part)
        told = owned or measured
        return None if acts or not told or carried is None or self._kin.passing(carried) else carried

    def _does(self, place: str) -> bool:
        """It does something to something: Alabama pays owners."""
        return self._lang == "en" and subjects_en.does(self._passage, self._segment, place)

    def _owned(self, part: str) -> bool:
        """It only says whose or where: 美国的订单, 匈牙利工厂, 香港业务, the Arizona fab."""
        name = next((name for name in self.inside if name.entity == part), None)
        if name is None:
            return False
        behind = self._passage.text[name.end : name.end + 12].lstrip()
        return behind.startswith((*FACILITY, *BUSINESSES)) or (self._lang == "zh" and behind.startswith("的"))

    def _is_business(self, part: str) -> bool:
        """Its name stands before a word for a part of a firm, 外卖业务, the cloud division, or is one: the factory."""
        names = [name for name in self.inside if name.entity == part]
        text = self._passage.text
        return any(
            text[name.start : name.end].lower() in FACILITIES
            or text[name.end : name.end + 12].lstrip(" 的").startswith(BUSINESSES)
            for name in names
        )

    def _company(self, start: int, end: int) -> str | None:
        """The first company that is named in a range."""
        names = self._passage.names.within(start, end)
        return next((name.entity for name in names if self._kin.company(name.entity)), None)

    def _implied(self, inside: Sequence[Named]) -> str | None:
        """No subject in its place: a later clause keeps the one before, as does one that names only circumstances; a
        sentence takes what it names first, one of its kind before a theme.
        """
        passage, carried = self._passage, self._carried
        free = [name for name in inside if not subjects_zh.circumstance(passage, name)]
        plain = [name for name in inside if not subjects_zh.aside(passage, name)] or free
        if not plain:
            return carried or next((name.entity for name in inside if not self._kin.place(name.entity)), None)
        active = [name.entity for name in plain if self._is_active(name)]
        proper = next((entity for entity in active if self._kin.proper(entity)), None)
        if carried and not self._setting.fresh and not self._introduces():
            return carried
        if self._lang == "en" and UNLISTED["en"](passage, self._segment):
            return next(iter(active), None) or carried
        return proper or next(iter(active), None) or carried or plain[0].entity

    def _is_active(self, name: Named) -> bool:
        """Named for itself: no place, no group in passing, and of persons only who stands where the subject does."""
        where = self._segment.subject
        is_doer = self._kin.kind(name.entity) == "Person" and where.start <= name.start < where.end
        return is_doer or not self._kin.passing(name.entity)

    def _introduces(self) -> bool:
        """The predicate brings in its subject (会出现, 看到), or the writer is the grammatical one (我们在 X 上)."""
        passage, where = self._passage, self._segment.subject
        if "author" in passage.values("speech", where.start, where.end + pointing.REACH):
            return True
        return passage.text.startswith(EXISTENTIAL, where.end) or passage.text.startswith(EXISTENTIAL, where.start)
