"""Unusual contents of real rows: lost pictures, broken code, strange names and trees."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

LONG_NAME: Final = "Checkout / Payment / Card details / " + "variant with a very long name " * 14

NAMES: Final[tuple[str | None, ...]] = (
    "🚀 Launch page",
    "Checkout ✅ v3 🛒",
    "👩🏽‍💻 Team profile",
    "لوحة التحكم",
    "تسجيل الدخول / جوال",
    "מסך כניסה",
    "הגדרות חשבון (v2)",
    "購入手続き / スマホ",
    LONG_NAME,
    "<b>Header</b> & \"quotes\" <script>alert('x')</script>",
    "Two\nlines\tand a tab",
    "=HYPERLINK(A1)",
    "",
    None,
    None,
)

SIZES: Final[tuple[tuple[int | None, int | None], ...]] = ((None, None), (None, 844), (14400, 9000))


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


def _jwt(expires: datetime) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    head = part({"alg": "HS256", "typ": "JWT"})
    body = part({"url": "thumbnails/frame.png", "exp": int(expires.timestamp())})
    return f"{head}.{body}.{base64.urlsafe_b64encode(bytes(range(32))).rstrip(b'=').decode()}"


def image_export(number: int) -> str:
    """Figma's image export: no expiry in the address, but gone after 30 days."""
    first, second = _digest(f"first {number}"), _digest(f"second {number}")
    return f"https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/{first[:4]}/{first}/{second}"


def signed_thumbnail(number: int, expires: datetime) -> str:
    """Figma's signed thumbnail, with an `Expires` date."""
    return (
        f"https://s3-alpha-sig.figma.com/thumbnails/{_digest(f'sig {number}')}"
        f"?Expires={int(expires.timestamp())}&Key-Pair-Id=APKADEMODEMODEMO"
        f"&Signature={_digest(f'signature {number}')}~{_digest(str(number))}__"
    )


def image_export_today(number: int) -> str:
    """Figma's image export in its current form; also gone after 30 days."""
    return (
        "https://figma-alpha-api.s3.us-west-2.amazonaws.com/images/"
        f"{uuid5(NAMESPACE_URL, f'export {number}')}"
    )


def signed_thumbnail_today(number: int, expires: datetime) -> str:
    """Figma's signed thumbnail in its current form: valid for a week after `X-Amz-Date`."""
    signed = expires - timedelta(days=7)
    return (
        f"https://s3-alpha.figma.com/thumbnails/{uuid5(NAMESPACE_URL, f'signed {number}')}"
        f"?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={signed:%Y%m%dT%H%M%SZ}"
        f"&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature={_digest(str(number))}"
    )


def storage_object(number: int, expires: datetime) -> str:
    """Supabase Storage's signed address, whose token has an `exp`."""
    return (
        "https://demodemodemodemodemo.supabase.co/storage/v1/object/sign/thumbnails/"
        f"{_digest(f'storage {number}')}.png?token={_jwt(expires)}"
    )


def lost_thumbnails(now: datetime) -> list[str | None]:
    """One address of each form that no longer shows a picture, or never did."""
    past = [now - timedelta(days=days, hours=3) for days in (1, 4, 9)]
    return [
        *(image_export(number) for number in range(2)),
        *(image_export_today(number) for number in range(2)),
        signed_thumbnail(0, past[0]),
        *(signed_thumbnail_today(number, past[number]) for number in (1, 2)),
        *(storage_object(number, moment) for number, moment in enumerate(past)),
        *(None, None, None, None, "", ""),
        *("undefined", "javascript:alert(1)", "https://", "<img src=x onerror=alert(1)>"),
        *("data:image/png;base64,not-base64!!", "data:image/png;base64,iVBORw0KGgo="),
    ]
