"""What the readable copy says: one line a case, Chinese beside English."""

import pytest

from ingest.clean import clean
from ingest.genre import DATA, from_toml
from kg.errors import DataError

SAME = "="  # the copy reads like the raw text

CASES = [
    # pinyin debris
    ("芯(xīn)片的價(jià)格", "芯片的价格"),
    ("芯（xīn）片", "芯片"),
    ("芯(xin)片漲(zhang)價", "芯片涨价"),
    ("了(le)，綠(lǜ)電(diàn)", "了，绿电"),
    ("力(li\u0300)", "力"),
    ("市值(USD)上升", SAME),
    ("推断(inference)成本", SAME),
    ("看多(long)仓位", SAME),
    ("看多(long)，多(duō)空(kōng)", "看多，多空"),
    ("甲骨文（Oracle）", SAME),
    ("方案(a)和方案(b)", SAME),
    ("银行(yínháng)", SAME),
    ("因?yàn)?算力不够", "因\ufffd算力不够"),
    ("AI (xùn) rose", SAME),
    # marks of Markdown
    ("**毛利**上升", "毛利上升"),
    ("G**PU 涨价**了", "GPU 涨价了"),
    ("Costs **fall** and ~~never~~ _rise_ *again*", "Costs fall and never rise again"),
    ("__Bold__ and snake_case_name", "Bold and snake_case_name"),
    ("3 * 4 = 12 and 5*6=30", SAME),
    ("2**3 is 8", SAME),
    ("***Both*** and ****", "Both and"),
    ("约~8 美元，~9 元", SAME),
    ("`code` and ``a ` b``", "code and a ` b"),
    ("an odd ` tick", SAME),
    (r"AT\&T rose 5\% \*not\* more", "AT&T rose 5% *not* more"),
    (r"\*\*失败的粗体\*\*", "失败的粗体"),
    # links, images, addresses
    ("[台积电](https://a.example/x_(y))扩产", "台积电扩产"),
    ("[TSMC](https://a.example 'tip') expands", "TSMC expands"),
    ("[人工智能](简称)", SAME),
    ("[点此]()了解", "点此了解"),
    ("[a][1] and [TPU][ref]", "a and TPU"),
    ("before ![图](Images/a_(b).png) after", "before after"),
    ("![a](<with space.png>)扩产", "扩产"),
    ("[![](a.png)](https://a.example)涨价", "涨价"),
    ("[www.a.example](https://www.a.example)[Node.js](https://a.example)涨价", "Node.js涨价"),
    ("见 https://a.example/p?q=1。下一句", "见 。下一句"),
    ("see https://a.example/x, then (https://b.example) www.c.example.", "see , then ."),
    ("<https://a.example> up", "up"),
    ("涨价[3]了[^note]", "涨价了"),
    ("[未知] 方括号", SAME),
    # HTML
    ("5 &lt; 7 &amp; R&amp;D &nbsp; &#8364;3 &unknown; AT&T", "5 < 7 & R&D €3 &unknown; AT&T"),
    ("x < 5 and y > 3", SAME),
    ("<b>涨</b>价<sup>1</sup><!-- 注释 -->。", "涨价1。"),
    ("open <!-- comment", SAME),
    # escapes that were never undone
    (r"first\u3000second \ud83d\ude80 \xa0x", "first second 🚀 x"),
    (r"第一段\n第二段", "第一段\n第二段"),
    (r"C:\new", SAME),
    # characters
    ("ＡＩ芯片占５０％（约￥１，２００）", "AI芯片占50%（约¥1,200）"),
    ("增长 3～5 倍；“真”的？", "增长 3~5 倍；“真”的？"),
    ("½ of 10⁸ m² ①", SAME),
    ("㎡ ﬁnance ⽤⼒ CUDA™ e\u0301", "m2 finance 用力 CUDA é"),
    ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
    ("long−term −5% non\u2011breaking", "long-term -5% non-breaking"),
    ("a  b\u00a0c\u3000d\te", "a b c d e"),
    ("輝達與伺服器，隨著需求，著名", "辉达与伺服器，随着需求，著名"),
    ("\ud800半个", "\ufffd半个"),
    # lines and blocks
    ("---\ntitle: 题\n---\n正文。", "正文。"),
    ("# 题\n\n```\ncode\n```\n\n文。", "题\n文。"),
    ("~~~\nnever closed", "never closed"),
    ("> 引用\n> - 条目", "引用\n条目"),
    ("甲<br/>乙", "甲\n乙"),
    ("| 年 | 额 |\n|---|---|\n| 甲<br>乙 | a \\| b |", "年\t额\n甲 乙\ta | b"),
    ("名\t超大 规模 GPU\n值\t3", "名\t超大规模 GPU\n值\t3"),
    ("## 1. Costs fall\n\n## 二、成本下降\n\n## 3.5 亿", "Costs fall\n成本下降\n3.5 亿"),
    ("", ""),
    ("\n \r\n\t\n", ""),
    ("![](a.png)\n\n![](b.png)", ""),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_copy(raw: str, expected: str) -> None:
    assert clean(raw).text == (raw if expected == SAME else expected)


def test_cases_are_collected() -> None:
    assert len(CASES) == 67
    assert len({raw for raw, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("raw", "words", "expected"),
    [
        ("涨(zhǎng)价(jià)。", "价", "价(jià)"),
        ("G**PU 涨价**了", "GPU", "G**PU"),
        ("AT\\&T", "&", "\\&"),
        ("[台积电](https://a.example)扩产", "台积电扩", "台积电](https://a.example)扩"),
        ("占５０％。", "50%", "５０％"),
        ("㎡ rises", "m", "㎡"),
        ("capital\nspending", "capital spending", "capital\nspending"),
        ("a &amp; b", "& b", "&amp; b"),
        ("\r\n\r\nup\r\n", "up", "up"),
        ("🚀**🚀🚀** up", "🚀🚀 up", "🚀🚀** up"),
    ],
)
def test_raw_range(raw: str, words: str, expected: str) -> None:
    copy = clean(raw)
    start = copy.text.rindex(words)
    first, last = copy.raw(start, start + len(words))
    assert raw[first:last] == expected


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 99)])
def test_empty_or_outside_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty or outside"):
        clean("算力").raw(start, end)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("**毛利**升，__净利__降", ["毛利", "净利"]),
        ("<strong>Margins</strong> rise, <b>costs</b> fall", ["Margins", "costs"]),
        ("**一**** ****二**", ["一 二"]),
        ("**[链接](https://a.example)之后**", ["链接之后"]),
        ("**没有结尾", []),
        ("*italic* only", []),
        ("**跨段\n\n不算**", []),
    ],
)
def test_emphasis(raw: str, expected: list[str]) -> None:
    copy = clean(raw)
    assert [copy.text[start:end] for start, end in copy.emphasis] == expected


def test_body_start_leaves_out_what_comes_before() -> None:
    assert clean("nav | nav\n算力紧张", 10).text == "算力紧张"


def test_lists_of_the_genre_name_all_problems_at_once() -> None:
    text = DATA.read_text(encoding="utf-8").replace("longest = 300", "").replace('"转自"', '"转自", "Reposted", "校对"')
    with pytest.raises(DataError) as caught:
        from_toml(text)
    told = [problem.text for problem in caught.value.problems]
    assert told == [
        "[noise.reprint] has no whole number `longest`",
        '"Reposted" in [noise.reprint] is empty or not in lower case',
        '"校对" stands in [noise.reprint] and in [noise.author]',
    ]
