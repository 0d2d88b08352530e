"""A list of stays on a phone."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, frame, icon, rect, row, spacer, text

KINDS = (("Beach", True), ("Cabins", False), ("Cities", False), ("Vineyards", False))
STAYS = (
    ("Casa Azul", "Comporta, Portugal", "4.92", "$148", ("cyan-300", "sky-600")),
    ("The Salt House", "Naxos, Greece", "4.87", "$212", ("amber-200", "orange-500")),
)
TABS = (("compass", "Explore"), ("heart", "Saved"), ("calendar", "Trips"), ("user", "Profile"))


def _stay(accent: str, name: str, place: str, score: str, price: str, sky: tuple[str, str]) -> Node:
    photo = frame(
        rect(342, 160, gradient=sky, image=name, name="Photo", at=(0, 0)),
        row(icon("heart", 18, "stone-700"), name="Save", width=36, height=36, radius=18,
            justify="CENTER", fill="white/90", at=(294, 12)),
        row(*(ellipse(6, 6, fill="white" if dot == 0 else "white/50") for dot in range(4)),
            gap=5, at=(152, 142), name="Dots"),
        name="Photo", width=342, height=160,
    )  # fmt: skip
    facts = column(
        row(text(name, 16, 600, "stone-900"), spacer(), icon("star", 16, f"{accent}-600"),
            text(score, 14, 600, "stone-900"), width="fill", gap=4, name="Title"),
        row(icon("map-pin", 16, "stone-400"), text(place, 14, color="stone-500"), gap=6,
            name="Place"),
        row(text(price, 16, 700, "stone-900"), text("a night", 14, color="stone-500"), gap=5,
            name="Price"),
        name="Facts", width="fill", gap=4, padding=(12, 16, 14, 16),
    )  # fmt: skip
    return column(photo, facts, name=f"Card / {name}", width="fill", radius=20, fill="white",
                  stroke="stone-200", clip=True)  # fmt: skip


def build(accent: str) -> Node:
    """390 by 844: greeting, search, kinds, two stays, tab bar."""
    kinds = [
        row(text(label, 14, 600, "white" if on else "stone-600"), padding=(8, 16), radius=99,
            fill=f"{accent}-600" if on else "white", stroke=f"{accent}-600" if on else "stone-200",
            name=f"Chip / {label}")
        for label, on in KINDS
    ]  # fmt: skip
    tabs = [
        column(icon(symbol, 24, f"{accent}-600" if at == 0 else "stone-400"),
               text(label, 11, 600, f"{accent}-600" if at == 0 else "stone-400"),
               align="CENTER", gap=2, name=f"Tab / {label}")
        for at, (symbol, label) in enumerate(TABS)
    ]  # fmt: skip
    content = column(
        row(column(text("Where to next?", 24, 700, "stone-900"),
                   text("Stays for 12 to 19 June", 14, color="stone-500"), name="Greeting"),
            ellipse(44, 44, gradient=("rose-200", f"{accent}-400"), image="Noor", name="Avatar"),
            width="fill", justify="SPACE_BETWEEN", name="Top"),
        row(icon("search", 20, "stone-400"),
            text("Search places", 15, color="stone-400", width="fill"),
            icon("settings", 20, f"{accent}-600"), name="Search", width="fill", height=48, gap=12,
            padding=(0, 16), radius=24, fill="white", stroke="stone-200"),
        row(*kinds, gap=8, name="Kinds"),
        *(_stay(accent, *stay) for stay in STAYS),
        name="Content", width="fill", height="fill", padding=(44, 24, 0, 24), gap=14, clip=True,
    )  # fmt: skip
    return column(
        content,
        row(*tabs, name="Tab bar", width="fill", height=80, padding=(12, 32, 20, 32),
            justify="SPACE_BETWEEN", fill="white", stroke="stone-200"),
        name="Explore", width=390, height=844, fill="stone-50",
    )  # fmt: skip


DESIGN = Design(
    key="travel",
    file_name="Saltwind stays",
    frame_names=("Explore / Mobile", "Travel cards", "Home — stays list", "explore_v3_mobile"),
    accents=("rose", "teal"),
    build=build,
    thumbnail_width=320,
)
