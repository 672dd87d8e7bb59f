"""A user or a group of the stand-alone API."""

from __future__ import annotations

from typing import Any, cast

import pytest

from intercom_destination.js.globals import undefined
from intercom_destination.web.adapters.argument_types import Entity
from intercom_destination.web.adapters.entity import create_entity, reset_identity, set_identity


def state(entity: Entity) -> tuple[Any, Any]:
    """What `id()` and `traits()` say."""
    given = cast(Any, entity)
    return given["id"](), given["traits"]()


@pytest.fixture
def ann() -> Entity:
    entity = create_entity()
    set_identity(entity, "ann", {"name": "Ann"})
    return entity


def test_create_entity_is_nobody() -> None:
    assert state(create_entity()) == (None, {})


def test_set_identity_takes_on_an_id_and_traits(ann: Entity) -> None:
    assert state(ann) == ("ann", {"name": "Ann"})


def test_set_identity_of_the_same_id_merges_traits(ann: Entity) -> None:
    set_identity(ann, "ann", {"plan": "pro"})
    assert state(ann) == ("ann", {"name": "Ann", "plan": "pro"})


def test_set_identity_of_another_id_drops_traits(ann: Entity) -> None:
    set_identity(ann, "bob", {"plan": "pro"})
    assert state(ann) == ("bob", {"plan": "pro"})


def test_set_identity_without_an_id_keeps_the_id_and_merges_traits(ann: Entity) -> None:
    set_identity(ann, undefined, {"plan": "pro"})
    assert state(ann) == ("ann", {"name": "Ann", "plan": "pro"})


def test_set_identity_of_an_empty_id_keeps_the_id_and_drops_traits(ann: Entity) -> None:
    set_identity(ann, "", {"plan": "pro"})
    assert state(ann) == ("ann", {"plan": "pro"})


def test_set_identity_keeps_traits_that_came_before_an_id() -> None:
    entity = create_entity()
    set_identity(entity, undefined, {"name": "Ann"})
    assert state(entity) == (None, {"name": "Ann"})
    set_identity(entity, "ann", {})
    assert state(entity) == ("ann", {"name": "Ann"})


def test_set_identity_does_not_write_to_traits(ann: Entity) -> None:
    before = state(ann)[1]
    traits = {"plan": "pro"}
    set_identity(ann, "ann", traits)
    assert (before, traits) == ({"name": "Ann"}, {"plan": "pro"})


def test_reset_identity_makes_it_nobody(ann: Entity) -> None:
    reset_identity(ann)
    assert state(ann) == (None, {})
