"""Account settings on a tablet."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, divider, ellipse, frame, icon, row, spacer, text

SECTIONS = (
    ("user", "Profile"), ("bell", "Notifications"), ("lock", "Security"),
    ("credit-card", "Billing"), ("users", "Team"), ("globe", "Language"),
)  # fmt: skip
SWITCHES = (
    ("Comments on my work", "When somebody writes below a file of yours", True),
    ("Mentions", "When somebody writes your name", True),
    ("Weekly summary", "Every Monday at 9:00 in your time zone", False),
    ("Product news", "At most once a month", False),
)
DEVICES = (
    ("MacBook Pro, Lisbon", "This device", "sun"),
    ("iPhone 15, Lisbon", "2 hours ago", "phone"),
    ("Chrome on Windows, Porto", "12 November", "globe"),
)


def _switch(accent: str, on: bool) -> Node:
    return frame(
        ellipse(20, 20, fill="white", at=(22 if on else 2, 2), name="Knob"),
        name="Switch / on" if on else "Switch / off", width=44, height=24, radius=12,
        fill=f"{accent}-600" if on else "zinc-300",
    )  # fmt: skip


def _card(title: str, words: str, *children: Node) -> Node:
    return column(
        column(text(title, 18, 600, "zinc-900"), text(words, 14, color="zinc-500"), gap=2,
               name="Heading"),
        *children, name=f"Card / {title}", width="fill", padding=24, gap=18, radius=16,
        fill="white", stroke="zinc-200",
    )  # fmt: skip


def _field(label: str, value: str) -> Node:
    return column(
        text(label, 13, 500, "zinc-600"),
        row(text(value, 15, color="zinc-900"), name="Input", width="fill", height=44,
            padding=(0, 14), radius=10, fill="white", stroke="zinc-300"),
        name=f"Field / {label}", width="fill", gap=6,
    )  # fmt: skip


def build(accent: str) -> Node:
    """834 by 1194: sections on the left, three cards."""
    sections = [
        row(icon(symbol, 20, f"{accent}-700" if at == 0 else "zinc-500"),
            text(label, 14, 600 if at == 0 else 500, f"{accent}-700" if at == 0 else "zinc-600"),
            width="fill", height=44, padding=(0, 12), gap=12, radius=10,
            fill=f"{accent}-100" if at == 0 else "zinc-50", name=f"Section / {label}")
        for at, (symbol, label) in enumerate(SECTIONS)
    ]  # fmt: skip
    profile = _card(
        "Profile", "What your team sees of you.",
        row(ellipse(72, 72, gradient=("sky-200", f"{accent}-400"), image="Tomas", name="Photo"),
            column(text("Tomas Andrade", 16, 600, "zinc-900"),
                   text("PNG or JPG, at most 2 MB", 13, color="zinc-500"), name="Words"),
            spacer(),
            row(icon("camera", 18, "zinc-700"), text("Change photo", 14, 600, "zinc-700"),
                height=40, padding=(0, 14), gap=8, radius=10, fill="white", stroke="zinc-300",
                name="Button"),
            width="fill", gap=16, name="Photo"),
        row(_field("First name", "Tomas"), _field("Last name", "Andrade"), width="fill", gap=16,
            name="Names"),
        _field("Email", "tomas@papertrail.studio"),
    )  # fmt: skip
    switches: list[Node] = []
    for title, words, on in SWITCHES:
        switches += [
            divider("zinc-100"),
            row(column(text(title, 14, 600, "zinc-900"), text(words, 13, color="zinc-500"),
                       name="Words"), spacer(), _switch(accent, on), width="fill", name=title),
        ]  # fmt: skip
    devices = [
        row(row(icon(symbol, 18, "zinc-600"), width=36, height=36, radius=10, fill="zinc-100",
                justify="CENTER", name="Icon"),
            text(name, 14, 500, "zinc-800", width="fill"), text(seen, 13, color="zinc-500"),
            width="fill", gap=12, name=name)
        for name, seen, symbol in DEVICES
    ]  # fmt: skip
    foot = row(
        row(text("Cancel", 14, 600, "zinc-700"), height=44, padding=(0, 18), radius=10,
            fill="white", stroke="zinc-300", name="Button"),
        row(text("Save changes", 14, 600, "white"), height=44, padding=(0, 18), radius=10,
            fill=f"{accent}-600", name="Button / Primary"),
        width="fill", gap=12, justify="MAX", name="Foot",
    )  # fmt: skip
    return row(
        column(text("Settings", 24, 700, "zinc-900"), column(*sections, width="fill", gap=4,
               name="Sections"), width=232, height="fill", padding=(40, 20), gap=24,
               fill="zinc-50", stroke="zinc-200", name="Sidebar"),
        column(profile, _card("Notifications", "Sent by email.", *switches),
               _card("Devices", "Where you are signed in.", *devices), foot,
               width="fill", height="fill", padding=(40, 32), gap=20, name="Main"),
        name="Settings", width=834, height=1194, align="MIN", fill="zinc-100",
    )  # fmt: skip


DESIGN = Design(
    key="settings",
    file_name="Papertrail workspace",
    frame_names=("Settings / Tablet", "Account settings", "Settings — iPad 11", "Preferences"),
    accents=("sky", "orange"),
    build=build,
    thumbnail_width=400,
)
