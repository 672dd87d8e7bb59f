"""Clocks, counts and names that are not as they should be. The clock is a number here."""

from __future__ import annotations

import itertools
import json
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.delivery_site import LONG_AGO_SECONDS, answering, delivered, delivering, group, identify, refused
from tests.support.fake_intercom import FakeIntercom, error
from tests.support.own_thread import in_own_thread

from intercom_destination.cloud import requests_for
from intercom_destination.cloud.delivery.answers import Rejected, TryLater
from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.attribute_repair import AttributeRepair
from intercom_destination.cloud.delivery.connections import Connections
from intercom_destination.cloud.delivery.contact_resolution import MOST_TRIES, Contacts
from intercom_destination.cloud.delivery.delivery_settings import DeliverySettings
from intercom_destination.cloud.delivery.log_lines import log_change
from intercom_destination.cloud.delivery.plan_runner import PlanRunner
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.delivery.tally import Tally
from intercom_destination.cloud.queue.queue_types import Row

NOW = 1_800_000_000.0
DATE = "Fri, 15 Jan 2027 08:01:40 GMT"  # 100 seconds after NOW


class Known:
    """What is known of Intercom's ids: nothing."""

    def contact(self, _lane: str) -> None:
        return None

    def attribute_type(self, _model: str, _name: str) -> None:
        return None

    def learn_attribute(self, *_args: str) -> None:
        return None


def sender(rate: ApiRate | None = None) -> Sender:
    """With a rate the clock stands still; else each look at it is a second later, so that nothing waits."""
    seconds = itertools.count(int(NOW))
    now = (lambda: NOW) if rate else (lambda: float(next(seconds)))
    return Sender(Connections("a-token", "https://api.intercom.io"), rate or ApiRate(), now)


def test_clock_in_the_future_does_not_freeze_last_seen_at(tmp_path: Path, fake: FakeIntercom) -> None:
    with delivering(tmp_path, fake) as client:
        client.send(identify(name="Ann", timestamp="2099-01-01T00:00:00Z"))
        client.flush(timeout=30)
        (at,) = client._engine._reader.row("select seen from people") or (0,)
    assert fake.contacts["c1"]["last_seen_at"] == at < 4_000_000_000


def test_last_seen_at_in_the_future_is_put_right(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="1", last_seen_at=4_070_908_800)
    delivered(tmp_path, fake, identify(name="Ann"))
    assert fake.contacts["c1"]["last_seen_at"] == LONG_AGO_SECONDS


def test_429_without_retry_after_counts_by_the_servers_clock(fake: FakeIntercom) -> None:
    headers = {"x-ratelimit-limit": "100", "x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 107)}
    rate = ApiRate()

    async def ask() -> None:
        with pytest.raises(TryLater) as raised:
            await sender(rate).send("GET", "/me")
        assert raised.value.after == 7

    with answering(fake):
        fake.headers = {}
        fake.fault = lambda _method, _path, _body: httpx.Response(429, headers={**headers, "date": DATE})
        in_own_thread(ask)
    assert rate.skew == 100
    assert rate.wait(NOW) == 7


@pytest.mark.parametrize(("limit", "share"), [(1, 0.9), (1, 0.05), (10, 0.05), (2, 0.4)])
def test_rate_of_less_than_one_a_window_is_one(limit: int, share: float) -> None:
    rate = ApiRate(share)
    names = {"x-ratelimit-limit": limit, "x-ratelimit-remaining": limit, "x-ratelimit-reset": NOW + 10}
    rate.read({name: str(value) for name, value in names.items()}, NOW)
    times, now = [], NOW
    while now < NOW + 30:
        wait = rate.take(now)
        if wait == 0:
            times.append(now - NOW)
        now += wait
    assert [int(at // 10) for at in times] == [0, 1, 2]


def test_conflict_whose_contact_is_not_there_is_refused_after_most_tries(fake: FakeIntercom) -> None:
    conflict = error(409, "conflict", "A contact matching those details already exists with id=c9")
    fake.fault = lambda method, path, _body: conflict if (method, path) == ("POST", "/contacts") else None
    known: Any = Known()

    async def ask(tries: int) -> None:
        one = sender()
        contacts = Contacts(one, AttributeRepair(one, known, "create", Tally()), known, DeliverySettings(), Tally())
        await contacts.ensure(Row(1, "user:1", "m", "{}", tries, 0, NOW), NOW)

    with answering(fake):
        with pytest.raises(TryLater):
            in_own_thread(lambda: ask(MOST_TRIES - 1))
        with pytest.raises(Rejected) as raised:
            in_own_thread(lambda: ask(MOST_TRIES))
    assert raised.value.refusal.code == "conflict"


def test_ambiguous_email_keeps_the_count_of_the_contacts_alone(tmp_path: Path, fake: FakeIntercom) -> None:
    for number in ("1", "2"):
        fake.add(email="ann@example.org", external_id=number)
    delivered(tmp_path, fake, {"type": "track", "event": "Ordered", "properties": {"email": "ann@example.org"}})
    assert [(one["code"], one["answer"]) for one in refused(tmp_path)] == [("ambiguous_email", {"total_count": 2})]


def test_merged_contact_is_followed_though_an_answer_was_lost(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    moved = fake.add()
    gone = error(410, "contact_merged", "Contact has been merged", link=f'</contacts/{moved}>; rel="canonical"')
    lost = iter([httpx.Response(503)])

    def fault(method: str, path: str, _body: dict[str, Any]) -> httpx.Response | None:
        if path != "/contacts/c1":
            return None
        return next(lost, gone) if method == "GET" else gone

    fake.fault = fault
    fake.asked.clear()
    sent = delivered(tmp_path, fake, identify(name="Anna"))
    put, get = "PUT /contacts/c1", "GET /contacts/c1"
    assert sent == [put, get, put, get, f"GET /contacts/{moved}", f"PUT /contacts/{moved}"]


def test_attach_does_not_write_an_older_company_over_a_newer_one() -> None:
    """Between the two steps of one person's group, another person's writes the company."""
    written: list[str] = []

    class Memberships:
        def known(self, company_id: str) -> str:
            return f"known {company_id}"

        async def upsert(self, company_id: str, _body: dict[str, Any]) -> str:
            written.append(company_id)
            return "i1"

        async def attach(self, *given: object) -> bool:
            written.append(" ".join(map(str, given)))
            return True

    class People:
        async def upsert(self, *_given: object, is_identify: bool) -> str:
            return "c1" if is_identify is False else "nobody"

        async def ensure(self, _row: Row, _now: float) -> str:
            return "c1"

    plan = requests_for(group("1", plan="old"))
    parts: Any = (None, People(), Memberships())
    in_own_thread(lambda: PlanRunner(*parts).run(Row(7, "user:1", "m", "{}", 0, 0, NOW), "group", plan, NOW))
    assert written == ["acme", "c1 acme known acme 7"]


def test_attribute_that_was_left_out_is_tried_again_after_an_hour(fake: FakeIntercom) -> None:
    now, known = [NOW], Known()
    body = {"role": "user", "custom_attributes": {"plan name": 1}}
    no = error(400, "parameter_invalid", "names have letters only")
    fake.fault = lambda _method, path, _body: no if path == "/data_attributes" else None

    async def send() -> None:
        repair = AttributeRepair(sender(), known, "create", Tally(), lambda: now[0])  # type: ignore[arg-type]
        for later in (0, 3599, 3600):
            now[0] = NOW + later
            await repair.send("POST", "/contacts", body, "contact")

    with answering(fake):
        in_own_thread(send)
    create, make = "POST /contacts", "POST /data_attributes"
    assert fake.paths() == [create, make, create, create, create, make, create]


def test_attributes_are_counted_by_the_day(fake: FakeIntercom) -> None:
    now, known = [NOW], Known()

    async def send() -> None:
        repair = AttributeRepair(sender(), known, "create", Tally(), lambda: now[0])  # type: ignore[arg-type]
        for later, numbers in ((0, range(51)), (86_399, (51,)), (86_400, (52,))):
            now[0] = NOW + later
            for number in numbers:
                await repair._make("contact", f"a{number}", 1)

    with answering(fake):
        in_own_thread(send)
    made = [body["name"] for _, path, body in fake.asked if path == "/data_attributes"]
    assert made == [*(f"a{number}" for number in range(50)), "a52"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("plan name", "plan name"), ("price-€", "price-€"), ("team_ann@example.org", None), ("team_0123456", None)],
)
def test_logs_name_safe_names_only(caplog: pytest.LogCaptureFixture, name: str, shown: str | None) -> None:
    caplog.set_level(logging.INFO)
    log_change("attribute_dropped", model="contact", name=name)
    (line,) = [json.loads(record.message) for record in caplog.records]
    assert line == {"event": "attribute_dropped", "model": "contact", "name": shown or "(not shown)"}
