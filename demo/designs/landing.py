"""The top of a product's landing page."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, frame, group, icon, rect, row, text, vector
from demo.paths import smooth

LOGOS = ("Fernwood", "OKTAVE", "Brightside", "Nordlys", "Parcel & Co")
FEATURES = (
    ("zap", "Set up in a minute", "Paste one line of code. No build step, no cookies."),
    ("shield", "Private by design", "Hosted in Frankfurt, nothing shared, nothing sold."),
    ("layers", "One place for answers", "Replays, surveys and numbers beside each other."),
)
LINE = (30, 52, 44, 78, 66, 96, 88, 122, 110, 140)
BARS = (38, 62, 50, 84, 70, 104, 92)


def _navigation(accent: str) -> Node:
    return row(
        row(rect(28, 28, radius=9, gradient=(f"{accent}-400", "fuchsia-500")),
            text("Lumenstack", 18, 700, "white"), gap=10, name="Brand"),
        row(*(text(label, 14, 500, "slate-300") for label in ("Product", "Customers", "Docs",
                                                              "Pricing")), gap=36, name="Links"),
        row(text("Sign in", 14, 600, "white"),
            row(text("Try for free", 14, 600, "slate-900"), padding=(10, 18), radius=99,
                fill="white", name="Button"), gap=24, name="Actions"),
        name="Navigation", width="fill", height=88, padding=(0, 120), justify="SPACE_BETWEEN",
    )  # fmt: skip


def _pitch(accent: str) -> Node:
    faces = [
        ellipse(32, 32, gradient=colors, image=name, stroke="slate-950", stroke_weight=2,
                name=name)
        for name, colors in (("Ola", ("amber-200", "orange-500")), ("Bea", ("sky-200",
                              "blue-500")), ("Kim", ("rose-200", "pink-500")))
    ]  # fmt: skip
    return column(
        row(icon("sparkles", 16, f"{accent}-300"),
            text("New: surveys that ask at the right moment", 13, 500, f"{accent}-200"), gap=8,
            padding=(6, 14), radius=99, fill=f"{accent}-500/20", name="Badge"),
        text("See what your users do, and why", 60, 700, "white", width=600, line_height=66),
        text("Session replays, funnels and short surveys in one tool that your whole team "
             "understands on the first day.", 18, color="slate-300", width=520),
        row(row(text("Start for free", 16, 600, "white"), icon("arrow-right", 20, "white"),
                height=56, padding=(0, 28), gap=10, radius=28, fill=f"{accent}-500",
                name="Button / Primary"),
            row(icon("play", 18, "white"), text("Watch the tour", 16, 600, "white"), height=56,
                padding=(0, 24), gap=10, radius=28, stroke="slate-600", name="Button"),
            gap=16, name="Actions"),
        row(row(*faces, gap=4, name="Faces"),
            text("Loved by 4,200 product teams", 14, color="slate-400"), gap=14, name="Proof"),
        name="Pitch", gap=24,
    )  # fmt: skip


def _screen(accent: str) -> Node:
    """A product screen in a window: a curve, bars and a floating card."""
    step = 440 / (len(LINE) - 1)
    curve = smooth([(at * step, 150 - value) for at, value in enumerate(LINE)])
    bars = [
        rect(28, height, radius=6, fill=f"{accent}-400" if at == 5 else f"{accent}-400/40",
             at=(at * 38, 110 - height))
        for at, height in enumerate(BARS)
    ]  # fmt: skip
    dots = group(*(ellipse(10, 10, fill=tone, at=(at * 18, 0)) for at, tone in enumerate(
        ("rose-400", "amber-400", "emerald-400"))), name="Window buttons", at=(24, 22))  # fmt: skip
    plot = frame(
        *(rect(440, 1, fill="slate-700", at=(0, y)) for y in (0, 50, 100, 150)),
        vector((*curve, (440, 150), (0, 150)), fill=f"{accent}-500/20", name="Area"),
        vector(curve, stroke=f"{accent}-400", stroke_weight=3, name="Line"),
        name="Plot", width=440, height=150, at=(32, 118),
    )  # fmt: skip
    card = row(
        row(icon("trending-up", 20, "emerald-600"), width=40, height=40, radius=12,
            justify="CENTER", fill="emerald-100", name="Icon"),
        column(text("Sign-ups", 12, 500, "slate-500"), text("+38% this week", 15, 700),
               name="Words"),
        padding=14, gap=12, radius=18, fill="white", at=(356, 340), shadow=True, name="Card",
    )  # fmt: skip
    return frame(
        rect(504, 416, radius=24, fill="slate-800", stroke="slate-700", at=(0, 0), name="Window"),
        dots,
        text("Active users", 14, 600, "white", at=(32, 60)),
        text("Last 10 weeks", 12, color="slate-400", at=(32, 82)),
        plot,
        frame(*bars, name="Bars", width=256, height=110, at=(32, 288)),
        card, name="Screen", width=540, height=430,
    )  # fmt: skip


def build(accent: str) -> Node:
    """1440 wide: dark hero with a product screen, customers, three features."""
    hero = row(_pitch(accent), _screen(accent), name="Hero", width="fill",
               padding=(56, 120, 72, 120), justify="SPACE_BETWEEN")  # fmt: skip
    customers = row(
        *(text(name, 20, 600, "slate-500") for name in LOGOS), name="Customers", width="fill",
        padding=(0, 120, 48, 120), justify="SPACE_BETWEEN",
    )  # fmt: skip
    features = row(
        *(
            column(row(icon(symbol, 22, f"{accent}-600"), width=48, height=48, radius=14,
                       justify="CENTER", fill=f"{accent}-100", name="Icon"),
                   text(title, 18, 600), text(words, 15, color="slate-500", width="fill"),
                   width="fill", padding=28, gap=12, radius=20, fill="white",
                   stroke="slate-200", name=f"Feature / {title}")
            for symbol, title, words in FEATURES
        ),
        name="Features", width="fill", padding=(56, 120, 64, 120), gap=24, fill="slate-50",
        align="MIN",
    )  # fmt: skip
    return column(_navigation(accent), hero, customers, features, name="Landing", width=1440,
                  fill="slate-950")  # fmt: skip


DESIGN = Design(
    key="landing",
    file_name="Lumenstack website",
    frame_names=("Landing / Hero", "Home — hero dark", "Landing page v5", "Marketing / Home"),
    accents=("violet", "sky"),
    build=build,
)
