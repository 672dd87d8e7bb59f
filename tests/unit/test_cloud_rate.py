"""How fast requests go, and when they are tried again. The clock is a number here."""

from __future__ import annotations

import pytest

from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.backoff import asked_pause, pause_before

NOW = 1_800_000_000.0


def headers(limit: int, remaining: int, reset: float) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(limit),
        "x-ratelimit-remaining": str(remaining),
        "x-ratelimit-reset": str(int(reset)),
    }


def sent_until(rate: ApiRate, start: float, end: float) -> int:
    """How many requests go between two times, each as soon as it may."""
    now, count = start, 0
    while now < end:
        wait = rate.take(now)
        if wait == 0:
            count += 1
        now += wait
    return count


def test_rate_is_careful_before_the_first_answer() -> None:
    assert sent_until(ApiRate(), NOW, NOW + 10) == pytest.approx(160, abs=3)


@pytest.mark.parametrize("limit", [167, 1_666])
@pytest.mark.parametrize("share", [0.9, 0.5])
def test_rate_uses_its_share_of_each_window(limit: int, share: float) -> None:
    rate = ApiRate(share)
    rate.read(headers(limit, limit - 1, NOW + 10), NOW)
    counts = [sent_until(rate, NOW + start, NOW + start + 10) for start in (0, 10, 20)]
    for count in counts:
        assert limit * share * 0.95 <= count <= limit * share + 1


def test_rate_remaining_is_what_the_answer_says_until_the_window_ends() -> None:
    rate = ApiRate()
    assert rate.remaining(NOW) == 0
    rate.read(headers(100, 40, NOW + 10), NOW)
    assert [rate.remaining(now) for now in (NOW, NOW + 9.9, NOW + 10)] == [40, 40, 100]
    assert rate.take(NOW) == 0
    assert (rate.remaining(NOW), rate.taken) == (39, 1)
    assert rate.take(NOW) > 0
    assert (rate.remaining(NOW), rate.taken) == (39, 1)


def test_rate_is_spread_over_the_window() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 1_000, NOW + 10), NOW)
    assert sent_until(rate, NOW, NOW + 1) == pytest.approx(90, abs=3)
    # A second in which nothing was sent is not made up for by a burst of more than a quarter of it.
    assert sent_until(rate, NOW + 2, NOW + 2.001) <= 30


@pytest.mark.parametrize("left", [9.0, 3.0, 1.0, 0.1])
def test_rate_does_not_use_up_the_end_of_a_window_in_a_burst(left: float) -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 1_000, NOW + 10), NOW)
    even, late = 90, 0.25
    assert sent_until(rate, NOW + 10 - left, NOW + 10) <= even * (left * 1.08 + late) + 1


class Intercom:
    """Counts requests in windows of its own clock, which is `ahead` of ours by so many seconds."""

    def __init__(self, limit: int, ahead: float) -> None:
        self.limit, self.ahead = limit, ahead
        self.counts: dict[int, int] = {}

    def answer(self, rate: ApiRate, now: float) -> None:
        """Take a request, and have the `ApiRate` read the answer."""
        time = now + self.ahead
        window = int(time // 10)
        self.counts[window] = count = self.counts.get(window, 0) + 1
        found = headers(self.limit, max(0, self.limit - count), (window + 1) * 10)
        rate.read(found, now, server_time=float(int(time)))

    @property
    def whole_windows(self) -> list[int]:
        return [self.counts[window] for window in sorted(self.counts)[1:-1]]


def send_all(intercom: Intercom, rate: ApiRate, start: float, end: float, every: float = 0) -> None:
    """Send as fast as may be; all stands still for 300 ms after so many seconds, again and again."""
    now, stall = start, start + every if every else end
    while now < end:
        wait = rate.take(now)
        if wait == 0:
            intercom.answer(rate, now)
        now += wait
        if wait and now >= stall:
            now, stall = stall + 0.3, stall + 0.3 + every


AHEAD = [-1.9, -1.0, -0.75, -0.4, 0.0, 0.4, 1.0, 1.9]


@pytest.mark.parametrize("limit", [167, 1_666])
@pytest.mark.parametrize("ahead", AHEAD)
@pytest.mark.parametrize("every", [0, 0.7, 3.7])
def test_rate_is_used_and_never_too_high_by_another_clock_and_with_stalls(
    limit: int, ahead: float, every: float
) -> None:
    intercom, rate = Intercom(limit, ahead), ApiRate()
    send_all(intercom, rate, NOW, NOW + 50, every)
    assert max(intercom.counts.values()) <= limit
    assert min(intercom.whole_windows) >= 0.95 * 0.9 * limit


@pytest.mark.parametrize("limit", [167, 1_666])
@pytest.mark.parametrize("ahead", AHEAD)
@pytest.mark.parametrize("idle", [1, 5, 9, 9.9])
def test_rate_is_never_too_high_after_a_pause(limit: int, ahead: float, idle: float) -> None:
    intercom, rate = Intercom(limit, ahead), ApiRate()
    send_all(intercom, rate, NOW, NOW + 20)
    send_all(intercom, rate, NOW + 20 + idle, NOW + 50)
    assert max(intercom.counts.values()) <= limit


def test_rate_stops_at_the_reserve_until_the_reset() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 100, NOW + 4), NOW)
    assert rate.take(NOW) == 4
    assert rate.take(NOW + 4) == 0


def test_rate_leaves_to_others_what_they_have_used() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 999, NOW + 10), NOW)
    rate.read(headers(1_000, 300, NOW + 10), NOW + 1)
    assert sent_until(rate, NOW + 1, NOW + 10) == pytest.approx(200, abs=1)


def test_rate_ignores_the_late_answer_of_a_window_that_is_over() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 1_000, NOW + 10), NOW)
    rate.read(headers(1_000, 0, NOW - 1), NOW)
    assert rate.take(NOW) == 0


def test_rate_reads_the_reset_by_the_clock_of_the_server() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 100, NOW + 604), NOW, server_time=NOW + 600)
    assert rate.wait(NOW) == 4


def test_rate_does_not_take_a_late_answer_for_a_slow_clock() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 100, NOW + 4), NOW, server_time=NOW)
    rate.read(headers(1_000, 99, NOW + 4), NOW + 3, server_time=NOW)
    assert rate.wait(NOW + 3) == 1


@pytest.mark.parametrize("value", ["", "many", "nan", "inf", "-1"])
def test_rate_ignores_headers_that_are_no_numbers(value: str) -> None:
    rate = ApiRate()
    rate.read({**headers(1_000, 0, NOW + 10), "x-ratelimit-limit": value}, NOW)
    assert rate.take(NOW) == 0


def test_rate_stops_for_everybody_after_429() -> None:
    rate = ApiRate()
    rate.stop(NOW + 3)
    rate.stop(NOW + 2)
    assert rate.wait(NOW) == 3


def test_rate_makes_up_for_a_late_start() -> None:
    rate = ApiRate()
    rate.read(headers(1_000, 1_000, NOW + 10), NOW)
    count = sum(sent_until(rate, NOW + tick / 10, NOW + tick / 10 + 0.001) for tick in range(100))
    assert count >= 100


def test_backoff_grows_to_five_minutes_with_full_jitter() -> None:
    assert [pause_before(tries, 1.0) for tries in (0, 1, 2, 9, 10_000)] == [1, 2, 4, 300, 300]
    assert pause_before(3, 0.0) == 0
    assert pause_before(3, 0.5) == 4


def test_backoff_asks_retry_after_first() -> None:
    both = {"retry-after": "7", "x-ratelimit-reset": str(NOW + 3)}
    assert asked_pause(both, NOW, limited=True) == 7
    assert asked_pause({"retry-after": "Fri, 15 Jan 2027 08:00:09 GMT"}, NOW, limited=False) == 9


def test_backoff_asks_the_reset_where_the_rate_was_too_high() -> None:
    reset = {"x-ratelimit-reset": str(NOW + 3)}
    assert asked_pause(reset, NOW, limited=True) == 3
    assert asked_pause(reset, NOW, limited=False) is None


@pytest.mark.parametrize(("value", "pause"), [("-5", 0), ("1e9", 3600), ("nan", None), ("soon", None), ("", None)])
def test_backoff_believes_no_odd_retry_after(value: str, pause: float | None) -> None:
    assert asked_pause({"retry-after": value}, NOW, limited=False) == pause
