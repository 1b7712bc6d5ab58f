"""Numbers and codes a citizen types or speaks: application number, checklist code, the tail of an ID number.

Every finder reads the message as it came in, tolerates full width, spaces, dashes and spoken digits, and reports
where it stood: ``start`` and ``end`` (exclusive) count characters of the input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.characters import NUMBER_JOINERS, SPOKEN_DIGITS, narrow_one

#: Letters and digits of a checklist code: no I, O, 0, 1, which look alike.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

_APPLICATION = re.compile(r"(?<![0-9A-Z])9 *9 *0 *1(?: *[0-9]){12}(?![0-9A-Z])")
_CODE = re.compile(rf"(?<![0-9A-Za-z])[{CODE_ALPHABET}](?:[ -]?[{CODE_ALPHABET}]){{5}}(?![0-9A-Za-z])", re.IGNORECASE)
#: Words beside which a code needs not look like one.
_CODE_CUE = re.compile(
    r"清单|单子|编号|编码|代码|口令|提取码|核对码|恢复码|取件码|接着|继续|恢复|那个码|码是|CODE", re.IGNORECASE
)
#: 粤B88888: a plate's letters and digits look like a code.
_PLATE_BEFORE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?$")
_TAIL_ALONE = re.compile(r"^[ ]*([0-9](?: ?[0-9]){2} ?[0-9X])[ 。.,!]*$")
_TAIL_CUE = r"(?:尾号|尾数|(?:最?后|末)(?:面|尾)?[四4] ?(?:位|个)?(?:数|数字|号码)?)"
_TAIL_AFTER = re.compile(rf"{_TAIL_CUE}[ :,]*(?:就?是|为|应该是)?[ :,]*([0-9](?: ?[0-9]){{2}} ?[0-9X])(?![0-9A-Z])")
_TAIL_BEFORE = re.compile(
    rf"(?<![0-9A-Z])([0-9](?: ?[0-9]){{2}} ?[0-9X])[ ,]*(?:就?是)?(?:身份证|手机|电话)?(?:号码?)?的?{_TAIL_CUE}"
)


@dataclass(frozen=True)
class Found:
    """A value found in a message, in its plain form, and where it stood in the input."""

    value: str
    start: int
    end: int


def find_application_number(text: str) -> Found | None:
    """The first application number (16 digits that begin with 9901); None when there is none.

    A longer number, such as an ID number of the same region, is not one.
    """
    match = _APPLICATION.search(_as_digits(text, joiners=True))
    if match is None:
        return None
    return Found(match.group().replace(" ", ""), match.start(), match.end())


def find_checklist_code(text: str) -> Found | None:
    """The first checklist code, in capitals; None when there is none.

    Six letters of an English word are a code only when a word such as 清单 stands beside them or they are the whole
    message in capitals; six digits only beside such a word.
    """
    flat = "".join(narrow_one(char) for char in text)
    cued = _CODE_CUE.search(flat) is not None
    for match in _CODE.finditer(flat):
        raw = match.group()
        code = raw.replace(" ", "").replace("-", "").upper()
        digits = sum(char.isdigit() for char in code)
        alone = flat.strip(" 。.,!?") == raw
        split = len(raw) > len(code)
        if _PLATE_BEFORE.search(flat[: match.start()]) or (split and not (cued or alone)):
            continue
        if cued or 0 < digits < 6 or (alone and digits == 0 and raw.isupper()):
            return Found(code, match.start(), match.end())
    return None


def find_id_tail(text: str) -> Found | None:
    """The last four characters of an ID or phone number: given alone, or beside 尾号 or 后四位. X is a capital."""
    flat = _as_digits(text, joiners=False)
    for pattern in (_TAIL_ALONE, _TAIL_AFTER, _TAIL_BEFORE):
        match = pattern.search(flat)
        if match is not None:
            return Found(match.group(1).replace(" ", ""), match.start(1), match.end(1))
    return None


def _as_digits(text: str, *, joiners: bool) -> str:
    """The text, character for character, with digits of every kind as 0-9, letters as capitals, joiners as spaces."""
    chars = []
    for raw in text:
        char = narrow_one(raw)
        if char in SPOKEN_DIGITS:
            chars.append(SPOKEN_DIGITS[char])
        elif char == "叉":  # how X is said: 零幺二叉
            chars.append("X")
        elif char.isspace() or (joiners and (char in NUMBER_JOINERS or raw in NUMBER_JOINERS or char == "杠")):
            chars.append(" ")
        else:
            chars.append(char.upper() if len(char.upper()) == 1 else char)
    # 后四位 holds a spoken digit itself: give the cue words their characters back.
    flat = "".join(chars)
    return re.sub(r"(?<=[后末尾面])4(?=[位个数 ])", "四", flat) if "4" in flat else flat
