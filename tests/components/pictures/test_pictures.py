"""Which thumbnails a browser gets, and what replaces the others."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote
from uuid import uuid4

import pytest
from pydantic import ValidationError

from components.design_tree.designs import Design
from components.pictures import Pictures
from components.pictures.picture import proportions
from components.pictures.placeholder import placeholder
from components.pictures.thumbnails import expires_at, thumbnail
from demo import oddities
from inspection.answers import Kind
from settings import Settings
from store.records import SessionSummary

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOSTS = Settings().thumbnail_hosts
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
BUCKET = "https://s3-us-west-2.amazonaws.com/figma-alpha-api"
EXPORT = "https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/a/b"


def expiring(seconds: int) -> str:
    return f"https://s3-alpha-sig.figma.com/img/x?Expires={int(NOW.timestamp()) + seconds}"


def signed(date: str, seconds: int | str) -> str:
    return (
        "https://s3-alpha.figma.com/thumbnails/x?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        f"&X-Amz-Date={date}&X-Amz-Expires={seconds}&X-Amz-Signature=x"
    )


def summary(url: str | None, width: int | None = 390, height: int | None = 844) -> SessionSummary:
    return SessionSummary(
        id=uuid4(),
        session_id="0a1b2c3d…",
        thumbnail_url=url,
        thumbnail_too_large=False,
        frame_name="Login",
        frame_width=width,
        frame_height=height,
        status="ready",
        error_code=None,
        created_at=NOW,
        updated_at=NOW,
        code_bytes=None,
        version="1",
    )


@pytest.mark.parametrize(
    "url",
    [
        PIXEL,
        EXPORT,
        "https://S3-Alpha.Figma.com/x.png",
        expiring(60),
        signed("20261123T110000Z", 3_601),
        signed("soon", 1),
        signed("20250406T120000Z", "x"),
        "https://s3-alpha-sig.figma.com/img/x?Expires=99999999999999999999",
        "https://s3-alpha-sig.figma.com/img/x?Expires=soon",
        f"{BUCKET}/img/a..b/x.png",
        "https://figma-alpha-api.s3.us-west-2.amazonaws.com/images/x",
    ],
)
def test_a_known_host_or_a_complete_inline_picture_is_loaded(url: str) -> None:
    result = thumbnail(url, hosts=HOSTS, now=NOW)
    assert (result.source, result.note) == (url, "")


@pytest.mark.parametrize(
    ("url", "note"),
    [
        (None, "no thumbnail"),
        ("", "no thumbnail"),
        (" ", "no thumbnail"),
        ("not a url", "thumbnail address not usable"),
        ("https://", "thumbnail address not usable"),
        ("https://[::1", "thumbnail address not usable"),
        ("javascript:alert(1)", "thumbnail address not usable"),
        ("http://s3-alpha-sig.figma.com/img/x", "thumbnail address not usable"),
        ("https://s3-alpha.figma.com/a b", "thumbnail address not usable"),
        ("https:\t//s3-alpha.figma.com/a", "thumbnail address not usable"),
        ("https://evil.example\\@s3-alpha.figma.com/", "thumbnail address not usable"),
        ("https://s3-alpha.figma.com/" + "x" * 5_000, "thumbnail address not usable"),
        ("data:text/html;base64,PGI+", "thumbnail address not usable"),
        ("data:image/svg+xml;base64,PHN2Zz4=", "thumbnail address not usable"),
        ("data:image/png;base64,not-base64!!", "thumbnail damaged"),
        ("data:image/png;base64,iVBORw0KGgo=", "thumbnail damaged"),
        (PIXEL[:-24], "thumbnail damaged"),
        ("https://evil.example/x.png", "thumbnail host not allowed"),
        ("https://s3-alpha-sig.figma.com.evil.example/x", "thumbnail host not allowed"),
        ("https://s3-alpha.figma.com@evil.example/x", "thumbnail host not allowed"),
        ("https://someone@s3-alpha.figma.com/x", "thumbnail host not allowed"),
        ("https://s3-alpha.figma.com:8443/x", "thumbnail host not allowed"),
        ("https://s3-us-west-2.amazonaws.com/anybody/x.png", "thumbnail host not allowed"),
        ("https://s3-us-west-2.amazonaws.com/figma-alpha-api", "thumbnail host not allowed"),
        (f"{BUCKET}/../anybody/x.png", "thumbnail host not allowed"),
        (f"{BUCKET}/%2E%2e/anybody/x.png", "thumbnail host not allowed"),
        (f"{BUCKET}/img/..", "thumbnail host not allowed"),
        (expiring(-60), "thumbnail expired 23 Nov 2026, 1 min ago"),
        (signed("20250406T120000Z", 604_800), "thumbnail expired 13 Apr 2025, 589 days ago"),
        (
            "https://s3-alpha-sig.figma.com/thumbnails/a?Expires=1597622400&Signature=x",
            "thumbnail expired 17 Aug 2020, 2289 days ago",
        ),
        (expiring(-3 * 86_400), "thumbnail expired 20 Nov 2026, 3 days ago"),
    ],
)
def test_every_other_address_is_blocked_and_the_note_says_why(url: str | None, note: str) -> None:
    result = thumbnail(url, hosts=HOSTS, now=NOW)
    assert (result.source, result.note) == (None, note)


def test_a_thumbnail_that_was_too_large_to_read_says_so() -> None:
    result = thumbnail(None, hosts=HOSTS, now=NOW, too_large=True)
    assert (result.source, result.note) == (None, "thumbnail too large to show")


def test_a_signed_address_of_supabase_storage_says_when_it_expires() -> None:
    address = oddities.storage_object(1, NOW - timedelta(days=4))
    assert expires_at(address) == NOW - timedelta(days=4)
    host = "demodemodemodemodemo.supabase.co"
    assert (
        thumbnail(address, hosts=[host], now=NOW).note
        == "thumbnail expired 19 Nov 2026, 4 days ago"
    )
    assert thumbnail(address, hosts=[host], now=NOW - timedelta(days=5)).source == address


def test_the_earliest_expiry_counts() -> None:
    both = signed("20250406T120000Z", 604_800) + f"&Expires={int(NOW.timestamp())}"
    assert expires_at(both) == datetime(2025, 4, 13, 12, tzinfo=UTC)
    assert expires_at(both.replace("X-Amz", "x-amz")) == datetime(2025, 4, 13, 12, tzinfo=UTC)
    assert expires_at(signed("20250406T120000Z", 10**20)) is None


@pytest.mark.parametrize("url", [EXPORT, oddities.image_export(1)])
def test_an_image_export_expires_after_30_days(url: str) -> None:
    hosts = [*HOSTS, "figma-alpha-api.s3.us-west-2.amazonaws.com"]
    for days, gone in ((29, False), (31, True)):
        result = thumbnail(url, hosts=hosts, now=NOW, set_at=NOW - timedelta(days=days))
        assert (result.source is None) is gone
    assert result.note == "thumbnail expired 22 Nov 2026, 24 h ago"
    assert thumbnail(url, hosts=hosts, now=NOW).source == url
    other = "https://s3-alpha.figma.com/x.png"
    assert thumbnail(other, hosts=hosts, now=NOW, set_at=NOW - timedelta(days=99)).source == other


@pytest.mark.parametrize(
    "body", ["", "!!", "e30", "W10", base64.urlsafe_b64encode(b"[" * 100_000).decode(), "bnVsbA"]
)
def test_a_token_without_exp_has_no_expiry(body: str) -> None:
    assert expires_at(f"https://x.supabase.co/a?token=a.{body}.c") is None


def test_the_hosts_are_a_setting() -> None:
    assert Settings(thumbnail_hosts="Images.Example.com , cdn.example.org").thumbnail_hosts == (
        "images.example.com",
        "cdn.example.org",
    )
    assert Settings(thumbnail_hosts="none").thumbnail_hosts == ()
    folder = Settings(thumbnail_hosts="CDN.example.org/Figma/previews/").thumbnail_hosts
    assert folder == ("cdn.example.org/Figma/previews/",)


@pytest.mark.parametrize(
    "name",
    [
        *("*", "*.example.com", "https://x.example", "a.b;script-src *"),
        *("a.b/c", "a.b/../", "a.b/./c/", "a.b//", "a.b/c;d/", "a.b/c d/", "/c/"),
    ],
)
def test_a_setting_that_is_not_a_host_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="is not the name of a host"):
        Settings(thumbnail_hosts=name)


DRAWING = "/pictures/drawings/1/2"


def test_a_picture_is_the_drawing_with_the_thumbnail_over_it() -> None:
    row, other = summary(EXPORT), summary("https://evil.example/x.png")
    pictures = Pictures({row.id: DRAWING}, HOSTS, NOW)
    assert pictures.picture_of(row).layers("Login") == {
        "drawing": DRAWING,
        "thumbnail": EXPORT,
        "reason": "",
        "note": "",
        "alt": "Login",
        "cropped": False,
    }
    assert pictures.picture_of(other).drawing == placeholder(390, 844)
    assert pictures.picture_of(other).thumbnail.source is None


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (390, 844, (390, 844, False)),
        (1440, 14_400, (1440, 4320, True)),
        (3000, 10, (3000, 1000, False)),
        (None, 844, (4, 3, False)),
        (0, 0, (4, 3, False)),
        (-5, 3, (4, 3, False)),
        (2_147_483_647, 1, (2_147_483_647, 2_147_483_647 / 3, False)),
    ],
)
def test_proportions_stay_within_what_can_be_shown(
    width: int | None, height: int | None, expected: tuple[float, float, bool]
) -> None:
    assert proportions(width, height) == expected
    fitted = Pictures({}, (), NOW).picture_of(summary(None, width, height)).fit(240, 200)
    assert all(0 < side <= most for side, most in zip(fitted, (240, 200), strict=True))
    assert "svg" in placeholder(width, height)


@pytest.mark.parametrize(
    ("width", "height"),
    [(0, -5), (-5, 3), (None, 844), (390, None), (1440, 480), (1440, 7200), (8, 3), (390, 844)],
)
def test_a_placeholder_gives_its_reason_in_any_ordinary_size(
    width: int | None, height: int | None
) -> None:
    row = summary(None, width, height)
    design = Design(Kind.FIGMA_ERROR, "Figma said 404: Not found")
    picture = Pictures({row.id: DRAWING}, (), NOW, {row.id: design}).picture_of(row)
    words = re.findall("<text[^>]*>([^<]*)<", unquote(picture.drawing))
    assert words == ["Figma", "404"]
    assert picture.is_placeholder


def test_a_drawing_is_not_a_placeholder() -> None:
    row, other = summary(None), summary(None)
    pictures = Pictures({row.id: DRAWING}, (), NOW)
    assert [pictures.picture_of(each).is_placeholder for each in (row, other)] == [False, True]
