"""Money, ages, company sizes, relatives and times of day, as people speak of them; and what only looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.text.ages import find_ages
from bot.text.amounts import find_money
from bot.text.family import FamilyWords, read_family
from bot.text.staff import find_company_sizes
from bot.text.times import find_times


@pytest.fixture(scope="module")
def family() -> FamilyWords:
    return read_family()


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("贷三万块", [("30000", "三万块")]),
        ("工本费20元吧", [("20", "20元")]),
        ("一百二", [("120", "一百二")]),
        ("收我一百二", [("120", "一百二")]),
        ("工资5k够吗", [("5000", "5k")]),
        ("要付九块九", [("9.9", "九块九")]),
        ("3元5角", [("3.5", "3元5角")]),
        ("五毛钱", [("0.5", "五毛钱")]),
        ("看病花了三十多万了", [("300000", "三十多万")]),
        ("首付差五万 想提公积金", [("50000", "五万")]),
        ("房子3.5万一平", [("35000", "3.5万")]),
        ("房租三千水电两百", [("3000", "三千"), ("200", "两百")]),
        ("¥20", [("20", "¥20")]),
        ("补一块要多少钱", []),
        ("补两块电表", []),
        ("一元二次方程", []),
        ("2026元旦上班吗", []),
        ("十万火急", []),
        ("跑了五万公里", []),
        ("图片压缩到200k", []),
        ("花了几万块", []),
        ("二百五", []),
    ],
)
def test_money(text: str, sums: list[tuple[str, str]]) -> None:
    assert [(one.value, text[one.start : one.end]) for one in find_money(text)] == sums


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("八十二岁", [("82", "八十二岁")]),
        ("我妈六十多", [("60", "六十多")]),
        ("我爸82 我妈79", [("82", "82"), ("79", "79")]),
        ("刚满16", [("16", "16")]),
        ("老人满80了", [("80", "80")]),
        ("我今年五十一,下岗了", [("51", "五十一")]),
        ("我三十二了好纠结", [("32", "三十二")]),
        ("娃三岁半", [("3", "三岁半")]),
        ("80以上的老人", [("80", "80以上的老人")]),
        ("00后能办吗", []),
        ("90后", []),
        ("七八岁", []),
        ("交不满十五年", []),
        ("刚满三个月", []),
        ("驾照扣满十二分", []),
        ("满五唯一", []),
        ("我今年5月去", []),
        ("收我一百二", []),
        ("居民医保今年一个人交多少", []),
    ],
)
def test_ages(text: str, ages: list[tuple[str, str]]) -> None:
    assert [(one.value, text[one.start : one.end]) for one in find_ages(text)] == ages


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("二十来人", [("20", "二十来人")]),
        ("50人的厂", [("50", "50人")]),
        ("员工三百多", [("300", "三百多")]),
        ("我们厂一百来号人", [("100", "一百来号人")]),
        ("做软件的公司八个人想申请", [("8", "八个人")]),
        ("雇了十个人", [("10", "十个人")]),
        ("公司里有12个员工", [("12", "12个员工")]),
        ("公司三个人一起去", []),
        ("公司欠我们七个人工钱", []),
        ("三个人", []),
        ("电梯关了四个人", []),
        ("4050人员有哪些优惠", []),
        ("员工第一回上社保", []),
        ("家里五口人", []),
    ],
)
def test_company_sizes(text: str, sizes: list[tuple[str, str]]) -> None:
    assert [(one.value, text[one.start : one.end]) for one in find_company_sizes(text)] == sizes


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("我妈要办", ["母亲"]),
        ("老丈人的医保", ["岳父"]),
        ("娃上户口", ["子女"]),
        ("我闺女和我老伴", ["子女", "配偶"]),
        ("老婆的社保", ["配偶"]),
        ("帮爷爷领", ["祖父"]),
        ("爸妈的房子", ["父母"]),
        ("孩子他爸不来", ["配偶"]),
        ("儿媳妇落户", ["儿媳"]),
        ("我姑娘上学", ["子女"]),
        ("姑娘你好", []),
        ("服务对象是谁", []),
        ("老婆婆排队", []),
        ("找公公司在哪", []),
        ("一家公司", []),
        ("独生子女费", []),
        ("国家儿童乐园", []),
        ("他妈的", []),
    ],
)
def test_family(family: FamilyWords, text: str, relations: list[str]) -> None:
    assert [one.value for one in family.find(text)] == relations


def test_family_without_words() -> None:
    assert FamilyWords([]).find("我妈") == []


def test_family_needs_its_list(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no list"):
        read_family(tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ContentError, match="columns"):
        read_family(tmp_path / "other.csv")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("下周三上午", [("上午", "上午")]),
        ("明早去", [("上午", "早")]),
        ("下午三点半", [("15:30", "下午三点半")]),
        ("明天三点行吗", [("15:00", "三点")]),
        ("8:30开门吗", [("08:30", "8:30")]),
        ("十一点四十还放号吗", [("11:40", "十一点四十")]),
        ("早上八点到五点", [("08:00", "早上八点"), ("17:00", "五点")]),
        ("晚上七点到九点", [("19:00", "晚上七点"), ("21:00", "九点")]),
        ("中午十二点到一点", [("12:00", "中午十二点"), ("13:00", "一点")]),
        ("晚上十二点", [("00:00", "晚上十二点")]),
        ("凌晨两点", [("02:00", "凌晨两点")]),
        ("一点半上班", [("13:30", "一点半")]),
        ("早上好", []),
        ("快一点", []),
        ("几点开门", []),
        ("两点要求", []),
        ("25点", []),
    ],
)
def test_times(text: str, times: list[tuple[str, str]]) -> None:
    assert [(one.value, text[one.start : one.end]) for one in find_times(text)] == times
