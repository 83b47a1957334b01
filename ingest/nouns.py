"""Common nouns that a claim is about though no list holds them: 组装厂 in 组装厂的利润被摊薄, equipment vendors.

Each is a concept of its own, named by the head of the subject with the nouns before it. What only belongs to something
(its density), what was said (the decision) and what stands for anybody is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import nouns_en, nouns_zh
from ingest.kin import THEME
from kg.model import Entity

if TYPE_CHECKING:
    from ingest.passage import Named, Passage
    from ingest.sentences import Segment

SUBJECT = {"zh": nouns_zh.subject, "en": nouns_en.subject}


def subject(passage: Passage, segment: Segment) -> Named | None:
    """The noun that a segment's subject is, if it is one that can stand for itself."""
    return SUBJECT[passage.sentences[segment.sentence].lang](passage, segment)


def concept(passage: Passage, noun: Named) -> Entity:
    """The concept that a noun stands for, named as the text has it."""
    return Entity(id=noun.entity, type=THEME, labels=(passage.text[noun.start : noun.end],), known=False)
