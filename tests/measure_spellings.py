"""The spellings of a number in both languages, for the tests that read them back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

HAN = "零一二三四五六七八九"


def han(number: int) -> str:
    """A whole number below 10^16 in Chinese words.

    >>> han(10_305), han(200_000_010)
    ('一万零三百零五', '二亿零一十')
    """
    if number == 0:
        return "零"
    text, zero = "", False
    for power in range(12, -1, -4):
        section = number // 10**power % 10**4
        if section:
            text += (
                ("零" if zero or (text and section < 1000) else "")
                + _section(section)
                + {0: "", 4: "万", 8: "亿", 12: "兆"}[power]
            )
            zero = False
        else:
            zero = bool(text)
    return text


def _section(number: int) -> str:
    text, zero = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + HAN[digit] + name
            zero = False
        else:
            zero = True
    return text


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    """A whole number below 10^15 in English words.

    >>> english(2_000_017), english(342)
    ('two million seventeen', 'three hundred and forty-two')
    """
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {english(rest)}" if rest else "")
    for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 1000)):
        if number >= size:
            rest = number % size
            return f"{english(number // size)} {name}" + (f" {english(rest)}" if rest else "")
    raise AssertionError


def wide(text: str) -> str:
    """The digits and signs at full width."""
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() and letter != " " else letter for letter in text)


FORMAL = str.maketrans("零一二三四五六七八九十百千万亿", "零壹貳叁肆伍陸柒捌玖拾佰仟萬億")
TRADITIONAL = str.maketrans("万亿", "萬億")


def mixed(number: int) -> str:
    """Digits with the Chinese multipliers between them, as far as they are needed.

    >>> mixed(350_001_200), mixed(12)
    ('3亿5000万1200', '12')
    """
    parts = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    return "".join(f"{value}{name}" for value, name in parts if value) or "0"


def spaced(number: int) -> str:
    """Groups of three digits with narrow blanks between them."""
    return f"{number:,}".replace(",", "\u202f")


WHOLE: dict[str, Callable[[int], str]] = {
    "digits": str,
    "grouped": lambda n: f"{n:,}",
    "spaced": spaced,
    "wide": lambda n: wide(str(n)),
    "wide grouped": lambda n: wide(f"{n:,}"),
    "han": han,
    "traditional": lambda n: han(n).translate(TRADITIONAL),
    "formal": lambda n: han(n).translate(FORMAL),
    "mixed": lambda n: mixed(n) if n < 10**12 else str(n),
    "english": english,
}


def han_decimal(value: Decimal) -> str:
    """A number with one digit behind the point.

    >>> han_decimal(Decimal("30.5"))
    '三十点五'
    """
    whole, _, digit = f"{value:.1f}".partition(".")
    return f"{han(int(whole))}点{HAN[int(digit)]}"


def english_decimal(value: Decimal) -> str:
    """The same in English.

    >>> english_decimal(Decimal("30.5"))
    'thirty point five'
    """
    whole, _, digit = f"{value:.1f}".partition(".")
    return f"{english(int(whole))} point {ONES[int(digit)]}"
