"""What somebody says they have."""

from __future__ import annotations

import pytest

from bot.checklists.mentions import read
from bot.platform_api.models import Material

LISTED = tuple(
    Material(id=key, name=name, necessity="必要", original=1)
    for key, name in (
        ("id", "居民身份证"), ("hukou", "居民户口簿"), ("photo", "近期免冠照片（1 寸）"), ("birth", "出生医学证明"),
        ("house", "不动产权证书"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "have", "lack"),
    [
        ("身份证和照片有了，户口本没带", {"id", "photo"}, {"hukou"}),
        ("出生证明带了 户口本在老家", {"birth"}, {"hukou"}),
        ("身份证、户口本、照片都有了", {"id", "hukou", "photo"}, set()),
        ("都齐了", {"id", "hukou", "photo", "birth", "house"}, set()),
        ("房本找不到了，别的都有", {"id", "hukou", "photo", "birth"}, {"house"}),
        ("还没拍照片", set(), {"photo"}),
        ("今天天气不错", set(), set()),
        ("身份证", set(), set()),
    ],
)
def test_read(said: str, have: set[str], lack: set[str]):
    found = read(said, LISTED)
    assert (set(found.have), set(found.lack)) == (have, lack)


def test_the_later_word_counts():
    assert read("身份证没带，哦身份证带了", LISTED).have == ("id",)
