"""Creation dates as people and programs print them: one reader, the same in every engine and in CPython (D27).

`Date.parse` reads what its engine likes, and any text with a number in it. This reads the forms below and no others,
each as Chromium does: 31 February is 3 March, and years of two digits are those from 1950 to 2049. It reads no 24:00,
and no year before 1000, which Chromium takes for another.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import length, ms_of
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import integer, match, pattern, spelling, split, trim

# One text, with what repeats written out: that is how it packs best.
FREE = pattern(
    # The day of the week counts for nothing.
    r"^(?:(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*[., ]+)?(?:"
    # 1 to 3: 15 Feb 2021, 15-Feb-21
    r"(\d\d?)[- ]([a-z]{3})[a-z]*(?:-|[., ]+)(\d+)"
    # 4 to 6: February 15, 2021; the year may also come behind the time
    r"|([a-z]{3})[a-z]*[., ]+(\d\d?)(?:[., ]+(\d+))?"
    # 7 to 10: 2021-2-15, 2021/02/15, 2/15/2021
    r"|(?:(\d{4})[-/])?(\d\d?)[-/](\d\d?)(?:/(\d+))?)"
    # 11 to 15: 18:52:31.5, 6:52 PM (browsers may put a narrow space there); an offset does not count before a name
    r"(?:[., ]+(\d\d?):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?([ \u202f](?:am|(p)m)\b)?(?: *[+-]\d{4}(?= +[a-z]))?)?"
    # 16 to 20: UTC, +02:00, GMT+0200; 2021
    r"( *z| +(?:utc?|gmt|[ecmp][sd]t))?(?: *([+-])(\d\d?)(?::?([0-5]\d))?)?(?: +(\d{4}))?"
    # (Coordinated Universal Time)
    r"(?: +\([^()]*\))?$"
)

# In the order of the calendar, and of the hours behind UTC. Of a month's name three letters count, as in Chromium;
# what is no month's name comes out as the thirteenth.
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec "
ZONES = "utcgmtz    edt estcdt cstmdt mstpdt pst"


def free_ms(text: str) -> Any:
    """Milliseconds of a date in a free form, else undefined. Of whole seconds: nothing that is sent has more."""
    part = match(FREE, trim(text))
    if not part:
        return undefined
    name = part[2] or part[4]
    month = place(MONTHS, spelling(name)) if name else integer(part[8]) - 1
    day = integer(part[1] or part[5] or part[9])
    # Where two years are written it is no date.
    written: Any = (part[3] or part[6] or part[7] or "") + (part[10] or "") + (part[20] or "")
    year = integer(written)
    hour = integer(part[11])
    if (
        (month < 0 or month > 11 or day < 1 or day > 31)
        or (length(written) != 2 and (length(written) != 4 or year < 1000))
        or hour > (12 if part[14] else 23)
        or (part[17] and not part[11])
    ):
        return undefined
    if part[14]:
        hour = (0 if hour == 12 else hour) + (12 if part[15] else 0)
    zone = place(ZONES, spelling(part[16])) * 60 if part[16] else undefined
    behind = minutes_behind(part[17], part[18], part[19]) if part[17] else zone
    return ms_of(year + 2000 if year < 50 else year, month, day, hour, integer(part[12]), integer(part[13]), behind)


def place(words: str, word: str) -> int:
    """How many spaces there are before a word, or altogether."""
    return length(split(split(words, word)[0], " ")) - 1


def minutes_behind(sign: Any, hours: Any, minutes: Any) -> int:
    """The minutes that a zone is behind UTC, from the parts of its offset."""
    return -integer(sign + "1") * (integer(hours) * 60 + integer(minutes))
