"""Creation dates as people and programs print them: one reader, the same in every engine and in CPython (D27).

`Date.parse` reads what its engine likes, and any text with a number in it. This reads the forms below and no others,
each as Chromium does: 31 February is 3 March, and years of two digits are those from 1950 to 2049. It reads no 24:00,
and no year before 1000, which Chromium takes for another.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.platform import integer, local_ms, match, parts, pattern, size, spelling, trim, utc_ms

BETWEEN = "[., ]+"
NUMBER = r"(\d\d?)"
NAME = "([a-z]{3,9})"
YEAR = r"([1-9]\d{3})"
SHORT_YEAR = r"([1-9]\d{3}|\d\d)"
FREE = pattern(
    # The day of the week counts for nothing.
    ("^(?:(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*" + BETWEEN + ")?(?:")
    # 1 to 3: 15 Feb 2021, 15-Feb-21
    + (NUMBER + "[- ]" + NAME + "(?:-|" + BETWEEN + ")" + SHORT_YEAR)
    # 4 to 6: February 15, 2021; the year may also come behind the time
    + ("|" + NAME + BETWEEN + NUMBER + "(?:" + BETWEEN + SHORT_YEAR + ")?")
    # 7 to 9: 2021-2-15, 2021/02/15
    + ("|" + YEAR + "[-/]" + NUMBER + "[-/]" + NUMBER)
    # 10 to 12: 2/15/2021
    + ("|" + NUMBER + "/" + NUMBER + "/" + SHORT_YEAR + ")")
    # 13 to 17: 18:52:31.5, 6:52 PM (browsers may put a narrow space there); an offset does not count before a name
    + ("(?:" + BETWEEN + r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?([ \u202f](?:am|(p)m)\b)?")
    + r"(?: *[+-]\d{4}(?= +[a-z]))?)?"
    # 18 to 22: UTC, +02:00, GMT+0200; 2021
    + r"( *z| +(?:utc?|gmt|[ecmp][sd]t))?(?: *([+-])(\d\d?)(?::?([0-5]\d))?)?"
    + ("(?: +" + YEAR + ")?")
    # (Coordinated Universal Time)
    + r"(?: +\([^()]*\))?$"
)

# In the order of the calendar, and of the hours behind UTC.
MONTHS = " january february march april may june july august september october november december"
ZONES = "utcgmtz    edt estcdt cstmdt mstpdt pst"


def free_ms(text: str) -> Any:
    """Milliseconds of a date in a free form, else undefined. Of whole seconds: nothing that is sent has more."""
    part = match(FREE, trim(text))
    if not part:
        return undefined
    name = part[2] or part[4]
    month = place(MONTHS, " " + spelling(name)) if name else integer(part[8] or part[10]) - 1
    day = integer(part[1] or part[5] or part[9] or part[11])
    written: Any = (part[3] or part[6] or part[7] or part[12] or "") + (part[22] or "")
    year = integer(written)
    hour = integer(part[13])
    if (
        (month < 0 or month > 11 or day < 1 or day > 31)
        or (written == "" or size(written) > 4)
        or (part[16] and hour > 12)
        or (part[19] and not part[13])
    ):
        return undefined
    if part[16]:
        hour = (0 if hour == 12 else hour) + (12 if part[17] else 0)
    behind: Any = undefined
    if part[19]:
        behind = minutes_behind(part[19], part[20], part[21])
    elif part[18]:
        behind = place(ZONES, spelling(part[18])) * 60
    return ms_of(year + 2000 if year < 50 else year, month, day, hour, integer(part[14]), integer(part[15]), behind)


def place(words: str, word: str) -> Any:
    """How many spaces there are before a word, or altogether."""
    return size(parts(parts(words, word)[0], " ")) - 1


def minutes_behind(sign: Any, hours: Any, minutes: Any) -> Any:
    """The minutes that a zone is behind UTC, from the parts of its offset; 0 where there are none."""
    behind = integer(hours) * 60 + integer(minutes)
    return -behind if sign == "+" else behind


def ms_of(year: Any, month: Any, day: Any, hour: Any, minute: Any, second: Any, behind: Any) -> Any:
    """Milliseconds of a date in a zone that is so many minutes behind UTC, or local where that is undefined."""
    if behind is undefined:
        return local_ms(year, month, day, hour, minute, second)
    return utc_ms(year, month, day, hour, minute + behind, second)
