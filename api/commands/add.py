"""`kg add`: entities and metrics of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import click

from api import place
from api.messages import say
from api.options import Words
from kg.concepts import ENTITY_TYPES, NATURES, Concept, Label, Metric
from kg.extend import add_entity, add_labels, add_metric
from kg.model import LANGS, Lang
from kg.script import simplified

Command = TypeVar("Command", bound=Callable[..., Any])


class LabelType(click.ParamType[Label]):
    """A label with its language, as `zh-Hans=英伟达`."""

    name = "label"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What help shows."""
        return f"{{{'|'.join(LANGS)}}}=TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Label:
        """The label; wrong use when it has no language or no text."""
        if isinstance(value, Label):
            return value
        lang, _, text = Words().convert(value, param, ctx).partition("=")
        if lang not in get_args(Lang) or not text.strip():
            self.fail(
                f"{value!r} is no label; write its language before it, as zh-Hans=英伟达 or en=NVIDIA", param, ctx
            )
        return Label.of(text.strip(), cast(Lang, lang))


def label_option(name: str, help: str, required: bool = False) -> Callable[[Command], Command]:
    """An option that takes any number of labels."""
    return click.option(
        f"--{name}", name.replace("-", "_"), type=LabelType(), multiple=True, required=required, help=help
    )


id_option = click.option(
    "--id", "id", type=Words(), required=True, metavar="ID", help="A ticker, or a short name of small letters."
)
labels_option = label_option(
    "label", "A name of it; the first of a language is the preferred one. Repeat.", required=True
)


@click.group("add")
def command() -> None:
    """Add an entity or a metric of your own.

    It goes into entities.ttl or metrics.ttl in the `data` folder of the store, where you may also edit it; it counts
    from the next `kg ingest` on. Nothing is written if anything is wrong with it.

    \b
    kg add entity --id acme --type Company --label en=Acme --label zh-Hans=顶点
    kg add metric --id churn --unit % --nature ratio --label en=churn --label zh-Hans=流失率
    kg add label NVDA --label zh-Hans=老黄家
    """


@command.command("entity")
@id_option
@click.option("--type", "type", type=click.Choice(ENTITY_TYPES), required=True, help="What it is.")
@labels_option
@label_option("ambiguous", "A name that may mean something else, too; it counts near a --context word. Repeat.")
@click.option(
    "--context",
    type=Words(),
    multiple=True,
    metavar="WORD",
    help="A word near which ambiguous names mean this. Repeat.",
)
@click.option("--part-of", type=Words(), multiple=True, metavar="ID", help="What it is a part of. Repeat.")
@click.option("--product-of", type=Words(), multiple=True, metavar="ID", help="Who makes it. Repeat.")
@click.option("--wikidata", type=Words(), metavar="QID", help="Its item in Wikidata, as Q182477.")
@click.pass_obj
def entity(store: str, /, label: tuple[Label, ...], ambiguous: tuple[Label, ...], **facts: Any) -> None:
    """Add something that claims can be about.

    \b
    kg add entity --id acme-chip --type Product --label en="Acme Chip" --product-of acme
    """
    labels = (*preferring(label), *(Label.of(one.text, one.lang, ambiguous=True) for one in ambiguous))
    facts["context"] = tuple(map(simplified, facts["context"]))
    _told(add_entity(place.writable_data(store), Concept(labels=labels, **facts)), facts["id"])


@command.command("metric")
@id_option
@click.option(
    "--unit",
    type=Words(),
    required=True,
    metavar="UNIT",
    help="Its unit, as USD, %, USD/year, or point where there is none.",
)
@click.option("--nature", type=click.Choice(NATURES), required=True, help="At a moment, per period, a ratio, ...")
@labels_option
@click.option("--opposite", type=Words(), metavar="ID", help="The metric that falls when this one rises.")
@click.option("--neighbour", "neighbours", type=Words(), multiple=True, metavar="ID", help="A metric near it. Repeat.")
@click.pass_obj
def metric(store: str, /, label: tuple[Label, ...], **facts: Any) -> None:
    """Add something that can be measured or come about.

    \b
    kg add metric --id churn --unit % --nature ratio --label en=churn
    """
    _told(add_metric(place.writable_data(store), Metric(labels=preferring(label), **facts)), facts["id"])


@command.command("label")
@click.argument("id", type=Words())
@labels_option
@click.pass_obj
def label(store: str, /, id: str, label: tuple[Label, ...]) -> None:
    """Add names to an entity that is there.

    \b
    kg add label NVDA --label zh-Hant=老黃家
    """
    _told(add_labels(place.writable_data(store), id, label), f"names for {id}")


def preferring(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """The labels, the first of each language as the preferred one.

    >>> [label.preferred for label in preferring((Label.of("a", "en"), Label.of("b", "en"), Label.of("甲", "zh-Hans")))]
    [True, False, True]
    """
    first = {one.lang: one for one in reversed(labels)}
    return tuple(Label.of(one.text, one.lang, preferred=first[one.lang] is one) for one in labels)


def _told(path: Path, id: str) -> None:
    say(f"added {id} to {path}; ingest again to read your articles with it")
