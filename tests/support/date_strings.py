"""Strings that are dates, in every form that is read, and strings that nearly are."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

ZONES = ("UTC", "America/New_York", "Asia/Kathmandu")

# A template a form: Rails, Ruby, Python, Go, Java, PHP, SQL, .NET, JavaScript, RFC 2822 and what people write.
FORMS = """
{Y}-{mm}-{dd} {HH}:{MM}:{SS} UTC
{Y}-{mm}-{dd} {HH}:{MM}:{SS} {off}
{Y}-{mm}-{dd} {HH}:{MM}:{SS}.{us} {off}
{Wkd}, {dd} {Mon} {Y} {HH}:{MM}:{SS} UTC +00:00
{Wkd}, {dd} {Mon} {Y} {HH}:{MM}:{SS}.{ns} {us_zone}
{Wkd}, {dd} {Mon} {Y} {HH}:{MM}:{SS} {off}
{Wkd}, {dd} {Mon} {Y} {HH}:{MM}:{SS} GMT
{Wkd}, {d} {Mon} {Y} {HH}:{MM} {us_zone}
{Wkd}, {d} {Mon} {y} {HH}:{MM}:{SS} {us_zone}
{Wkd}, {d} {Mon} {Y} {HH}:{MM}:{SS} {off} ({word})
{Wkd} {Mon} {_d} {HH}:{MM}:{SS} {Y}
{Y}-{mm}-{dd} {HH}:{MM}:{SS} +0000 UTC
{Y}-{mm}-{dd} {HH}:{MM}:{SS}.{ns} +0000 UTC
{Y}-{mm}-{dd} {HH}:{MM}:{SS} -0500 EST
{Wkd} {Mon} {dd} {HH}:{MM}:{SS} UTC {Y}
{Wkd} {Mon} {dd} {HH}:{MM}:{SS} {us_zone} {Y}
{Wkd} {Mon} {dd} {HH}:{MM}:{SS} {off} {Y}
{Weekday}, {dd}-{Mon}-{Y} {HH}:{MM}:{SS} UTC
{Weekday}, {dd}-{Mon}-{y} {HH}:{MM}:{SS} GMT
{Wkd}, {dd} {Mon} {y} {HH}:{MM}:{SS} {off}
{dd}-{MON}-{y}
{dd}-{Mon}-{Y} {HH}:{MM}:{SS}
{m}/{d}/{Y} {h}:{MM}:{SS} {AM}
{m}/{d}/{Y} {h}:{MM}:{SS} {AM} {offc}
{m}/{d}/{Y}, {h}:{MM}:{SS}\u202f{AM}
{m}/{d}/{y}, {h}:{MM} {AM}
{Mon} {d}, {Y}, {h}:{MM}:{SS} {AM}
{Wkd} {Mon} {dd} {Y} {HH}:{MM}:{SS} GMT{off} ({word})
{Wkd} {Mon} {dd} {Y}
{m}/{d}/{Y}
{mm}/{dd}/{Y} {HH}:{MM}
{m}/{d}/{Y} {h}:{MM} {am}
{Y}/{mm}/{dd}
{Y}/{m}/{d} {HH}:{MM}:{SS}
{Y}-{m}-{d}
{Y}-{m}-{d} {HH}:{MM}:{SS}Z
{Y}-{m}-{d} {HH}:{MM} {offh}
{Month} {d}, {Y}
{Month} {d} {Y} {HH}:{MM}
{MONTH} {d}, {Y} {h}:{MM} {am}
{Mon}. {d}, {Y}
{d} {Month} {Y}
{d} {Month}, {Y} {HH}:{MM} utc
{d} {Mon}. {Y}, {HH}:{MM}:{SS} UTC{offc}
{Mon} {d}, {Y} UTC
""".strip("\n").splitlines()

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
US_ZONES = "EST EDT CST CDT MST MDT PST PDT UT".split()
OFFSETS = ["+0000", "-0000", "+0230", "-0730", "+0545", "+1400", "-1200", "-0330"]
WORDS = ["UTC", "Coordinated Universal Time", "Nepal Time", "", "GMT-05:00"]
# Days on which clocks are changed in one of the zones, or have been.
CHANGES = [
    *((2019, 3, 10), (2019, 11, 3), (2007, 3, 11), (1987, 4, 5), (1975, 2, 23), (1974, 1, 6), (1918, 3, 31)),
    *((1883, 11, 18), (1986, 1, 1), (1920, 1, 1), (1945, 8, 14), (2037, 11, 1), (2038, 3, 14), (2400, 3, 12)),
]
PARTS = [*WEEKDAYS, *MONTHS, *US_ZONES, *OFFSETS, *WORDS, "am", "PM", "Z", "T", "24:00", "60", "0", "00", "99", "2021"]
SIGNS = " ,./-:+()'T\t\u00a0\u202faZpm0123456789"


def moment(random: Random) -> datetime:
    """A moment of some year that is read; every other one is near a change of clocks."""
    if random.random() < 0.5:
        day = datetime(*random.choice(CHANGES))  # noqa: DTZ001  of no zone
        return day + timedelta(minutes=random.randint(-60, 300), seconds=random.randint(0, 59))
    if random.random() < 0.3:
        return datetime(random.randint(1000, 9999), 1, 1) + timedelta(seconds=random.randrange(31_536_000))  # noqa: DTZ001
    return datetime(1970, 1, 1) + timedelta(seconds=random.randrange(2_500_000_000))  # noqa: DTZ001


def filled(form: str, when: datetime, random: Random) -> str:
    """A date in a form."""
    month, weekday = MONTHS[when.month - 1], WEEKDAYS[when.weekday()]
    offset = random.choice(OFFSETS)
    us = f"{random.randrange(1_000_000):06}"
    fields = {
        "Y": when.year,
        "y": f"{when.year % 100:02}",
        "m": when.month,
        "mm": f"{when.month:02}",
        "Mon": month[:3],
        "MON": month[:3].upper(),
        "Month": month,
        "MONTH": month.upper(),
        "d": when.day,
        "dd": f"{when.day:02}",
        "_d": f"{when.day:2}",
        "Wkd": weekday[:3],
        "Weekday": weekday,
        "HH": f"{when.hour:02}",
        "h": (when.hour + 11) % 12 + 1,
        "MM": f"{when.minute:02}",
        "SS": f"{when.second:02}",
        "us": us,
        "ns": us + "789",
        "am": "am" if when.hour < 12 else "pm",
        "AM": "AM" if when.hour < 12 else "PM",
        "off": offset,
        "offc": offset[:3] + ":" + offset[3:],
        "offh": offset[:3],
        "us_zone": random.choice(US_ZONES),
        "word": random.choice(WORDS),
    }
    return form.format(**fields)


def a_date(random: Random) -> str:
    return filled(random.choice(FORMS), moment(random), random)


def nearly_a_date(random: Random) -> str:
    """A date with a few parts or signs changed, or made of parts of two; never an empty string, which is no date."""
    text = a_date(random)
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        at = random.randrange(len(text) + 1)
        change = random.randrange(8)
        if change == 0:
            text = text[:at] + random.choice(SIGNS) + text[at:]
        elif change == 1:
            text = text[:at] + random.choice(SIGNS) + text[at + 1 :]
        elif change == 2:
            text = text[:at] + text[at + 1 :]
        elif change == 3:
            text = text[:at] + random.choice([" ", ", ", "", "-"]) + random.choice(PARTS) + text[at:]
        elif change == 4:
            other = a_date(random)
            text = text[:at] + other[random.randrange(len(other)) :]
        elif change == 5:
            words = text.split(" ")
            random.shuffle(words)
            text = " ".join(words)
        elif change == 6:
            words = text.split(" ")
            words[random.randrange(len(words))] = random.choice([*PARTS, str(random.randrange(3000))])
            text = " ".join(words)
        else:
            text = random.choice([str.upper, str.lower, str.swapcase, str.title])(text)
    return text or a_date(random)
