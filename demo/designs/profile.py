"""A photographer's profile on a phone."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, frame, icon, rect, row, text

NUMBERS = (("128", "Photos"), ("9.4k", "Followers"), ("312", "Following"))
TABS = ("Photos", "Albums", "Saved")
PHOTOS = (
    ("Fjord", ("sky-300", "indigo-700"), 148), ("Harbour", ("amber-200", "rose-500"), 108),
    ("Pines", ("emerald-300", "teal-800"), 108), ("Dunes", ("orange-200", "amber-600"), 148),
)  # fmt: skip


def _photo(name: str, colors: tuple[str, str], height: float) -> Node:
    return frame(
        rect(165, height, gradient=colors, image=name, radius=16, name=name, at=(0, 0)),
        row(icon("heart", 14, "white"), text(str(height * 3), 12, 600, "white"), gap=5,
            padding=(4, 8), radius=99, fill="black/30", at=(10, height - 32), name="Likes"),
        name=f"Photo / {name}", width=165, height=height,
    )  # fmt: skip


def build(accent: str) -> Node:
    """390 by 844: cover, portrait, numbers, buttons, tabs and photos in two columns."""
    cover = frame(
        rect(390, 180, gradient=(f"{accent}-300", f"{accent}-600", "indigo-800"), image="Cover",
             name="Cover", at=(0, 0)),
        icon("arrow-left", 24, "white"),
        ellipse(104, 104, gradient=("amber-100", "rose-300"), image="Freya", stroke="white",
                stroke_weight=4, name="Portrait", at=(143, 124)),
        row(icon("more", 22, "white"), width=40, height=40, radius=20, fill="black/30",
            justify="CENTER", at=(330, 44), name="More"),
        name="Head", width=390, height=228,
    )  # fmt: skip
    cover.children[1].style["at"] = (24, 52)
    numbers = [
        column(text(value, 18, 700), text(label, 13, color="slate-500"), width="fill",
               align="CENTER", name=label)
        for value, label in NUMBERS
    ]  # fmt: skip
    tabs = [
        column(text(label, 14, 600, f"{accent}-700" if at == 0 else "slate-400"),
               rect(28, 3, radius=2, fill=f"{accent}-600" if at == 0 else "white"), gap=6,
               align="CENTER", name=f"Tab / {label}")
        for at, label in enumerate(TABS)
    ]  # fmt: skip
    columns = [
        column(*(_photo(*photo) for photo in PHOTOS[start : start + 2]), gap=12, name="Column")
        for start in (0, 2)
    ]
    about = column(
        row(text("Freya Holm", 24, 700), icon("check", 18, f"{accent}-600", 3), gap=6,
            name="Name"),
        row(icon("map-pin", 16, "slate-400"), text("Bergen, Norway", 14, color="slate-500"),
            gap=5, name="Place"),
        text("Landscapes on film. Slow travel, early mornings, strong coffee.", 14,
             color="slate-600", center=True, width="fill"),
        name="About", width="fill", align="CENTER", gap=6,
    )  # fmt: skip
    buttons = row(
        row(icon("plus", 18, "white"), text("Follow", 15, 600, "white"), width="fill", height=46,
            gap=8, justify="CENTER", radius=23, fill=f"{accent}-600", name="Button / Primary"),
        row(icon("message", 18, "slate-700"), text("Message", 15, 600, "slate-700"), width="fill",
            height=46, gap=8, justify="CENTER", radius=23, stroke="slate-200", fill="white",
            name="Button"),
        width="fill", gap=12, name="Buttons",
    )  # fmt: skip
    return column(
        cover,
        column(about, row(*numbers, width="fill", name="Numbers"), buttons,
               row(*tabs, width="fill", justify="SPACE_BETWEEN", padding=(0, 28), name="Tabs"),
               row(*columns, gap=12, align="MIN", name="Grid"),
               name="Body", width="fill", padding=(14, 24, 0, 24), gap=18),
        name="Profile", width=390, height=844, fill="white",
    )  # fmt: skip


DESIGN = Design(
    key="profile",
    file_name="Grainline photos",
    frame_names=("Profile / Mobile", "User profile", "Profile — Freya", "profile_grid_light"),
    accents=("cyan", "fuchsia"),
    build=build,
    thumbnail_width=320,
)
