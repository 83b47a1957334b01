"""Chinese numerals, in Han characters, digits or both.

numeral  := section (myriad section)* [surplus]          四千三百亿, 5万4千6百, 3万4000, 一万三
section  := (digits [tenfold])+                          三千四百五十, 二百五, 千三
digits   := one | several in a row                       二〇二五; 三四百 is 300 to 400
fraction := numeral 分之 numeral | numeral 又 fraction
"""

from __future__ import annotations

from decimal import Decimal

from ingest.figures import ONE, Figure, divide, from_literal, multiply, replace, step
from ingest.token_cursor import Cursor

TEN = Decimal(10)
NOTHING = Figure.of(0)
_TENS = range(20, 100, 10)  # 30 几 is 31 to 39
SEVERAL = Figure(Decimal(2), Decimal(2), Decimal(9), round=True)


def read_han(cursor: Cursor) -> Figure | None:
    """The numeral at the cursor, which moves behind it; None leaves the cursor where it is."""
    start = cursor.at
    if cursor.has("upward"):
        return _upward(cursor)
    figure = _Han(cursor).read()
    if figure is None or cursor.at == start:
        cursor.at = start
        return None
    return _decimals(cursor, figure)


def _upward(cursor: Cursor) -> Figure | None:
    """上万, 上百亿: that much at least."""
    start = cursor.at
    cursor.at += 1
    figure = _Han(cursor).read() if cursor.has("tenfold") or cursor.has("myriad") else None
    if figure is None or figure.low != step(figure.low):
        cursor.at = start
        return None
    return replace(figure, high=None)


class _Han:
    """Adds up a numeral token by token."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._total: Figure | None = None  # what stands before the last myriad, with it
        self._section: Figure | None = None  # tens, hundreds, thousands since then
        self._pending: Figure | None = None  # digits that no multiplier has followed yet
        self._last = ONE  # the last multiplier
        self._largest = ONE  # the largest myriad
        self._zero = False  # whether 零 stands before the pending digits
        self._scale = ONE  # product of the multipliers, while there is only one thing that they multiply

    @property
    def _simple(self) -> bool:
        parts = (self._total, self._section, self._pending)
        return sum(part is not None for part in parts) == 1 and self._scale > 0

    def read(self) -> Figure | None:
        while self._step():
            pass
        whole = self._sum()
        return replace(whole, scale=self._scale if self._simple else ONE) if whole else None

    def _step(self) -> bool:
        cursor = self._cursor
        for sense, read in (("tenfold", self._tenfold), ("myriad", self._myriad)):
            if cursor.has(sense):
                return read()
        if self._counts_yi():
            cursor.at += 1
            return self._myriad()
        if self._pending is None:
            for sense, read in (("digit", self._digits), ("digits", self._literal)):
                if cursor.has(sense):
                    return read()
            if cursor.value("vague") == "几":
                return self._several()
        return self._surplus()

    def _counts_yi(self) -> bool:
        """Whether 个 stands between a number and its 亿: 两个亿, 3 个亿."""
        counted = self._section is not None or self._pending is not None
        return counted and counts_yi(self._cursor)

    def _digits(self) -> bool:
        cursor = self._cursor
        begun = self._section is not None or self._total is not None
        if begun and cursor.value("digit") == 0:
            cursor.at += 1
            self._zero = True
            if not (cursor.has("digit") or cursor.has("digits") or cursor.has("tenfold") or cursor.has("vague")):
                cursor.at -= 1
                return False
            return True
        row = [cursor.take("digit")]
        while cursor.has("digit") and (not begun or len(row) < 2):
            row.append(cursor.take("digit"))
        self._pending = self._row(row, begun)
        return self._pending is not None

    def _row(self, row: list[int], begun: bool) -> Figure | None:
        """One digit, two neighbours that tell a range, or digits by place."""
        if len(row) == 1:
            return Figure.of(row[0])
        if (row == [3, 5] or (len(row) == 2 and row[1] == row[0] + 1 and row[0])) and not self._cursor.has("point"):
            return replace(Figure.of(row[0]), high=Decimal(row[1]))
        if begun:
            self._cursor.at -= 1
            return Figure.of(row[0])
        return Figure.of(Decimal("".join(map(str, row))))

    def _literal(self) -> bool:
        cursor = self._cursor
        text = cursor.value("digits")
        value = from_literal(text)
        if (
            value is None
            or (self._total is not None and value >= self._last)
            or (self._section and value >= self._last)
        ):
            return False
        cursor.at += 1
        figure = replace(Figure.of(value), literal=text)
        if cursor.value("vague") == "几" and value in _TENS:
            self._section, self._last = figure, TEN
        else:
            self._pending = figure
        return True

    def _several(self) -> bool:
        cursor = self._cursor
        cursor.at += 1
        if self._last == TEN and self._section is not None:
            self._pending = Figure(Decimal(0), Decimal(1), Decimal(9), round=True)
        elif self._total is not None or self._section is not None:
            self._pending = Figure(Decimal(0), Decimal(2), Decimal(9), round=True)
        else:
            self._pending = SEVERAL
        self._zero = True
        return True

    def _tenfold(self) -> bool:
        factor = Decimal(self._cursor.value("tenfold"))
        if self._pending is None and self._section is not None and (factor >= self._last):
            return False
        if self._section is not None and factor >= self._last:
            return False
        digits = self._pending if self._pending and self._pending.written else None
        part = digits.times(factor, shared=False) if digits else replace(Figure.of(factor), round=factor >= 100)
        if digits is SEVERAL and factor == TEN:
            part = replace(part, high=Decimal(99))
        if digits is not None and digits.literal and factor < 100:
            return False
        self._cursor.at += 1
        self._scale = factor if digits is not None and self._section is None and factor >= 100 else ONE
        self._section = self._section.plus(part) if self._section else part
        self._pending, self._last, self._zero = None, factor, False
        return True

    def _myriad(self) -> bool:
        factor = Decimal(self._cursor.value("myriad"))
        part = self._within()
        if part is None and self._total is not None and not self._multiplied:
            return False
        self._cursor.at += 1
        if part is None:
            alone = not self._cursor.has("myriad")
            part = replace(Figure.of(1), round=factor > 10**4 or not alone) if self._total is None else None
        if self._total is None:
            assert part
            self._total = part.times(factor)
        elif part is None or factor > self._largest:
            self._total = (self._total.plus(part) if part else self._total).times(factor)
        else:
            self._total = self._total.plus(part.times(factor))
        added = part is not None and self._largest > ONE
        self._scale = Decimal(-1) if added else multiply(self._scale, factor)
        self._section = self._pending = None
        self._last, self._largest, self._zero = factor, max(factor, self._largest), False
        return True

    @property
    def _multiplied(self) -> bool:
        """Whether a myriad may follow at once: 万亿, 万万, but no third."""
        return self._last in (10**4, 10**8) and self._total is not None and self._total.scale < 10**16

    def _surplus(self) -> bool:
        """多 or 余: up to the next round number; 来: about that many."""
        cursor = self._cursor
        if not cursor.has("surplus"):
            return False
        for name in ("_pending", "_section", "_total"):
            part: Figure | None = getattr(self, name)
            if part is not None:
                break
        if part is not None and not part.is_point and cursor.has("myriad", 1):
            cursor.at += 1
            return True
        if part is None or part.high is None or not part.is_point or part.fraction:
            return False
        if cursor.value("surplus") == "来":
            return self._about(name, part)
        cursor.at += 1
        setattr(self, name, replace(part, high=part.low + step(part.low)))
        return cursor.has("myriad")

    def _about(self, name: str, part: Figure) -> bool:
        """十来个, 三十来岁, 五百来万."""
        cursor = self._cursor
        if part.low != step(part.low) * (part.low // step(part.low)) or part.low < TEN or not cursor.tight():
            return False
        if not any(cursor.has(sense, 1) for sense in ("classifier", "unit", "time", "myriad")) or not cursor.tight(1):
            return False
        cursor.at += 1
        setattr(self, name, replace(part, approximate=True))
        return cursor.has("myriad")

    def _within(self) -> Figure | None:
        """What the next myriad multiplies."""
        if self._section is not None and self._pending is not None:
            return self._section.plus(self._tail())
        return self._section or self._pending

    def _tail(self) -> Figure:
        """The last digits: 二百五 is 250, 二百零五 is 205, 1千20 is 1020."""
        assert self._pending
        abbreviated = not self._zero and not self._pending.literal and self._last >= 100 and not self._pending.round
        return self._pending.times(self._last / 10, shared=False) if abbreviated else self._pending

    def _sum(self) -> Figure | None:
        if self._section is None and self._pending is not None and self._total is not None:
            return self._total.plus(self._tail())
        part = self._within()
        if self._total is None:
            return part
        return self._total.plus(part) if part else self._total


def counts_yi(cursor: Cursor, ahead: int = 0) -> bool:
    """Whether 个 and 亿 or more stand `ahead` of the cursor."""
    return cursor.value("classifier", ahead) == "个" and (cursor.value("myriad", ahead + 1) or 0) >= 10**8


def _decimals(cursor: Cursor, whole: Figure) -> Figure:
    """Digits behind 点, and the myriad that multiplies all: 一点五亿."""
    start = cursor.at
    if whole.literal or not whole.is_point or not cursor.skip("point") or not cursor.has("digit"):
        cursor.at = start
        return whole
    digits = []
    while cursor.has("digit") and not cursor.has("pair"):
        digits.append(str(cursor.take("digit")))
    if (
        not digits
        or cursor.has("tenfold")
        or cursor.has("clock_minute")
        or cursor.has("quarter_mark")
        or (cursor.has("fen") and not cursor.has("zhi", 1))
    ):
        cursor.at = start
        return whole
    figure = Figure.of(whole.written + Decimal("0." + "".join(digits)))
    while cursor.has("myriad") and figure.scale < 10**16:
        figure = figure.times(Decimal(cursor.take("myriad")))
    return figure


def read_fraction(cursor: Cursor, first: Figure) -> tuple[Figure, int] | None:
    """What follows a numeral: 分之 with the numerator, or 又 with a fraction; and where the numerator begins."""
    start = cursor.at
    if cursor.skip("you"):
        below = read_han(cursor)
        found = read_fraction(cursor, below) if below else None
        if found and found[0].fraction:
            return found[0].plus(first), found[1]
    elif cursor.skip("fenzhi") or cursor.skip("fen", "zhi"):
        begin = cursor.at
        negative = cursor.skip("minus")
        above = read_han(cursor)
        if above and above.literal and cursor.has("letter") and not cursor.has("unit"):
            above = above.times(Decimal(cursor.take("letter")), shared=False)
        value = divide(above.low, first.written) if above else None
        if above and value is not None:
            return _part(above, first, negative), begin
    cursor.at = start
    return None


def _part(above: Figure, below: Figure, negative: bool) -> Figure:
    figure = replace(
        above, written=_share(above.written, below), low=_share(above.low, below),
        high=None if above.high is None else _share(above.high, below), fraction=True, literal="", scale=ONE,
        round=above.round and not above.is_point,
    )  # fmt: skip
    return figure.negated() if negative else figure


def _share(value: Decimal, below: Figure) -> Decimal:
    return divide(value, below.written) or Decimal(0)
