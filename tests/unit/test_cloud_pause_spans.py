"""Pauses as spans of time: what they add to an event's age, which are kept, and that the queue remembers them."""

from __future__ import annotations

from tests.support.queue_file import DAY, File

from intercom_destination.cloud.queue.pauses import Pauses


def test_time_of_a_pause_makes_no_event_too_old() -> None:
    pauses = Pauses([(2 * DAY, 9 * DAY), (10 * DAY, 11 * DAY)])
    found = [pauses.since(at * DAY, 20 * DAY) for at in (1, 2, 3, 9, 9.5, 10, 10.5, 11, 12)]
    assert found == [8 * DAY, 8 * DAY, 7 * DAY, DAY, DAY, DAY, DAY / 2, 0, 0]
    assert Pauses().since(0, DAY) == 0


def test_pause_under_way_counts_from_its_first_refusal() -> None:
    pauses = Pauses([(0, DAY)], began=3 * DAY)
    pauses.begin(4 * DAY)
    assert [pauses.since(at * DAY, 9 * DAY) for at in (0, 2, 5)] == [7 * DAY, 6 * DAY, 4 * DAY]


def test_pause_that_is_over_is_kept_while_an_event_may_be_of_its_time() -> None:
    pauses = Pauses([(0, DAY), (2 * DAY, 9 * DAY)], began=10 * DAY)
    pauses.end(11 * DAY, max_age=1.5 * DAY)
    # A day and a half without pauses began after the first pause: it is of no use any more.
    assert pauses.spans == [(2 * DAY, 9 * DAY), (10 * DAY, 11 * DAY)]
    pauses.end(12 * DAY, max_age=DAY)
    assert len(pauses.spans) == 2
    pauses.begin(30 * DAY)
    pauses.end(31 * DAY, max_age=2 * DAY)
    assert (pauses.spans, pauses.began) == ([(30 * DAY, 31 * DAY)], None)


def test_pause_by_a_clock_that_went_back_is_none() -> None:
    pauses = Pauses(began=5 * DAY)
    pauses.end(4 * DAY, max_age=7 * DAY)
    assert pauses.since(0, 6 * DAY) == 0


def test_queue_keeps_pauses(file: File) -> None:
    assert (file.queue.pauses().spans, file.queue.pauses().began) == ([], None)
    file.queue.keep_pauses(Pauses([(1, 2)], 3)).result()
    assert (file.queue.pauses().spans, file.queue.pauses().began) == ([(1, 2)], 3)
