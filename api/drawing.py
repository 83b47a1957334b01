"""An argument as a picture in SVG, and as a network in GraphML; both stand alone and need nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from statistics import fmean
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len

from api.outline import ABSENT, gist, relation
from api.render import tidy
from kg.export_network import NOT_XML
from kg.model import Dependency
from queries import Argument

WIDTH, HEIGHT, ACROSS, DOWN, EDGE = 250, 99, 30, 70, 20
"""Of a box, between boxes, between layers and around the picture, in pixels."""
LINE, CELLS, LINES, GIST = 17, 33, 5, 2
"""Height of a line of text, its length in columns of a terminal, and how many lines a box has, of them for the gist."""
COLOURS = {
    "supported_by": "#1b7f4d",
    "caused_by": "#1f5fa8",
    "computed_from": "#7a4fb0",
    "conditional_on": "#a86a00",
    "attacked_by": "#c0242b",
}
STYLE = (
    "svg{background:#fff}text{font:12px sans-serif;fill:#222}.gist{font-weight:bold}"
    ".step{font-size:10px;stroke:#fff;stroke-width:4px;paint-order:stroke}.box{fill:#fff;stroke:#888}"
    ".root{stroke:#222;stroke-width:2.5}.absent{stroke-dasharray:4}.arrow{fill:none;stroke-width:1.4}"
    "@media(prefers-color-scheme:dark){svg{background:#15171a}text{fill:#e4e4e4}.step{stroke:#15171a}"
    ".box{fill:#22262b;stroke:#777}.root{stroke:#eee}.arrow,marker{filter:brightness(1.7)}}"
)
ROUNDS = 4
"""How often the boxes of all layers are put in order."""

Places = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the left upper corner of each claim lies, and how large the whole is."""

    places: Places
    width: int
    height: int


def svg(argument: Argument) -> str:
    """The argument with what rests on a claim above it and what it rests on below; a box has its words as a tooltip."""
    picture = laid_out(argument)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height}"'
    parts = [
        f'{head} viewBox="0 0 {picture.width} {picture.height}" role="img">',
        f"<title>{_text('What ' + _words(argument, argument.roots[0]) + ' rests on')}</title>",
        f"<style>{STYLE}</style>",
        f"<defs>{''.join(_tip(name, colour) for name, colour in COLOURS.items())}</defs>",
        *(_line(step, picture.places) for step in argument.steps),
        *(_name(step, picture.places) for step in argument.steps),
        *(_box(argument, id, place) for id, place in picture.places.items()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def laid_out(argument: Argument) -> Picture:
    """A layer for each depth, and in it the claims near to those they are tied to."""
    layers = _ordered(_layers(argument), _neighbours(argument.steps))
    widest = max(map(len, layers))
    width, places = widest * (WIDTH + ACROSS) - ACROSS + 2 * EDGE, Places()
    for level, layer in enumerate(layers):
        left = (width - len(layer) * (WIDTH + ACROSS) + ACROSS) // 2
        for nth, id in enumerate(layer):
            places[id] = (left + nth * (WIDTH + ACROSS), EDGE + level * (HEIGHT + DOWN))
    aside = any(places[step.premise][1] == places[step.conclusion][1] for step in argument.steps)
    return Picture(places, width, len(layers) * (HEIGHT + DOWN) - DOWN + 2 * EDGE + aside * DOWN // 2)


def _layers(argument: Argument) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for id, depth in argument.depth.items():
        found.setdefault(depth, []).append(id)
    return [found[depth] for depth in sorted(found)]


def _neighbours(steps: Iterable[Dependency]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step in steps:
        found.setdefault(step.conclusion, []).append(step.premise)
        found.setdefault(step.premise, []).append(step.conclusion)
    return found


def _ordered(layers: list[list[str]], neighbours: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Layers in which each claim stands at the mean place of its neighbours, so that few arrows cross."""
    for turn in range(ROUNDS):
        for nth in range(len(layers))[:: -1 if turn % 2 else 1]:
            place = {id: at / len(layer) for layer in layers for at, id in enumerate(layer)}
            means = {
                id: fmean([place[far] for far in neighbours.get(id, ()) if far in place] or [place[id]])
                for id in layers[nth]
            }
            layers[nth] = sorted(layers[nth], key=lambda id: (means[id], place[id]))
    return layers


def _tip(name: str, colour: str) -> str:
    """The point of an arrow."""
    shape = f'<path d="M0 0 8 4 0 8z" fill="{colour}"/>'
    return f'<marker id="{name}" markerWidth="8" markerHeight="8" refX="8" refY="4" orient="auto">{shape}</marker>'


def _ends(step: Dependency, places: Places) -> tuple[tuple[int, int], tuple[int, int], int]:
    """Where an arrow leaves its premise and meets its conclusion, in the middle of a side, and where it bends."""
    (x, y), (far_x, far_y) = places[step.premise], places[step.conclusion]
    start = x + WIDTH // 2, y if far_y < y else y + HEIGHT
    end = far_x + WIDTH // 2, far_y if far_y > y else far_y + HEIGHT
    bend = (start[1] + end[1]) // 2 if far_y != y else start[1] + DOWN // 2
    return start, end, bend


def _line(step: Dependency, places: Places) -> str:
    """From a premise to its conclusion."""
    start, end, bend = _ends(step, places)
    colour, dashed = COLOURS[step.relation], ' stroke-dasharray="5 3"' if step.relation == "attacked_by" else ""
    path = f"M{start[0]} {start[1]}C{start[0]} {bend} {end[0]} {bend} {end[0]} {end[1]}"
    return f'<path class="arrow" d="{path}" stroke="{colour}"{dashed} marker-end="url(#{step.relation})"/>'


def _name(step: Dependency, places: Places) -> str:
    """The relation, on the arrow nearer to the premise, where those that meet in one conclusion lie apart."""
    start, end, bend = _ends(step, places)
    x, y = start[0] + (end[0] - start[0]) // 6, start[1] + 2 * (bend - start[1]) // 3
    return f'<text class="step" x="{x}" y="{y + 3}" text-anchor="middle">{_text(relation(step))}</text>'


def _box(argument: Argument, id: str, place: tuple[int, int]) -> str:
    x, y = place
    found = argument.claims.get(id)
    sort = "box" + " root" * (id in argument.roots) + " absent" * (found is None)
    lines = [("gist", line) for line in folded(gist(found), GIST)] if found else []
    lines += [("said", line) for line in folded(_words(argument, id), LINES - len(lines))]
    written = "".join(
        f'<text class="{kind}" x="{x + 9}" y="{y + 6 + LINE * nth}">{_text(line)}</text>'
        for nth, (kind, line) in enumerate(lines, 1)
    )
    label = quoteattr(_clean(id))
    return (
        f"<g id={label}><title>{_text(_words(argument, id))}</title>"
        f'<rect class="{sort}" x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>{written}</g>'
    )


def _words(argument: Argument, id: str) -> str:
    found = argument.claims.get(id)
    return " ".join(found.claim.span.quote.split()) if found else f"{id}: {ABSENT}"


def folded(text: str, most: int) -> list[str]:
    """`text` in lines of a box, at most so many; an ellipsis where more would follow.

    >>> folded("one two", 1), len(folded("word " * 40, 3)), folded("字" * 40, 1)[0][-2:]
    (['one two'], 3, '字…')
    """
    lines = [""]
    for word in _pieces(text):
        if lines[-1] and cell_len(lines[-1] + word.rstrip()) > CELLS:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    shown = [line.rstrip() for line in lines]
    if len(shown) > most:
        last = shown[most - 1]
        while cell_len(last) >= CELLS:
            last = last[:-1]
        return [*shown[: most - 1], last + "…"]
    return shown


def _pieces(text: str) -> Iterable[str]:
    """Where a line may be broken: after a blank, between two wide characters, in a word longer than a line."""
    piece = ""
    for char in text:
        if piece and (piece[-1].isspace() or cell_len(char) > 1 or cell_len(piece[-1]) > 1 or len(piece) >= CELLS):
            yield piece
            piece = ""
        piece += char
    yield piece


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", tidy(text, ""))


def graphml(argument: Argument) -> str:
    """The argument as a network: claims with words and depth, and an edge each step, from conclusion to premise."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id, depth in argument.depth.items():
        graph.add_node(_clean(id), depth=depth, root=id in argument.roots, **_facts(argument, id))
    for step in argument.steps:
        told = {"cue": _clean(step.cue)} if step.cue else {}
        ends = _clean(step.conclusion), _clean(step.premise)
        graph.add_edge(*ends, relation=step.relation, explicit=step.explicit, **told)
    written = BytesIO()
    nx.write_graphml_xml(graph, written)
    return written.getvalue().decode().rstrip() + "\n"


def _facts(argument: Argument, id: str) -> dict[str, str]:
    found = argument.claims.get(id)
    if found is None:
        return {"label": ABSENT}
    claim = found.claim
    facts = {"label": claim.span.quote, "kind": claim.kind, "gist": gist(found), "article": found.head.id}
    return {name: _clean(value) for name, value in facts.items()}
