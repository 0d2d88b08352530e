"""A music player on a phone."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, frame, icon, rect, row, spacer, text

QUEUE = (
    ("Paper Lanterns", "Halcyon Drive", "3:48", ("amber-400", "rose-500")),
    ("Low Tide", "Marisol Vance", "4:12", ("sky-400", "indigo-600")),
)
BARS = (10, 18, 26, 14, 30, 22, 36, 28, 16, 24, 34, 20, 12, 26, 38, 30, 18, 24, 14, 32, 22, 28,
        16, 10, 20, 30, 24, 14, 26, 18, 34, 22, 12, 20, 28, 16)  # fmt: skip
PLAYED = 15


def _track(title: str, artist: str, length: str, colors: tuple[str, str]) -> Node:
    return row(
        rect(48, 48, gradient=colors, image=title, radius=12),
        column(text(title, 15, 600, "white"), text(artist, 13, color="zinc-400"), width="fill",
               name="Names"),
        text(length, 13, color="zinc-500"),
        icon("more", 20, "zinc-500"),
        name=f"Track / {title}", width="fill", gap=14,
    )  # fmt: skip


def build(accent: str) -> Node:
    """390 by 844: cover, title, waveform, controls and what comes next."""
    cover = frame(
        rect(300, 300, gradient=(f"{accent}-400", f"{accent}-600", "indigo-900"),
             image="Glass Rivers", radius=28, at=(21, 0)),
        row(icon("sparkles", 14, "white"), text("Lossless", 12, 600, "white"), gap=6,
            padding=(6, 10), radius=99, fill="black/30", at=(37, 16), name="Badge"),
        name="Cover", width=342, height=300,
    )  # fmt: skip
    wave = row(
        *(
            rect(5, height, radius=3, fill=f"{accent}-400" if at < PLAYED else "zinc-700")
            for at, height in enumerate(BARS)
        ),
        name="Waveform", width="fill", height=40, justify="SPACE_BETWEEN",
    )  # fmt: skip
    controls = row(
        icon("shuffle", 22, "zinc-400"),
        icon("skip-back", 28, "white"),
        row(icon("pause", 28, "zinc-950", 3), name="Pause", width=72, height=72, radius=36,
            fill=f"{accent}-400", justify="CENTER"),
        icon("skip-forward", 28, "white"),
        icon("repeat", 22, f"{accent}-400"),
        name="Controls", width="fill", justify="SPACE_BETWEEN",
    )  # fmt: skip
    top = row(
        icon("chevron-down", 24, "white"), spacer(),
        column(text("PLAYING FROM ALBUM", 11, 600, "zinc-400", center=True),
               text("Northern Static", 14, 600, "white", center=True), align="CENTER",
               name="Source"),
        spacer(), icon("more", 24, "white"), name="Top bar", width="fill",
    )  # fmt: skip
    names = row(
        column(text("Glass Rivers", 24, 700, "white"),
               text("Halcyon Drive", 16, color="zinc-400"), width="fill", name="Names"),
        icon("heart", 26, f"{accent}-400"), name="Title", width="fill",
    )  # fmt: skip
    return column(
        top, cover, names,
        column(wave, row(text("1:42", 12, 500, "zinc-400"), text("4:06", 12, 500, "zinc-400"),
                         width="fill", justify="SPACE_BETWEEN", name="Times"),
               width="fill", gap=8, name="Progress"),
        controls,
        column(
            row(text("Up next", 14, 600, "zinc-300"), ellipse(4, 4, fill="zinc-600"),
                text("2 tracks", 14, color="zinc-500"), gap=8, name="Heading"),
            *(_track(*track) for track in QUEUE), width="fill", gap=14, name="Queue",
        ),
        name="Now playing", width=390, height=844, padding=(28, 24), gap=18, fill="zinc-950",
    )  # fmt: skip


DESIGN = Design(
    key="player",
    file_name="Halcyon Music",
    frame_names=("Now playing", "Player / dark", "Music Player — iPhone 14", "player_full_screen"),
    accents=("fuchsia", "amber"),
    build=build,
    thumbnail_width=320,
)
