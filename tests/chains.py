"""Small chains of sums: claims with one amount each, and what is worked out from what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from kg.model import Computation, Extraction, Operand, Operation, Quantity, Verdict
from kg.rdf import put
from kg.store import Store
from tests.arguments import article


def with_sums(read: Extraction, sums: Iterable[Computation]) -> Extraction:
    """The same article doing these sums."""
    return replace(read, computations=tuple(sums))


def chain(amounts: Mapping[str, tuple[str, str]], *sums: Computation) -> Store:
    """A store of one article: claims `a`, `b`, ... with one amount and unit each, and these sums."""
    read = article("one", "".join(amounts), ())
    claims = tuple(
        replace(claim, quantities=(Quantity(span=claim.span, low=Decimal(value), high=Decimal(value), unit=unit),))
        for claim, (value, unit) in zip(read.claims, amounts.values(), strict=True)
    )
    store = Store.memory()
    quantities = tuple(one for claim in claims for one in claim.quantities)
    put(store, with_sums(replace(read, claims=claims, quantities=quantities), sums), "1")
    return store


def worked(written: str, operation: Operation = "product", verdict: Verdict = "consistent") -> Computation:
    """The sum `ab/c=d`: d is worked out from a and b, and from c inversely."""
    inputs, result = written.split("=")
    over, _, under = inputs.partition("/")
    operands = [Operand(claim=id, quantity=0, inverse=id in under) for id in over + under]
    return Computation(
        expression=written,
        claims=tuple(dict.fromkeys(over + under + result)),
        stated="1",
        computed="2",
        verdict=verdict,
        operation=operation,
        inputs=tuple(operands),
        result=Operand(claim=result, quantity=0),
    )
