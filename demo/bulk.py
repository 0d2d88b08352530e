"""Many small rows for measurements, realistically distributed and written with COPY."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

import psycopg

from demo.plan import HOURS

BATCH: Final = 10_000
DAYS: Final = 90
COPY: Final = """
    COPY prototype_sessions (id, session_id, design_context, generated_code, thumbnail_url,
        frame_name, frame_width, frame_height, status, error_code, created_at, updated_at)
    FROM STDIN
"""
NULL: Final = r"\N"

STATUSES: Final = {
    "ready": 745, "error": 180, "generating": 30, "pending": 35, "archived": 5, "queued": 2,
    NULL: 3,
}  # fmt: skip
SIZES: Final = {
    (390, 844): 26, (375, 812): 12, (430, 932): 7, (834, 1194): 8, (1024, 768): 6,
    (1280, 832): 10, (1440, 1024): 22, (1920, 1080): 7, (NULL, NULL): 2,
}  # fmt: skip
PRODUCTS: Final = (
    "Northwind", "Tidepool", "Halcyon", "Meridian", "Folio", "Harrow", "Autumn", "Saltwind",
    "Evenwell", "Papertrail", "Daybook", "Lumenstack", "Grainline", "Claywork", "Fernwood",
    "Oktave", "Brightside", "Nordlys", "Parcel", "Quillon", "Rowan", "Solstice", "Umber", "Vesper",
)  # fmt: skip
SCREENS: Final = (
    "Login", "Sign up", "Onboarding", "Home", "Dashboard", "Settings", "Profile", "Checkout",
    "Cart", "Product", "Pricing", "Landing", "Search", "Results", "Chat", "Inbox", "Calendar",
    "Board", "Reports", "Billing", "Team", "Invite", "Notifications", "Player", "Gallery", "Map",
    "Article", "Editor", "Empty state", "Error page", "لوحة التحكم", "🚀 Launch",
)  # fmt: skip

# Already escaped for COPY: a newline in code is written as backslash n.
DESIGN: Final = (
    '{{"name": "{name}", "nodes": {{"{n}:2": {{"styles": {{}}, "components": {{}}, "document":'
    ' {{"id": "{n}:2", "name": "{name}", "type": "FRAME", "layoutMode": "VERTICAL",'
    ' "itemSpacing": {gap}, "absoluteBoundingBox": {{"x": {n}, "y": 0, "width": 390,'
    ' "height": 844}}, "fills": [{{"type": "SOLID", "color": {{"r": 1, "g": 1, "b": 1, "a": 1}}}}],'
    ' "children": [{{"id": "{n}:3", "name": "Title", "type": "TEXT", "characters": "Screen {n}",'
    ' "style": {{"fontFamily": "Inter", "fontSize": 24, "fontWeight": 700, "lineHeightPx": 32}},'
    ' "absoluteBoundingBox": {{"x": {n}, "y": {gap}, "width": 180, "height": 32}}}},'
    ' {{"id": "{n}:4", "name": "Button", "type": "RECTANGLE", "cornerRadius": 12,'
    ' "absoluteBoundingBox": {{"x": {n}, "y": 700, "width": 342, "height": 52}}}}]}}}}}}}}'
)
CODE: Final = (
    'import {{ useState }} from "react";\\n\\nexport default function Screen{n}() {{\\n'
    "  const [count, setCount] = useState({gap});\\n\\n  return (\\n"
    '    <div className="mx-auto flex min-h-screen max-w-sm flex-col gap-{gap} bg-white p-6">\\n'
    '      <h1 className="text-2xl font-bold text-slate-900">Screen {n}</h1>\\n'
    + "".join(
        f'      <p className="text-sm text-slate-{shade}">Paragraph {shade} of {{n}}</p>\\n'
        for shade in (500, 600, 700, 800)
    )
    + "      <button\\n        onClick={{() => setCount(count + 1)}}\\n"
    '        className="h-12 rounded-xl bg-indigo-600 px-6 font-semibold text-white"\\n      >\\n'
    "        Pressed {{count}} times\\n      </button>\\n    </div>\\n  );\\n}}\\n"
)
THUMBNAIL: Final = "https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/{:04x}/{:032x}/{:032x}"


def copy_rows(
    connection: psycopg.Connection[tuple[object, ...]],
    count: int,
    now: datetime,
    progress: Callable[[int, float], None],
) -> None:
    """Add `count` rows of the 90 days before `now` in one transaction, then ANALYZE.

    `progress` is called with the rows so far and the seconds since the start.
    """
    held = connection.execute("SELECT count(*) FROM prototype_sessions").fetchone()
    random = Random(f"{count} rows after {held}")
    began = time.monotonic()
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for first in range(0, count, BATCH):
            size = min(BATCH, count - first)
            copy.write("".join(_lines(random, first, size, now)).encode())
            progress(first + size, time.monotonic() - began)
    connection.commit()
    connection.execute("ANALYZE prototype_sessions")
    connection.commit()


def _lines(random: Random, first: int, size: int, now: datetime) -> Iterator[str]:
    """`size` lines in COPY's text format."""
    statuses = random.choices(list(STATUSES), list(STATUSES.values()), k=size)
    sizes = random.choices(list(SIZES), list(SIZES.values()), k=size)
    hours = random.choices(range(24), HOURS, k=size)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for at in range(size):
        n, gap, status = first + at, 2 + at % 7, statuses[at]
        width, height = sizes[at]
        name = _name(random, n)
        created = midnight + timedelta(
            days=-random.randrange(DAYS), hours=hours[at], seconds=3600 * random.random()
        )
        if created > now:
            created -= timedelta(days=1)
        took = 0.0 if status == "pending" else random.lognormvariate(3.1, 0.42)
        updated = min(now, created + timedelta(seconds=took))
        code = CODE.format(n=n, gap=gap) if status == "ready" else NULL
        error = f"BP-{random.getrandbits(24):06X}" if status == "error" else NULL
        bits = random.getrandbits(128)
        picture = THUMBNAIL.format(n % 65_536, bits, bits >> 3) if n % 10 else NULL
        design = DESIGN.format(n=n, gap=gap, name="Screen" if name == NULL else name)
        yield (
            f"{UUID(int=bits, version=4)}\t{UUID(int=random.getrandbits(128), version=4)}\t"
            f"{design}\t{code}\t{picture}\t{name}\t{width}\t{height}\t{status}\t{error}\t"
            f"{created.isoformat()}\t{updated.isoformat()}\n"
        )


def _name(random: Random, n: int) -> str:
    if n % 200 == 0:
        return NULL
    product, screen = random.choice(PRODUCTS), random.choice(SCREENS)
    return f"{product} / {screen} {random.randrange(1, 2_000)}"
