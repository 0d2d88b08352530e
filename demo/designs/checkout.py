"""The payment step of a checkout on a tablet."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, divider, icon, rect, row, spacer, text

STEPS = (("Bag", "done"), ("Delivery", "done"), ("Payment", "now"), ("Review", "next"))
ITEMS = (
    ("Stoneware teapot", "Speckled white", "$68", ("stone-200", "stone-400")),
    ("Linen napkins, set of 4", "Terracotta", "$36", ("orange-200", "orange-500")),
    ("Beeswax candle", "Honey", "$18", ("amber-200", "amber-500")),
)
SUMS = (("Subtotal", "$122.00"), ("Delivery", "$6.00"), ("Tax", "$10.24"))


def _step(accent: str, number: int, label: str, state: str) -> Node:
    mark: Node = text(str(number), 13, 600, "white" if state == "now" else "stone-500")
    if state == "done":
        mark = icon("check", 14, "white", 3)
    return row(
        row(mark, width=28, height=28, radius=14, justify="CENTER", name="Mark",
            fill="stone-200" if state == "next" else f"{accent}-700"),
        text(label, 14, 600, "stone-400" if state == "next" else "stone-800"), gap=8,
        name=f"Step / {label}",
    )  # fmt: skip


def _field(label: str, value: str, symbol: str | None = None) -> Node:
    inside = [text(value, 15, color="stone-800", width="fill")]
    if symbol:
        inside.append(icon(symbol, 20, "stone-400"))
    return column(
        text(label, 13, 500, "stone-600"),
        row(*inside, name="Input", width="fill", height=48, padding=(0, 14), radius=10,
            fill="white", stroke="stone-300"),
        name=f"Field / {label}", width="fill", gap=6,
    )  # fmt: skip


def _method(accent: str, symbol: str, label: str, chosen: bool) -> Node:
    return row(
        icon(symbol, 20, f"{accent}-700" if chosen else "stone-500"),
        text(label, 14, 600, f"{accent}-800" if chosen else "stone-600"), name=f"Method / {label}",
        width="fill", height=52, gap=10, justify="CENTER", radius=12,
        fill=f"{accent}-50" if chosen else "white",
        stroke=f"{accent}-700" if chosen else "stone-300",
    )  # fmt: skip


def _summary(accent: str) -> Node:
    items = [
        row(rect(56, 56, gradient=colors, image=name, radius=12),
            column(text(name, 14, 600, "stone-800", width="fill"),
                   text(kind, 13, color="stone-500"), width="fill", name="Names"),
            text(price, 14, 600, "stone-800"), width="fill", gap=12, name=f"Item / {name}")
        for name, kind, price, colors in ITEMS
    ]  # fmt: skip
    sums = [
        row(text(label, 14, color="stone-500"), spacer(), text(value, 14, color="stone-800"),
            width="fill", name=label)
        for label, value in SUMS
    ]  # fmt: skip
    voucher = row(
        row(text("Voucher", 14, color="stone-400"), width="fill", height=44, padding=(0, 14),
            radius=10, stroke="stone-300", fill="white", name="Input"),
        row(text("Apply", 14, 600, "stone-700"), height=44, padding=(0, 16), radius=10,
            fill="stone-200", name="Button"),
        width="fill", gap=10, name="Voucher",
    )  # fmt: skip
    return column(
        text("Your order", 18, 600, "stone-900"), *items, voucher, divider("stone-200"), *sums,
        divider("stone-200"),
        row(text("Total", 16, 600, "stone-900"), spacer(), text("$138.24", 20, 700, "stone-900"),
            width="fill", name="Total"),
        row(icon("lock", 18, "white"), text("Pay $138.24", 16, 600, "white"), width="fill",
            height=52, gap=10, justify="CENTER", radius=12, fill=f"{accent}-700", name="Button"),
        text("By paying you agree to our terms of sale.", 12, color="stone-400"),
        name="Summary", width=320, padding=24, gap=16, radius=20, fill="white",
        stroke="stone-200",
    )  # fmt: skip


def build(accent: str) -> Node:
    """834 by 900: steps, payment form, delivery address, order summary."""
    form = column(
        text("Payment", 24, 700, "stone-900"),
        row(_method(accent, "credit-card", "Card", True), _method(accent, "wallet", "Wallet",
            False), width="fill", gap=12, name="Methods"),
        _field("Name on card", "Adaeze Nwosu"),
        _field("Card number", "4242  4242  4242  4242", "credit-card"),
        row(_field("Expires", "09 / 28"), _field("Security code", "···", "lock"), width="fill",
            gap=12, name="Row"),
        row(row(icon("check", 14, "white", 3), width=20, height=20, radius=6, justify="CENTER",
                fill=f"{accent}-700", name="Checkbox"),
            text("Billing address is the delivery address", 14, color="stone-600"), gap=10,
            name="Same address"),
        column(row(icon("truck", 20, f"{accent}-700"), text("Delivery", 15, 600, "stone-900"),
                   spacer(), text("Change", 14, 600, f"{accent}-700"), width="fill", gap=10,
                   name="Head"),
               text("Adaeze Nwosu\n14 Orchard Lane\nBristol BS1 4ND", 14, color="stone-600"),
               text("Arrives Thursday, 27 November", 13, 600, f"{accent}-800"),
               name="Delivery", width="fill", padding=20, gap=10, radius=16,
               fill=f"{accent}-50", stroke=f"{accent}-200"),
        name="Form", width="fill", gap=18,
    )  # fmt: skip
    return column(
        row(text("clay & linen", 20, 700, "stone-900"), spacer(),
            icon("shield", 18, f"{accent}-700"), text("Secure checkout", 14, color="stone-500"),
            width="fill", gap=8, name="Top"),
        row(*(_step(accent, at + 1, *step) for at, step in enumerate(STEPS)), width="fill",
            justify="SPACE_BETWEEN", padding=(16, 24), radius=16, fill="white",
            stroke="stone-200", name="Steps"),
        row(form, _summary(accent), width="fill", gap=32, align="MIN", name="Columns"),
        name="Checkout", width=834, height=900, padding=40, gap=28, fill="stone-50",
    )  # fmt: skip


DESIGN = Design(
    key="checkout",
    file_name="Clay & Linen shop",
    frame_names=("Checkout / Payment", "Checkout — tablet", "Payment step", "checkout-3-payment"),
    accents=("teal", "rose"),
    build=build,
    thumbnail_width=400,
)
