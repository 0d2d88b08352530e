"""A month calendar on a tablet."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, icon, row, spacer, text

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# June 2026 begins on a Monday; 3 is today.
EVENTS = {
    2: (("Sprint planning", "blue"),),
    3: (("Design review", "fuchsia"), ("Lunch with Amir", "emerald")),
    5: (("Release 4.2", "rose"),),
    9: (("Dentist", "amber"),),
    11: (("Workshop, day 1", "blue"),),
    12: (("Workshop, day 2", "blue"),),
    16: (("Team dinner", "emerald"),),
    18: (("Budget call", "amber"), ("Usability tests", "fuchsia")),
    24: (("Flight to Oslo", "sky"),),
    25: (("Nordic design days", "sky"),),
}
TODAY = 3
AGENDA = (
    ("9:30", "Design review", "Room Linden", "fuchsia"),
    ("12:30", "Lunch with Amir", "The corner bistro", "emerald"),
    ("15:00", "Write the release notes", "Blocked for one hour", "blue"),
)


def _day(accent: str, number: int, inside: bool) -> Node:
    today = inside and number == TODAY
    color = "white" if today else "slate-700" if inside else "slate-300"
    label = row(
        text(str(number), 13, 600 if today else 500, color), width=26, height=26, radius=13,
        justify="CENTER", fill=f"{accent}-600" if today else "white", name="Number",
    )  # fmt: skip
    events = [
        row(text(title, 11, 600, f"{tone}-700"), width="fill", padding=(2, 6), radius=5,
            fill=f"{tone}-100", name="Event")
        for title, tone in (EVENTS.get(number, ()) if inside else ())
    ]  # fmt: skip
    return column(
        label, *events, name=f"Day {number}", width="fill", height="fill", padding=6, gap=3,
        fill="white", stroke="slate-100",
    )  # fmt: skip


def _month(accent: str) -> Node:
    numbers = [(number, True) for number in range(1, 31)] + [(n, False) for n in range(1, 6)]
    weeks = [
        row(*(_day(accent, *day) for day in numbers[start : start + 7]), width="fill",
            height="fill", name=f"Week {start // 7 + 1}", align="MIN")
        for start in range(0, 35, 7)
    ]  # fmt: skip
    head = row(
        *(row(text(day, 12, 600, "slate-400"), width="fill", padding=(8, 10), name=day)
          for day in DAYS),
        width="fill", name="Days",
    )  # fmt: skip
    return column(head, *weeks, name="Month", width="fill", height="fill", radius=16, clip=True,
                  fill="white", stroke="slate-200")  # fmt: skip


def _agenda() -> Node:
    entries = [
        row(text(at, 13, 600, "slate-500", width=44), ellipse(10, 10, fill=f"{tone}-500"),
            column(text(title, 14, 600), text(place, 13, color="slate-500"), name="Words"),
            width="fill", gap=12, name=f"Entry / {title}")
        for at, title, place, tone in AGENDA
    ]  # fmt: skip
    return row(
        column(text("Today", 13, 600, "slate-500"), text("Wednesday, 3 June", 16, 600), gap=2,
               width=170, name="Date"),
        *entries, name="Agenda", width="fill", padding=20, gap=16, radius=16, fill="white",
        stroke="slate-200",
    )  # fmt: skip


def build(accent: str) -> Node:
    """1024 by 768: header, five weeks, today's agenda."""
    views = row(
        row(text("Month", 13, 600), padding=(6, 14), radius=8, fill="white", shadow=True,
            name="On"),
        row(text("Week", 13, 500, "slate-500"), padding=(6, 14), name="Off"),
        row(text("Day", 13, 500, "slate-500"), padding=(6, 14), name="Off"),
        padding=4, radius=10, fill="slate-200", name="Views",
    )  # fmt: skip
    header = row(
        text("June 2026", 24, 700),
        row(icon("chevron-left", 20, "slate-500"), icon("chevron-right", 20, "slate-500"), gap=8,
            name="Arrows"),
        spacer(), views,
        row(icon("plus", 18, "white"), text("New event", 14, 600, "white"), height=40, gap=8,
            padding=(0, 16), radius=10, fill=f"{accent}-600", name="Button"),
        width="fill", gap=16, name="Header",
    )  # fmt: skip
    return column(header, _month(accent), _agenda(), name="Calendar", width=1024, height=768,
                  padding=(28, 28), gap=18, fill="slate-50")  # fmt: skip


DESIGN = Design(
    key="calendar",
    file_name="Daybook planner",
    frame_names=("Calendar / Month", "Calendar — tablet", "Month view", "Planner month (1024)"),
    accents=("indigo", "emerald"),
    build=build,
    thumbnail_width=440,
)
