"""`kg score`: how well do those who foretell do?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from api import place
from api.messages import say
from api.options import Words, format_option, lang_option, spoken
from api.render import write_csv, write_json, write_table
from api.rows import SHORT_ID
from api.scores import buckets, scored
from kg.gazetteer import Knowledge
from kg.model import Lang
from queries import plain_score
from queries.probabilities import FILE, Probabilities, probabilities
from queries.scoring import GROUPS, Group, Resolved, Score, resolved, score, scores, unmeasured

FILES = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("score")
@click.option("--by", type=click.Choice(GROUPS), default="author", show_default=True, help="Whose scores.")
@click.option("--entity", type=Words(), metavar="NAME", help="About this: an id, a ticker or a label in any script.")
@click.option("--author", type=Words(), metavar="NAME", help="By this speaker, author or publisher.")
@click.option("--calibration", is_flag=True, help="How much came true of what was said to be so likely.")
@click.option("--probabilities", "own", type=FILES, metavar="FILE", help="How likely each modality is meant: a TOML.")
@lang_option()
@format_option("table", "json", "csv")
@click.pass_obj
def command(store: str, /, by: Group, lang: str, **asked: Any) -> None:
    """Score those who foretell by what came of it.

    A prediction that something will not come about is true where it did not.
    A share has the interval in which it lies with 95% confidence, wide for few predictions. What came true in part is
    half right; what is void is left out. The Brier score is 0 for who is always sure and right and 0.25 for who always
    says even; how likely words are meant stands in probabilities.toml, which a file of that name in the store's data
    folder changes. Days ahead and how far numbers were off are medians.

    \b
    kg score
    kg score --by horizon --entity NVDA --format csv
    kg score --calibration --lang zh
    """
    known, likely = place.knowledge(store), _likely(store, asked["own"])
    with place.reading(store) as opened:
        found = resolved(opened, known, asked["entity"], asked["author"])
    for id, why in unmeasured(found).items():
        say(f"{id[:SHORT_ID]} is left out of how far numbers were off: {why}")
    _write(Scored(found=found, by=by, likely=likely), known, asked["form"], asked["calibration"], spoken(lang))


def _likely(store: str, own: Path | None) -> Probabilities:
    """Those of the file that is named, else of the store's own where it has any."""
    beside = place.own_data(store) / FILE
    return probabilities(own or (beside if beside.exists() else None))


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Predictions that came out, and how they are to be scored."""

    found: Sequence[Resolved]
    by: Group
    likely: Probabilities

    @cached_property
    def groups(self) -> list[Score]:
        """The score of each group."""
        return scores(self.found, self.by, self.likely)

    @cached_property
    def every(self) -> Score:
        """The score of all."""
        return score(self.found, self.likely)


def _write(told: Scored, known: Knowledge, form: str, calibration: bool, lang: Lang) -> None:
    if form == "json":
        groups = [plain_score.score(one, told.by) for one in told.groups]
        write_json({"by": told.by, "groups": groups, "all": plain_score.score(told.every, told.by)})
    elif form == "csv" and calibration:
        write_csv(plain_score.flat_buckets(told.groups, told.by), plain_score.BUCKET_COLUMNS)
    elif form == "csv":
        write_csv((plain_score.flat_score(one, told.by) for one in told.groups), plain_score.SCORE_COLUMNS)
    elif told.found:
        columns, cells = (buckets if calibration else scored)([*told.groups, told.every], told.by, known, lang)
        write_table(columns, cells, right=columns[1:])
    else:
        say("no prediction there has an outcome; `kg predictions` lists them, `kg resolve` tells what came of one")
