"""Values of registers made plain."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalogue.importers import cleaning


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        ("无", ""),
        (" 暂无。", ""),
        ("NULL", ""),
        ("无条件受理", "无条件受理"),
        ("<p>第一条&nbsp;甲</p><div>第二条<br/>乙</div>", "第一条 甲\n第二条\n乙"),
        ("<script>alert(1)</script>要本人来", "要本人来"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("不足 <20 人，<工伤> 不算", "不足 <20 人，<工伤> 不算"),
        ("A&amp;B 公司&#12289;分公司", "A&B 公司、分公司"),
        ("\ufeff身\u200b份证　　复印件 \t ", "身份证 复印件"),
        ("甲 ；　乙（ 丙 ）", "甲；乙（丙）"),
        ("Form A  第 2 页", "Form A 第 2 页"),
        ("甲\r\n\r\n 乙", "甲\n乙"),
        (20, "20"),
    ],
)
def test_plain(raw: object, text: str) -> None:
    assert cleaning.plain(raw) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("年满 18 周岁，没有第 2 条", ("年满 18 周岁，没有第 2 条",)),
        ("应当符合： （一）年满18周岁； （二）有住所。", ("应当符合：", "（一）年满18周岁；", "（二）有住所。")),
        ("1、甲；2、乙", ("1、甲；", "2、乙")),
        ("1.甲 2.面积 1.5 亩", ("1.甲", "2.面积 1.5 亩")),
        ("依据2.0版执行", ("依据2.0版执行",)),
        ("①甲；②乙", ("①甲；", "②乙")),
        ("甲\n乙", ("甲", "乙")),
    ],
)
def test_paragraphs(text: str, parts: tuple[str, ...]) -> None:
    assert cleaning.paragraphs(text) == parts


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("身份证、户口簿（原件、复印件）；照片", ("身份证", "户口簿（原件、复印件）", "照片")),
        ("1、身份证；2、照片。", ("身份证", "照片")),
        ("身份证\n身份证\n照片", ("身份证", "照片")),
        ("《甲、乙》证书", ("《甲、乙》证书",)),
        ("", ()),
    ],
)
def test_listed(text: str, things: tuple[str, ...]) -> None:
    assert cleaning.listed(text) == things


@pytest.mark.parametrize(
    ("raw", "said"),
    [("是", True), ("Y", True), (1, True), ("不支持", False), ("0", False), ("看情况", None), (None, None)],
)
def test_yes_no(raw: object, said: bool | None) -> None:
    assert cleaning.yes_no(raw) is said


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://a.example.com/x?y=1#z", "https://a.example.com/x?y=1#z"),
        ("见 http://a.example.com/x。谢谢", "http://a.example.com/x"),
        ("javascript:alert(1)", ""),
        ("http://", ""),
        ("www.example.com", ""),
        ("无", ""),
    ],
)
def test_web_address(raw: str, address: str) -> None:
    assert cleaning.web_address(raw) == address


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("2021-05-06", date(2021, 5, 6)),
        ("2021/5/6 00:00:00", date(2021, 5, 6)),
        ("20210506", date(2021, 5, 6)),
        ("2021年5月6日", date(2021, 5, 6)),
        ("2021-13-01", None),
        ("长期", None),
        (None, None),
    ],
)
def test_day(raw: object, found: date | None) -> None:
    assert cleaning.day(raw) == found
