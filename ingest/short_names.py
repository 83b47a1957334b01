"""Short names of Chinese companies that the text uses and no list holds: 恒瑞 of 恒瑞医药."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from typing import TYPE_CHECKING

from ingest.coined import is_word, own_part
from ingest.kin import FIRM

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge
    from kg.model import Entity

HOME = (".SS", ".SZ", ".HK", ".TW", ".TWO")  # endings of tickers
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def owners(unknown: Collection[Entity], knowledge: Knowledge, named: Container[str]) -> dict[str, str]:
    """Listed companies by the ids of those `unknown` whose names are short for theirs.

    One that the text names in full may be called by a word of the language, be it taken for a person's name: 小马.
    Others must read as an organisation, and be listed at home where their name is such a word: 富国 may be anybody.
    """
    found = {entity.id: (entity, owner(entity.labels[0], knowledge)) for entity in unknown}
    return {
        id: company
        for id, (entity, company) in found.items()
        if company and (company in named or _is_firm(entity, company))
    }


def _is_firm(entity: Entity, company: str) -> bool:
    at_home = company.endswith(HOME) or not is_word(entity.labels[0])
    return entity.type == "Organization" and at_home


def owner(short: str, knowledge: Knowledge) -> str | None:
    """The company whose name is `short` and a word for its trade, or which a label that needs a context calls so.

    None where a name of another begins with it: 长荣海运, 长荣航空.

    >>> from kg.gazetteer import Knowledge
    >>> knowledge = Knowledge.load()
    >>> owner("恒瑞", knowledge), owner("广达", knowledge), owner("长荣", knowledge)
    ('600276.SS', '2382.TW', None)
    """
    if not _HAN.fullmatch(short):
        return None
    begun = [(label, id) for label, id in knowledge.labels() if label.simplified.startswith(short)]
    if len({id for _, id in begun}) != 1:
        return None
    company = begun[0][1]
    is_short = any(own_part(label.simplified) == short or label.simplified == short for label, _ in begun)
    return company if is_short and knowledge.entities[company].type == FIRM else None
