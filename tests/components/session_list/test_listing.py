"""The list's state in its URL: what is read, what is refused, what is written back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest

from components.session_list.listing import (
    PARAMETERS,
    Listing,
    View,
    parse,
    to_page_params,
    to_params,
)
from components.url_state import query_string
from components.url_state.query_string import moment_text
from store.records import Device, Has, Sort

FULL = Listing(
    q="checkout page",
    status=("ready", "error"),
    verdict=("broken", "unchecked"),
    design=("figma-error",),
    stuck=True,
    updated_from=datetime(2026, 11, 1, 14, 5, tzinfo=UTC),
    created_from=datetime(2026, 11, 2, 14, 5, tzinfo=UTC),
    created_to=datetime(2026, 11, 3, 14, 5, tzinfo=UTC),
    updated_to=datetime(2026, 11, 2, tzinfo=UTC),
    has=(Has.CODE, Has.NO_THUMBNAIL),
    device=Device.MOBILE,
    render=("throws", "unrendered"),
    match=(None, 75.0),
    nodes=(2000.0, None),
    code=(0.0, 5120.0),
    font="Open Sans",
    mark=("wrong", "none"),
    sort=Sort.NAME_ASC,
    size=100,
)


# Parameters other than filters: order, page, view.
NO_FILTERS = {"sort", "size", "view", "cards", "cursor", "unreadable"}
FILTERS = [field.name for field in fields(Listing) if field.name not in NO_FILTERS]


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_counted_passed_on_and_written(name: str) -> None:
    alone = replace(Listing(), **{name: getattr(FULL, name)})
    assert alone != Listing(), "Give it a value in FULL."
    assert alone.is_filtered
    threshold = timedelta(minutes=10)
    assert alone.filters(threshold) != Listing().filters(threshold)
    assert set(to_params(alone)) <= set(PARAMETERS)
    assert parse(to_params(alone)) == alone


@pytest.mark.parametrize("text", ["1048576-", "-999999999.25", "0.5-75", "123456.5-1234567"])
def test_a_range_is_written_as_exactly_as_it_is_read(text: str) -> None:
    assert query_string.span_text(query_string.span(text)) == text


def test_a_listing_survives_a_round_trip() -> None:
    assert parse(to_params(FULL)) == FULL


def test_going_back_leads_to_the_page_that_was_shown() -> None:
    for name in ("after", "before"):
        shown = parse({**to_params(FULL), name: ["Zm9v"]})
        assert parse(to_page_params(shown)) == shown
    assert to_page_params(FULL) == to_params(FULL)


def test_defaults_are_left_out_of_the_address() -> None:
    assert to_params(Listing()) == {}
    assert parse({}) == Listing()


def test_each_view_has_page_sizes_of_its_own() -> None:
    gallery = parse({"view": ["gallery"]})
    assert (gallery.view, gallery.size) == (View.GALLERY, 24)
    assert to_params(gallery) == {"view": ["gallery"]}
    assert to_params(parse({"view": ["gallery"], "size": ["48"]}))["size"] == ["48"]
    assert parse({"view": ["gallery"], "size": ["100"]}) == gallery
    assert parse({"size": ["24"]}) == Listing()
    compact = parse({"view": ["compact"], "size": ["100"]})
    assert to_params(compact) == {"view": ["compact"], "size": ["100"]}


def test_filters_include_the_threshold_only_for_stuck() -> None:
    threshold = timedelta(minutes=10)
    assert FULL.filters(threshold).stuck_after == threshold
    assert Listing().filters(threshold).stuck_after is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "x" * 10_000),
        ("q", str(UUID(int=7))),
        ("q", "bp_session=5b0cba6e-4f27-4d5c-9a3e-8f5f0f6d2c11; Path=/"),
        ("status", ""),
        ("status", "s" * 10_000),
        ("status", "a\x00b"),
        ("verdict", "perfect"),
        ("stuck", "maybe"),
        ("from", "yesterday"),
        ("from", "0001-01-01"),
        ("to", "9999-12-31T23:59Z"),
        ("to", "2026-13-40"),
        ("to", "2026-W48-5"),
        ("from", "20261127T1000"),
        ("has", "'; DROP TABLE prototype_sessions; --"),
        ("device", "<script>alert(1)</script>"),
        ("sort", "updated; --"),
        ("size", "1000000"),
        ("size", "-1"),
        ("size", "٢٥"),
        ("view", "cinema"),
        ("cards", "all"),
        ("render", "perfect"),
        ("match", "-"),
        ("match", "75"),
        ("match", "0-1e9"),
        ("nodes", "--5"),
        ("code", "1-99999999999"),
        ("font", "x" * 81),
        ("font", "a\u202eb"),
        ("after", "../../etc/passwd"),
        ("after", "A" * 10_000),
        ("before", "\x00"),
    ],
)
def test_unreadable_values_are_ignored_and_named(name: str, value: str) -> None:
    listing = parse({name: [value]})
    assert listing == Listing()
    assert listing.unreadable == (name,)


def test_readable_values_are_kept_despite_unreadable_ones() -> None:
    listing = parse({"status": ["ready", "", "ready"], "size": ["7", "25"]})
    assert listing.status == ("ready",)
    assert listing.size == 25
    assert listing.unreadable == ("status", "size")


@pytest.mark.parametrize(
    "text", ["Frame 1171275341", "BP-3F8A2C", "iPhone 14 Pro - 12", "2026-11-23", "deadbeef"]
)
def test_names_and_references_are_not_credentials(text: str) -> None:
    assert not query_string.holds_credential(text)


@pytest.mark.parametrize("make", [str, lambda value: value.hex, lambda value: str(value).upper()])
def test_a_uuid_in_any_form_is_a_credential(make: type[str]) -> None:
    assert query_string.holds_credential(f"session {make(uuid4())} please")


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 23, 14, 2, tzinfo=UTC),
        datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC),
        datetime(2026, 11, 23, 14, 2, 11, 123456, tzinfo=UTC),
        datetime(2026, 11, 23, 14, 2, 0, 7, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    ],
)
def test_a_time_keeps_its_precision_in_the_address(moment: datetime) -> None:
    listing = Listing(updated_from=moment, updated_to=moment)
    params = to_params(listing)
    assert parse(params) == listing
    assert to_params(parse(params)) == params


def test_a_whole_minute_is_short_in_the_address() -> None:
    assert moment_text(datetime(2026, 11, 23, 14, 2, tzinfo=UTC)) == "2026-11-23T14:02Z"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("checkout", "checkout"),
        ("  Icon@2x.png ", "Icon@2x.png"),
        ("it's stuck, Ref: bp-3f8a2c!", "BP-3F8A2C"),
        ("BP-3F8A2C and bp3f8a2d", "BP-3F8A2C BP-3F8A2D"),
        ("iPhone 14 & 15 Pro Max - 12", "iPhone 14 & 15 Pro Max - 12"),
        ("", ""),
        ("maria@example.org", None),
        ("please help me with this because it is stuck", None),
        ("x" * 61, None),
        ("9f1c2d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f", None),
    ],
)
def test_which_part_of_a_search_text_may_be_in_the_address(text: str, kept: str | None) -> None:
    assert query_string.text_for_url(text) == kept
