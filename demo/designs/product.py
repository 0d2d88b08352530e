"""A product page of a shop."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, divider, ellipse, frame, icon, rect, row, spacer, text

COLORS = (("Oat", "amber-100"), ("Moss", "lime-700"), ("Clay", "orange-700"), ("Ink", "slate-800"))
SIZES = ("XS", "S", "M", "L", "XL")
ALSO = (
    ("Field overshirt", "$128", ("lime-200", "emerald-500")),
    ("Merino crew neck", "$96", ("sky-200", "slate-500")),
    ("Canvas tote", "$42", ("amber-200", "orange-400")),
    ("Ribbed beanie", "$28", ("rose-200", "rose-500")),
)
PROMISES = (
    ("truck", "Free delivery over $80"),
    ("package", "Returns within 60 days"),
    ("shield", "Repaired for life"),
)


def _header() -> Node:
    links = [text(label, 14, 500, "stone-600") for label in ("New in", "Women", "Men", "Home")]
    return row(
        text("HARROW & PINE", 18, 700, "stone-900"),
        row(*links, gap=32, name="Links"),
        row(icon("search", 22, "stone-700"), icon("user", 22, "stone-700"),
            icon("shopping-bag", 22, "stone-700"), gap=20, name="Tools"),
        name="Header", width="fill", height=72, padding=(0, 64), justify="SPACE_BETWEEN",
        fill="white", stroke="stone-200",
    )  # fmt: skip


def _gallery() -> Node:
    small = [
        rect(80, 96, gradient=("stone-200", tone), image=f"view {tone}", radius=12)
        for tone in ("amber-200", "orange-200", "stone-400", "amber-300")
    ]
    large = frame(
        rect(520, 600, gradient=("amber-100", "orange-200", "stone-400"), image="Jacket front",
             radius=20, at=(0, 0)),
        row(text("New season", 12, 600, "stone-900"), padding=(6, 12), radius=99, fill="white",
            at=(20, 20), name="Badge"),
        row(icon("heart", 20, "stone-700"), width=44, height=44, radius=22, fill="white",
            justify="CENTER", at=(456, 20), name="Save"),
        name="Large", width=520, height=600,
    )  # fmt: skip
    return row(column(*small, gap=16, name="Views"), large, gap=20, align="MIN", name="Gallery")


def _choices(accent: str) -> Node:
    swatches = [
        ellipse(36, 36, fill=tone, stroke=f"{accent}-700" if name == "Oat" else "stone-200",
                stroke_weight=2, name=name)
        for name, tone in COLORS
    ]  # fmt: skip
    sizes = [
        row(text(size, 14, 600, "white" if size == "M" else "stone-700"), width=56, height=44,
            justify="CENTER", radius=10, fill=f"{accent}-800" if size == "M" else "white",
            stroke=f"{accent}-800" if size == "M" else "stone-300", name=f"Size {size}")
        for size in SIZES
    ]  # fmt: skip
    return column(
        row(text("Color", 14, 600, "stone-900"), text("Oat", 14, color="stone-500"), gap=8,
            name="Label"),
        row(*swatches, gap=12, name="Swatches"),
        row(text("Size", 14, 600, "stone-900"), spacer(),
            text("Size guide", 14, 500, f"{accent}-700"), width="fill", name="Label"),
        row(*sizes, gap=10, name="Sizes"),
        name="Choices", width="fill", gap=14,
    )  # fmt: skip


def _details(accent: str) -> Node:
    rating = row(
        *(icon("star", 18, "amber-500") for _ in range(5)),
        text("4.8", 14, 600, "stone-900"), text("214 reviews", 14, color="stone-500"),
        gap=6, name="Rating",
    )  # fmt: skip
    price = row(
        text("$184", 30, 700, "stone-900"), text("$230", 18, color="stone-400", strike=True),
        row(text("20% off", 12, 600, f"{accent}-800"), padding=(4, 10), radius=99,
            fill=f"{accent}-100", name="Badge"),
        gap=12, name="Price",
    )  # fmt: skip
    buy = row(
        row(icon("minus", 18, "stone-600"), text("1", 16, 600, "stone-900"),
            icon("plus", 18, "stone-600"), width=120, height=52, padding=(0, 16), radius=12,
            justify="SPACE_BETWEEN", stroke="stone-300", name="Quantity", fill="white"),
        row(icon("shopping-bag", 20, "white"), text("Add to bag", 16, 600, "white"),
            width="fill", height=52, gap=10, radius=12, justify="CENTER", fill=f"{accent}-800",
            name="Button"),
        width="fill", gap=12, name="Buy",
    )  # fmt: skip
    promises = [
        row(icon(symbol, 20, f"{accent}-700"), text(label, 14, color="stone-600"), gap=12,
            name="Promise")
        for symbol, label in PROMISES
    ]  # fmt: skip
    return column(
        text("Home / Women / Jackets", 13, color="stone-500"),
        text("Waxed field jacket", 36, 700, "stone-900"),
        rating, price,
        text("Cut from British waxed cotton with a corduroy collar and four deep pockets. "
             "Made to be worn for years, and mended when it needs it.",
             16, color="stone-600", width="fill"),
        _choices(accent), buy, divider("stone-200"), column(*promises, gap=12, name="Promises"),
        name="Details", width="fill", gap=20,
    )  # fmt: skip


def build(accent: str) -> Node:
    """1280 wide: header, gallery beside the details, four more products."""
    also = [
        column(
            rect("fill", 180, gradient=colors, image=name, radius=16),
            text(name, 14, 600, "stone-900"), text(price, 14, color="stone-500"),
            width="fill", gap=6, name=f"Card / {name}",
        )
        for name, price, colors in ALSO
    ]  # fmt: skip
    return column(
        _header(),
        row(_gallery(), _details(accent), width="fill", gap=56, padding=(40, 64), align="MIN",
            name="Product"),
        column(text("Goes well with", 20, 600, "stone-900"),
               row(*also, width="fill", gap=24, name="Cards"), width="fill", gap=20,
               padding=(16, 64, 56, 64), name="Also"),
        name="Product page", width=1280, fill="stone-50",
    )  # fmt: skip


DESIGN = Design(
    key="product",
    file_name="Harrow & Pine shop",
    frame_names=("Product detail / Desktop", "PDP — jacket", "Product page 1280", "Shop / Product"),
    accents=("emerald", "orange"),
    build=build,
)
