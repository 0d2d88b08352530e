"""What real rows hold besides the ordinary: lost pictures, broken code, strange names and trees."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
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
    """Figma's image export: no expiry in the address, gone after 30 days."""
    first, second = _digest(f"first {number}"), _digest(f"second {number}")
    return f"https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/{first[:4]}/{first}/{second}"


def signed_thumbnail(number: int, expires: datetime) -> str:
    """Figma's signed thumbnail, whose `Expires` tells when it goes."""
    return (
        f"https://s3-alpha-sig.figma.com/thumbnails/{_digest(f'sig {number}')}"
        f"?Expires={int(expires.timestamp())}&Key-Pair-Id=APKADEMODEMODEMO"
        f"&Signature={_digest(f'signature {number}')}~{_digest(str(number))}__"
    )


def image_export_today(number: int) -> str:
    """Figma's image export as it is today; gone after 30 days as well."""
    return (
        "https://figma-alpha-api.s3.us-west-2.amazonaws.com/images/"
        f"{uuid5(NAMESPACE_URL, f'export {number}')}"
    )


def signed_thumbnail_today(number: int, expires: datetime) -> str:
    """Figma's signed thumbnail as it is today: valid for a week after `X-Amz-Date`."""
    signed = expires - timedelta(days=7)
    return (
        f"https://s3-alpha.figma.com/thumbnails/{uuid5(NAMESPACE_URL, f'signed {number}')}"
        f"?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={signed:%Y%m%dT%H%M%SZ}"
        f"&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature={_digest(str(number))}"
    )


def storage_object(number: int, expires: datetime) -> str:
    """Supabase Storage's signed address, whose token's `exp` tells when it goes."""
    return (
        "https://demodemodemodemodemo.supabase.co/storage/v1/object/sign/thumbnails/"
        f"{_digest(f'storage {number}')}.png?token={_jwt(expires)}"
    )


def lost_thumbnails(now: datetime) -> list[str | None]:
    """One address of each form that shows no picture any more, or never did."""
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


def truncated(code: str) -> str:
    """The model ran into its output limit."""
    return code[: len(code) * 62 // 100]


def fenced(code: str) -> str:
    """The Markdown fence was left around the code."""
    return f"```tsx\n{code}```\n"


def talkative(code: str) -> str:
    """Half a fence, and the model's own words around it."""
    return f"Here is the React component for your design:\n\n```tsx\n{code}"


def without_default_export(code: str) -> str:
    """A component that nobody can import."""
    return code.replace("export default function", "function")


def throwing(code: str) -> str:
    """Reads a property of nothing on its first render."""
    return code.replace(
        "  return (\n    <div", "  const user = undefined as any;\n\n  return (\n    <div", 1
    ).replace("</h1>", " {user.profile.name}</h1>", 1)


def looping(code: str) -> str:
    """Never comes back from its first render."""
    loop = "  let turns = 0;\n  while (turns >= 0) {\n    turns += 1;\n  }\n\n"
    return code.replace("  return (\n    <div", f"{loop}  return (\n    <div", 1)


def unknown_import(code: str) -> str:
    """Imports a library that the preview does not have."""
    return f'import {{ motion }} from "framer-motion";\n{code}'


def announced(code: str) -> str:
    """The model says what it is about to do, in no sentence."""
    return f"I will now add the page you asked for\n\n{code}"


def tagged(code: str) -> str:
    """The tags of the tool that wrote the file."""
    return f'<app-write path="src/App.tsx">\n{code}</app-write>\n'


def web_page(code: str) -> str:
    """A whole page of HTML instead of a component."""
    return "<!doctype html>\n<html>\n<body>\n<h1>Welcome</h1>\n</body>\n</html>\n" + code[:0]


def several_files(code: str) -> str:
    """A style sheet behind the component."""
    return f"// src/App.tsx\n{code}\n// src/index.css\nbody {{\n  margin: 0;\n}}\n"


def empty(code: str) -> str:
    """Nothing at all: the whole answer was a fence."""
    return code[:0]


BROKEN: Final[tuple[Callable[[str], str], ...]] = (
    truncated, truncated, truncated, fenced, fenced, talkative, without_default_export,
    without_default_export, throwing, throwing, looping, unknown_import, empty,
    announced, tagged, web_page, several_files,
)  # fmt: skip


def without_boxes(context: dict[str, Any]) -> dict[str, Any]:
    """The same design with every third node's box null, as Figma has it for hidden nodes."""
    seen = 0

    def node(value: dict[str, Any]) -> dict[str, Any]:
        nonlocal seen
        seen += 1
        made = dict(value)
        if seen % 3 == 0:
            made["absoluteBoundingBox"] = None
        if "children" in value:
            made["children"] = [node(child) for child in value["children"]]
        return made

    return _with_document(context, node)


def deep(context: dict[str, Any], levels: int = 105) -> dict[str, Any]:
    """The same design inside many nested groups."""

    def nest(document: dict[str, Any]) -> dict[str, Any]:
        inner = {**document, "id": "9:1"}
        shell = {"type": "GROUP", "absoluteBoundingBox": document["absoluteBoundingBox"]}
        for level in range(levels):
            inner = {**shell, "id": f"8:{level}", "name": f"Group {level}", "children": [inner]}
        return {**document, "children": [inner]}

    return _with_document(context, nest)


def enormous(context: dict[str, Any], size: int = 3_000_000) -> dict[str, Any]:
    """The same design followed by copies of itself, 3 MB of JSON and thousands of nodes."""

    def repeat(document: dict[str, Any]) -> dict[str, Any]:
        copies = size // len(json.dumps(document)) + 1
        height = document["absoluteBoundingBox"]["height"]
        return {
            **document,
            "layoutMode": "VERTICAL",
            "children": [_moved(document, number, number * height) for number in range(copies)],
            "absoluteBoundingBox": {
                **document["absoluteBoundingBox"],
                "height": height * copies,
            },
        }

    return _with_document(context, repeat)


def _moved(node: dict[str, Any], number: int, down: float) -> dict[str, Any]:
    box = node["absoluteBoundingBox"]
    return {
        **node,
        "id": f"{node['id']}:{number}",
        "absoluteBoundingBox": {**box, "y": round(box["y"] + down, 2)},
        "children": [_moved(child, number, down) for child in node.get("children", ())],
    }


def _with_document(
    context: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    ((key, node),) = context["nodes"].items()
    return {**context, "nodes": {key: {**node, "document": change(node["document"])}}}
