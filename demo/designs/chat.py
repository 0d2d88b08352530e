"""A conversation on a phone."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, frame, icon, rect, row, spacer, text

MESSAGES = (
    ("them", "Morning! Did the courier come by with the print proofs?", "9:02"),
    ("me", "Yes, twenty minutes ago. The blue on the cover is perfect.", "9:04"),
    ("photo", "Page 14, second proof", "9:07"),
    ("me", "A touch dark, but I like it. Shall we approve?", "9:07"),
    ("them", "Let us do it. I will call the printer now.", "9:10"),
)


def _bubble(accent: str, who: str, words: str, at: str) -> Node:
    mine = who == "me"
    wide = len(words) > 34
    bubble = column(
        text(words, 15, color="white" if mine else "slate-800", width=232 if wide else None),
        text(at, 11, color=f"{accent}-200" if mine else "slate-400"),
        name="Bubble", padding=(10, 14), gap=4, radius=18, align="MAX" if mine else "MIN",
        fill=f"{accent}-600" if mine else "slate-100",
    )  # fmt: skip
    if mine:
        return row(bubble, name="Message / mine", width="fill", justify="MAX")
    avatar = ellipse(28, 28, gradient=("amber-300", "rose-400"), image="Ines", name="Avatar")
    return row(avatar, bubble, name="Message / theirs", width="fill", gap=8, align="MAX")


def _photo(caption: str, at: str) -> Node:
    picture = column(
        rect("fill", 128, gradient=("sky-300", "blue-500"), image=caption, name="Photo"),
        row(text(caption, 13, 500, "slate-700"), spacer(), text(at, 11, color="slate-400"),
            width="fill", padding=(8, 12), name="Caption"),
        name="Photo message", width=236, radius=18, fill="slate-100", clip=True,
    )  # fmt: skip
    return row(picture, name="Message / photo", width="fill", justify="MAX")


def build(accent: str) -> Node:
    """390 by 844: header with presence, six messages, someone typing, the composer."""
    person = frame(
        ellipse(44, 44, gradient=("amber-300", "rose-400"), image="Ines", name="Avatar",
                at=(0, 0)),
        ellipse(12, 12, fill="emerald-500", stroke="white", stroke_weight=2, at=(32, 32),
                name="Online"),
        name="Person", width=44, height=44,
    )  # fmt: skip
    header = row(
        icon("chevron-left", 24, f"{accent}-600"),
        person,
        column(text("Ines Cardoso", 16, 600), text("Online", 13, color="emerald-600"),
               name="Names", width="fill"),
        icon("video", 22, f"{accent}-600"), icon("phone", 22, f"{accent}-600"),
        name="Header", width="fill", height=96, padding=(36, 20, 8, 12), gap=12, fill="white",
        stroke="slate-100",
    )  # fmt: skip
    day = row(
        text("Today", 12, 600, "slate-500"), padding=(4, 12), radius=99, fill="slate-100",
        name="Day",
    )  # fmt: skip
    typing = row(
        *(ellipse(7, 7, fill=tone) for tone in ("slate-400", "slate-300", "slate-200")),
        name="Typing", padding=(12, 14), gap=5, radius=18, fill="slate-100",
    )  # fmt: skip
    thread = column(
        row(day, name="Day row", width="fill", justify="CENTER"),
        *(
            _photo(words, at) if who == "photo" else _bubble(accent, who, words, at)
            for who, words, at in MESSAGES
        ),
        row(ellipse(28, 28, gradient=("amber-300", "rose-400"), image="Ines", name="Avatar"),
            typing, gap=8, name="Typing row"),
        name="Thread", width="fill", height="fill", padding=(14, 16), gap=12,
    )  # fmt: skip
    composer = row(
        row(icon("plus", 22, f"{accent}-600"), name="Attach", width=44, height=44, radius=22,
            justify="CENTER", fill=f"{accent}-50"),
        row(text("Message", 15, color="slate-400", width="fill"), icon("mic", 20, "slate-400"),
            name="Field", width="fill", height=44, padding=(0, 16), radius=22, fill="slate-100"),
        row(icon("send", 20, "white"), name="Send", width=44, height=44, radius=22,
            justify="CENTER", fill=f"{accent}-600"),
        name="Composer", width="fill", padding=(10, 16, 30, 16), gap=10, fill="white",
        stroke="slate-100",
    )  # fmt: skip
    return column(header, thread, composer, name="Chat", width=390, height=844, fill="white")


DESIGN = Design(
    key="chat",
    file_name="Folio team chat",
    frame_names=("Chat / Conversation", "Messages — Ines", "Chat screen", "chat_thread_typing"),
    accents=("violet", "sky"),
    build=build,
    thumbnail_width=320,
)
