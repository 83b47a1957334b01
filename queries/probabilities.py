"""How likely a prediction is said to be: by a number in its words, else by its modality."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from kg.errors import DataError, Problem
from kg.model import Modality
from queries.comparison.stance import Stance
from queries.comparison.values import wide
from queries.likeness import did_you_mean, nearest

FILE = "probabilities.toml"
MODALITIES: tuple[Modality, ...] = get_args(Modality)

Probabilities = Mapping[str, float]
"""By modality a probability from 0 to 1; what is not named has none."""


def probabilities(own: Path | None = None) -> Probabilities:
    """The packaged ones, changed by those of the file `own` where that is given.

    DataError with every problem of the file, each with its key; also where it cannot be read.

    >>> probabilities()["probable"], "conditional" in probabilities()
    (0.75, False)
    """
    packaged = read(files("queries").joinpath("data", FILE).read_text(encoding="utf-8"), FILE)
    if own is None:
        return packaged
    try:
        text = own.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError([_problem(str(own), f"cannot be read: {error.strerror}", "check the path")]) from None
    except UnicodeDecodeError:
        raise DataError([_problem(str(own), "is no text in UTF-8", "save it as UTF-8")]) from None
    return {**packaged, **read(text, str(own))}


def read(text: str, file: str) -> Probabilities:
    """The probabilities of a TOML text; DataError with every problem it has.

    >>> read("[probability]\\nprobable = 7", "own.toml")
    Traceback (most recent call last):
    kg.errors.DataError: own.toml: probability.probable = 7 is no probability; write a number from 0 to 1
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError([_problem(file, f"no TOML: {error}", "mend it")]) from None
    if problems := [*_problems(told, file)]:
        raise DataError(problems)
    return {
        modality: float(told["probability"][modality]) for modality in MODALITIES if modality in told["probability"]
    }


def _problems(told: Mapping[str, Any], file: str) -> Iterator[Problem]:
    for name in told.keys() - {"probability"}:
        yield _problem(file, f"{name} says nothing here", "put all under [probability]")
    table = told.get("probability")
    if not isinstance(table, dict):
        yield _problem(file, "there is no table [probability]", "write one: [probability], then probable = 0.75")
        return
    for name, value in table.items():
        if name not in MODALITIES:
            hint = did_you_mean(nearest(name, MODALITIES), f"there are {', '.join(MODALITIES)}")
            yield _problem(file, f"probability.{name} is no modality", hint)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            yield _problem(file, f"probability.{name} = {value} is no probability", "write a number from 0 to 1")


def _problem(file: str, text: str, remedy: str) -> Problem:
    return Problem(file=file, text=text, remedy=remedy)


def stated(stance: Stance, told: Probabilities) -> float | None:
    """How likely the claim is said to be; None where neither a number nor its modality tells.

    A number beside a word for chance is taken, the middle of an interval; of a denial it is not known what it is of.
    """
    chance = None if stance.denied else stance.chance
    if chance is None:
        return told.get(stance.claim.modality)
    number = next(one for one in stance.claim.quantities if one.unit == "%" and wide(one, one.unit) == chance)
    ends = [float(end) / 100 for end in (number.low, number.high) if end is not None]
    return min(1.0, max(0.0, sum(ends) / len(ends)))
