"""Bounds that stand apart from their number, or in a word that means something else: 快三十倍, 不到同类的三分之二.

>>> from ingest.quantities import find
>>> [(q.comparator, q.low, q.high) for q in find("本益比快三十倍，售价不到同类产品的四分之一，比上一代快 30%")]
[('~', Decimal('30'), Decimal('30')), ('<', None, Decimal('25')), ('=', Decimal('30'), Decimal('30'))]
"""

from __future__ import annotations

import re

from ingest.lexicons import words
from ingest.quantity_draft import Draft

_REACH = 18  # characters between a bound and its number
_CLAUSE = 40
_LEVEL = 10  # 超过均值的 21 倍: the level of the other, no bound
_NEARLY = re.compile(r"(?<![加更变很最飞越较特赶尽畅愉勤再不么多])快[到要近]?$")  # of 快 and a number: nearly
_COMPARED = re.compile(r"(?<![益对])比[^，,。；;：:、]*$")  # 比上一代快 30%: faster by that
_RISEN = re.compile(rf"\b(?:{'|'.join(words('risen_verbs'))}) $")  # crept up to 5% is there, and no bound
_CONCERNING = re.compile(  # concerns about the 40% requirement
    rf"\babout (?:the|its|this|that|their|his|our) |\b(?:{'|'.join(words('concerning'))}) about \S+$"
)
_SAID = re.compile(r"[A-Za-z] say (?=[\d$€£¥])")  # the partners say 60 million
_DONE_ABOUT = re.compile(r"(?:大约|大概|大致|差不多|约莫)[^，,。；;：:、\d的]{1,5}$")  # 大概降了六成
_OF_THAT = (  # of another thing: 不到去年的一半, 约是高峰时的六成
    ("<", re.compile(r"(?:不到|不足|不及)([^，,。；;：:、\d]{1,12})的$")),
    (">", re.compile(r"(?:超过|逾)([^，,。；;：:、\d]{1,12})的$")),
    ("~", re.compile(r"(?:大约|约|差不多|接近|将近|近乎)(?:是|为|等于|相当于)?([^，,。；;：:、\d]{1,12})的$")),
)


def hedge(text: str, draft: Draft) -> None:
    """Takes in a bound that stands before the number in one of these ways."""
    if draft.bound == "<=" and _RISEN.search(text, max(0, draft.start - _REACH), draft.start):
        draft.bound, draft.basis = "", "to"
    near = max(0, draft.start - _REACH)
    if draft.approximate and (_CONCERNING.search(text, near, draft.end) or _SAID.search(text, near, draft.end)):
        draft.approximate = False
    if draft.bound or draft.approximate or draft.basis == "recurrence":
        return
    before = text[max(0, draft.start - _REACH) : draft.start].rpartition("\n")[2].rstrip()
    if _DONE_ABOUT.search(before):
        draft.approximate = True
    if not before or before[-1] not in "快要到近的":
        return
    if nearly := _NEARLY.search(before):
        _nearly(text, draft, nearly[0])
    elif draft.unit in ("%", "x"):
        _of_that(before, draft)


def _nearly(text: str, draft: Draft, word: str) -> None:
    place = text.rindex(word, 0, draft.start)
    if not _COMPARED.search(text, max(0, place - _CLAUSE), place):
        draft.approximate, draft.start = True, place
        draft.basis = None if draft.basis == "by" else draft.basis


def _of_that(before: str, draft: Draft) -> None:
    for sign, pattern in _OF_THAT:
        if pattern.search(before) and (sign != ">" or draft.figure.written < _LEVEL or draft.figure.fraction):
            draft.approximate, draft.bound = (True, "") if sign == "~" else (False, sign)
            return
