"""Judged sheets are whole: every verdict is there, and every quote stands where its line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance import ARTICLES, FIELDS, SHEETS, judged, shares

FILES = sorted(SHEETS.glob("*.csv"))


def test_there_are_sheets() -> None:
    assert FILES


@pytest.mark.parametrize("sheet", FILES, ids=lambda sheet: sheet.stem)
def test_quotes_stand_where_the_sheet_says(sheet: Path) -> None:
    lines = judged(sheet)
    assert len(lines) == 150
    for line in lines:
        text = (ARTICLES / sheet.stem / line["article"]).read_text(encoding="utf-8")
        assert text[int(line["start"]) : int(line["end"])] == line["quote"]


@pytest.mark.parametrize("sheet", FILES, ids=lambda sheet: sheet.stem)
def test_every_language_is_summed_up(sheet: Path) -> None:
    for field, langs in shares(judged(sheet)).items():
        assert field in FIELDS
        assert set(langs) == {"all", "en", "zh-Hans", "zh-Hant"}
        assert all(0 <= share <= 1 for share in langs.values())


def test_a_line_without_verdict_is_told_with_its_place(tmp_path: Path) -> None:
    whole = FILES[0].read_text(encoding="utf-8").splitlines()
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("\n".join([whole[0], whole[0].replace("?", "")]), encoding="utf-8")
    with pytest.raises(ValueError, match=r"sheet\.csv:2: no verdict"):
        judged(sheet)
