"""The second of three onboarding screens on a phone."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, frame, group, icon, rect, row, spacer, text, vector
from demo.paths import smooth

GOALS = (
    ("moon", "Sleep better", "Wind down at the same time", True),
    ("activity", "Move more", "Small walks, every day", True),
    ("heart", "Eat with care", "Cook at home twice a week", False),
)


def _illustration(accent: str) -> Node:
    hill = smooth([(0, 190), (90, 130), (190, 176), (280, 112), (342, 150)])
    near = smooth([(0, 220), (110, 180), (220, 214), (342, 176)])
    sky = frame(
        rect(342, 260, gradient=(f"{accent}-100", f"{accent}-300"), radius=28, at=(0, 0),
             name="Sky"),
        ellipse(84, 84, fill="white/80", at=(214, 36), name="Moon"),
        group(
            *(ellipse(size, size, fill="white/90", at=(x, y))
              for size, x, y in ((5, 40, 40), (4, 88, 70), (6, 132, 34), (4, 176, 84))),
            name="Stars",
        ),
        vector((*hill, (342, 260), (0, 260)), fill=f"{accent}-500/60", name="Far hills"),
        vector((*near, (342, 260), (0, 260)), fill=f"{accent}-700", name="Near hills"),
        name="Illustration", width=342, height=260, radius=28, clip=True,
    )  # fmt: skip
    return sky


def _goal(accent: str, symbol: str, title: str, words: str, chosen: bool) -> Node:
    mark = (
        row(icon("check", 14, "white", 3), name="Check", width=24, height=24, radius=12,
            justify="CENTER", fill=f"{accent}-600")
        if chosen
        else ellipse(24, 24, fill="white", stroke="slate-300", stroke_weight=2, name="Check")
    )  # fmt: skip
    return row(
        row(icon(symbol, 20, f"{accent}-600"), name="Icon", width=40, height=40, radius=12,
            justify="CENTER", fill=f"{accent}-100"),
        column(text(title, 15, 600), text(words, 13, color="slate-500"), width="fill",
               name="Words"),
        mark, name=f"Goal / {title}", width="fill", padding=(12, 16), gap=14, radius=16,
        fill=f"{accent}-50" if chosen else "white",
        stroke=f"{accent}-600" if chosen else "slate-200",
    )  # fmt: skip


def build(accent: str) -> Node:
    """390 by 844: illustration, question, three goals, steps and button."""
    steps = row(
        rect(8, 8, radius=4, fill="slate-200"), rect(28, 8, radius=4, fill=f"{accent}-600"),
        rect(8, 8, radius=4, fill="slate-200"), gap=6, name="Steps",
    )  # fmt: skip
    return column(
        row(icon("arrow-left", 24, "slate-700"), spacer(),
            text("Skip", 15, 600, "slate-500"), width="fill", name="Top"),
        _illustration(accent),
        column(text("What would you like to change first?", 24, 700, width="fill"),
               text("Choose one or two. You can add more later.", 15, color="slate-500"),
               width="fill", gap=6, name="Question"),
        column(*(_goal(accent, *goal) for goal in GOALS), width="fill", gap=10, name="Goals"),
        row(steps, spacer(),
            row(text("Continue", 16, 600, "white"), icon("arrow-right", 20, "white"), height=52,
                padding=(0, 24), gap=8, radius=26, fill=f"{accent}-600", name="Button"),
            width="fill", name="Foot"),
        name="Onboarding 2 of 3", width=390, height=844, padding=(48, 24, 32, 24), gap=20,
        fill="white",
    )  # fmt: skip


DESIGN = Design(
    key="onboarding",
    file_name="Evenwell habits",
    frame_names=("Onboarding / 2 Goals", "Onboarding — step 2", "Welcome goals", "onb-02"),
    accents=("violet", "emerald"),
    build=build,
    thumbnail_width=320,
)
