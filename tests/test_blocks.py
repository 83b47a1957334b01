"""Blocks of the readable copy: what each is, what it stands under, and what is noise."""

import pytest

from ingest.blocks import Block
from ingest.clean import Cleaned, clean

LONG = "云厂商今年把资本开支上调到三千亿美元，但是电力不足，新的数据中心要等上四年才能接入电网，成本也会因此升高。"
PROSE = (
    "The large clouds have raised their capital spending again, but power is short, and a substation takes four years."
)


def told(copy: Cleaned, block: Block) -> str:
    """A block in short: its kind and level, `!` and the reason of noise, and its words."""
    level = str(block.level or "") + ("b" if block.bold else "") + ">" * block.quoted
    noise = f"!{block.reason}" if block.noise else ""
    return f"{block.kind}{level}{noise} {copy.text[block.start : block.end]}"


def shapes(raw: str) -> list[str]:
    copy = clean(raw)
    return [told(copy, block) for block in copy.blocks]


KINDS = [
    ("# 算力\n## Power ##\n###### 六", ["heading1 算力", "heading2 Power", "heading6 六"]),
    ("####### 七\n#话题", ["paragraph ####### 七", "paragraph #话题"]),
    ("##标题", ["heading2 标题"]),
    ("算力战争\n====\n\nPower\n---\n\n正文。\n---\n", ["heading1 算力战争", "heading2 Power", "paragraph 正文。"]),
    ("**算力仍然紧张**\n\n" + LONG, ["heading7b 算力仍然紧张", f"paragraph {LONG}"]),
    ("**Power is the brake:** and more", ["paragraph Power is the brake: and more"]),
    (f"**{PROSE}**", [f"paragraphb {PROSE}"]),
    ("**电力是瓶颈，**\n\n\n**芯片也是**", ["heading7b 电力是瓶颈，芯片也是"]),
    (f"算力仍然紧张\n\n{LONG}", ["heading8 算力仍然紧张", f"paragraph {LONG}"]),
    (f"Power is short\n\n{PROSE}", ["heading8 Power is short", f"paragraph {PROSE}"]),
    (f"谁会赢？\n{LONG}", ["heading8 谁会赢？", f"paragraph {LONG}"]),
    (f"理由如下：\n\n{LONG}", ["paragraph 理由如下：", f"paragraph {LONG}"]),
    ("短句一\n\n短句二", ["paragraph 短句一", "paragraph 短句二"]),
    ("- a\n* b\n+ c\n• d\n·e", ["item1 a", "item1 b", "item1 c", "item1 d", "item1 e"]),
    (
        "1. 一\n2、二\n(3) 三\n④四\n5) 五\n6/ 六",
        ["item1 一", "item1 二", "item1 三", "item1 四", "item1 五", "item1 六"],
    ),
    ("? 丢了圆点\n??又丢了", ["item1 丢了圆点", "item1 又丢了"]),
    ("- [ ] todo\n- [x] done", ["item1 todo", "item1 done"]),
    ("3.5 亿美元\n2025. 新年\n-5% 的跌幅", ["paragraph 3.5 亿美元", "paragraph 2025. 新年", "paragraph -5% 的跌幅"]),
    ("- 上层\n  - 下层\n    - 底层\n- 上层", ["item1 上层", "item2 下层", "item3 底层", "item1 上层"]),
    ("1. one\n• in one\n2. two", ["item1 one", "item2 in one", "item1 two"]),
    ("- 条目\n  继续说\n\n  又一段\n\n外面", ["item1 条目继续说", "item1 又一段", "paragraph 外面"]),
    ("> 引用一\n>\n> > 引用二\n\n外面", ["quote> 引用一", "quote>> 引用二", "paragraph 外面"]),
    ("> - 引里的条目\n> ## 引里的题", ["item1> 引里的条目", "heading2> 引里的题"]),
    (">75% 的份额", ["paragraph >75% 的份额"]),
    ("前\n\n---\n\n* * *\n\n后", ["paragraph 前", "paragraph 后"]),
    ("```\n# code\n```\n文", ["paragraph 文"]),
    ("[ref]: https://a.example\n[^1]: a note\n文", ["paragraph 文"]),
    ("[注]: 文", ["paragraph [注]: 文"]),
]


@pytest.mark.parametrize(("raw", "expected"), KINDS)
def test_kinds(raw: str, expected: list[str]) -> None:
    assert shapes(raw) == expected


WRAPS = [
    ("The large clouds have raised\nspending, and power is now\nthe limit of growth.", 1),
    (
        "Power is short in Virginia. Gas turbines are\nsold out through 2028. Reactors come too\nlate for the decade.",
        1,
    ),
    ("云厂商今年把资本开支上调到三千亿美元，但是电\n力不足，新的数据中心要等上四年才能接入电网，\n成本也会升高。", 1),
    ("云厂商上调了开支。\n电力不足。\n成本会升高。", 3),
    (f"算力紧张\n{LONG}\n电力不足\n{LONG}", 4),
    ("推理成本降到\n高达九成", 1),
    ("GPU\n(NVIDIA)", 1),
    ("Capex will reach\n$450bn", 2),
    ("资本开支超过\n4000 亿美元", 1),
    ("模型在贬值\n算力在升值", 2),
    ("Chip prices fell,\nAnalysts said", 1),
    ("Two blanks  \nbreak a line.", 1),
    ("两个空格  \n换一行。", 2),
    ("A title in front\nBy Jane Doe\nJan 3, 2025", 3),
]


@pytest.mark.parametrize(("raw", "blocks"), WRAPS)
def test_soft_breaks_are_joined_and_others_kept(raw: str, blocks: int) -> None:
    assert len(clean(raw).blocks) == blocks


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("capital\nspending rose", "capital spending rose"),
        ("资本开支的\n增长", "资本开支的增长"),
        ("算力，\nGPU 的价格", "算力，GPU 的价格"),
        ("> capital\n> spending rose", "capital spending rose"),
        ("long-\nterm plans", "long-term plans"),
        ("**算力，**\n**电力**", "算力，电力"),
        ("[算力的\n价格](https://a.example/\n)会降", "算力的价格会降"),
    ],
)
def test_joints(raw: str, expected: str) -> None:
    assert clean(raw).text == expected


def test_leads_and_headings() -> None:
    raw = (
        "# 题\n\n三个原因如下。\n\n- 一\n  - 一之一\n- 二\n\n"
        "## 又一题\n\n- 三\n\nReasons:\n1. four\n\n没有列表：\n\n文。"
    )
    copy = clean(raw)
    words = [copy.text[block.start : block.end] for block in copy.blocks]
    hung = {word: (block.heading, block.lead) for word, block in zip(words, copy.blocks, strict=True)}
    assert hung == {
        "题": (None, None),
        "三个原因如下。": (0, None),
        "一": (0, 1),
        "一之一": (0, 2),
        "二": (0, 1),
        "又一题": (None, None),
        "三": (5, 5),
        "Reasons:": (5, None),
        "four": (5, 7),
        "没有列表：": (5, None),
        "文。": (5, None),
    }


TABLES = [
    (
        "| 年 | 额 |\n| --- | ---: |\n| 2024 | 230 |\n| 2025 | |",
        [(None, "年|额"), ("年|额", "2024|230"), ("年|额", "2025|")],
    ),
    ("Year | Capex\n---|---\n2024 | 230", [(None, "Year|Capex"), ("Year|Capex", "2024|230")]),
    ("|公司|份额|\n|甲|75%|", [(None, "公司|份额"), ("公司|份额", "甲|75%")]),
    ("|甲|75%|\n|乙|25%|", [(None, "甲|75%"), (None, "乙|25%")]),
    ("\tGPU\tTPU\n前提\t发散\t收敛", [(None, "|GPU|TPU"), ("|GPU|TPU", "前提|发散|收敛")]),
    (
        "Market\t2024\t2025\nChips\t$230bn\t$320bn",
        [(None, "Market|2024|2025"), ("Market|2024|2025", "Chips|$230bn|$320bn")],
    ),
    ("|a|b|\n|-|-|\n|1|2|3|", [(None, "a|b"), ("a|b|", "1|2|3")]),
    ("> | 甲 | 乙 |\n> |---|---|\n> | 1 | 2 |", [(None, "甲|乙"), ("甲|乙", "1|2")]),
]


@pytest.mark.parametrize(("raw", "expected"), TABLES)
def test_tables(raw: str, expected: list[tuple[str | None, str]]) -> None:
    copy = clean(raw)

    def words(ranges: tuple[tuple[int, int], ...]) -> str | None:
        return "|".join(copy.text[start:end] for start, end in ranges) if ranges else None

    assert [(words(block.head), words(block.cells)) for block in copy.blocks] == expected
    assert {block.kind for block in copy.blocks} == {"row"}


@pytest.mark.parametrize("raw", ["Nvidia | AMD", "a\tb", "一个|竖线的句子。", "text\n---|---"])
def test_no_tables(raw: str) -> None:
    assert not any(block.kind == "row" for block in clean(raw).blocks)


NOISE = [
    ("作者：张三", "author"),
    ("By Jane Doe", "byline"),
    ("文/李四", "author"),
    ("排版：王五", "author"),
    ("发布日期：2025-01-03", "date"),
    ("Published: Jan 3, 2025", "date"),
    ("2025年1月3日 09:30", "byline"),
    ("來源：某報告", "source"),
    ("Source: a broker's note", "source"),
    ("图：芯片出货量", "source"),
    ("本文转载自某公众号", "reprint"),
    ("All rights reserved.", "reprint"),
    ("如需转载请联系我们", "reprint"),
    ("限时优惠，扫码领取课程", "advertisement"),
    ("Sign up for our weekly letter!", "advertisement"),
    ("点击阅读原文", "navigation"),
    ("Click here to read part two", "navigation"),
    ("标签：芯片 电力", "navigation"),
    ("以上内容不构成投资建议。", "disclaimer"),
    ("This is not investment advice.", "disclaimer"),
    ("風險提示：需求不及預期。", "disclaimer"),
    ("Past performance is no guide to the future.", "disclaimer"),
    ("[另一篇文章](https://a.example)", "link"),
    ("- [Another piece](https://a.example)", "link"),
    # content that only looks like it
    ("广告收入增长了两成。", ""),
    ("Advertising revenue rose by a fifth.", ""),
    ("用户点击一次广告付三分钱。", ""),
    ("Authors sued the company in May.", ""),
    ("By 2030 demand will double.", ""),
    ("版权诉讼拖累了估值。", ""),
    ("In January 2025 it rose; on 3 January 2025 it fell.", ""),
    ("[链接](https://a.example)之后还有话。", ""),
    ("免费试用的用户多了三倍。", ""),
    ("Subscribers to the plan doubled.", ""),
    (f"{LONG}{LONG}本文不构成投资建议。", ""),
]


@pytest.mark.parametrize(("raw", "reason"), NOISE)
def test_noise(raw: str, reason: str) -> None:
    assert [block.reason for block in clean(raw).blocks] == [reason]


@pytest.mark.parametrize(
    ("raw", "noisy"),
    [
        (f"# 题\n\n## 目录\n\n一\n\n二\n\n## 正题\n\n{LONG}", "目录 一 二"),
        (f"目录\n\n01 算力\n\n02 电力\n\n{LONG}", "目录 01 算力 02 电力"),
        (f"{PROSE}\n\n## Further reading\n\n- A piece\n- [B](https://b.example)", "Further reading A piece B"),
        ("## References\n\n### 2024\n\nA book\n\n## Outlook\n\nIt rises.", "References 2024 A book"),
        (f"{LONG}\n\n本文转载自某网站\n\n对比各家模型", "本文转载自某网站 对比各家模型"),
    ],
)
def test_parts_that_are_not_the_text(raw: str, noisy: str) -> None:
    copy = clean(raw)
    assert " ".join(copy.text[block.start : block.end] for block in copy.blocks if block.noise) == noisy


def test_cases_are_collected() -> None:
    assert [len(KINDS), len(WRAPS), len(TABLES), len(NOISE)] == [28, 14, 8, 35]
