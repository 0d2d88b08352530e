"""An analytics dashboard on the desktop."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, divider, ellipse, frame, icon, rect, ring, row, text, vector
from demo.paths import smooth

MENU = (
    ("home", "Overview"), ("bar-chart", "Reports"), ("users", "Customers"),
    ("shopping-bag", "Orders"), ("wallet", "Payouts"), ("settings", "Settings"),
)  # fmt: skip
TILES = (
    ("Revenue", "$48,294", "+12.4%", "dollar", True),
    ("Orders", "1,842", "+6.1%", "shopping-bag", True),
    ("New customers", "386", "-2.3%", "users", False),
    ("Conversion", "3.84%", "+0.6%", "activity", True),
)
WEEKS = (62, 78, 70, 96, 88, 120, 112, 138, 126, 158, 172, 190)
LAST_YEAR = (50, 56, 64, 70, 66, 82, 90, 88, 102, 110, 116, 124)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ORDERS = (
    ("#10482", "Amara Okafor", "Linen duvet set", "Paid", "$249.00"),
    ("#10481", "Jonas Weber", "Walnut side table", "Paid", "$389.00"),
    ("#10480", "Priya Raman", "Stoneware mugs, 4", "Pending", "$64.00"),
    ("#10479", "Lucas Moreau", "Floor lamp, brass", "Refunded", "$179.00"),
    ("#10478", "Sofia Lindgren", "Wool throw, sand", "Paid", "$120.00"),
)
BADGES = {"Paid": "emerald", "Pending": "amber", "Refunded": "rose"}
CHART = (760, 200)


def _sidebar(accent: str) -> Node:
    items = [
        row(
            icon(symbol, 20, f"{accent}-600" if at == 0 else "slate-400"),
            text(label, 14, 600 if at == 0 else 500, f"{accent}-700" if at == 0 else "slate-600"),
            name=f"Item / {label}", width="fill", height=42, gap=12, padding=(0, 12), radius=10,
            fill=f"{accent}-50" if at == 0 else "white",
        )
        for at, (symbol, label) in enumerate(MENU)
    ]  # fmt: skip
    return column(
        row(rect(32, 32, radius=10, gradient=(f"{accent}-500", f"{accent}-700")),
            text("Meridian", 18, 700), gap=10, name="Brand"),
        column(*items, width="fill", gap=4, name="Menu"),
        name="Sidebar", width=240, height="fill", padding=(28, 20), gap=32, fill="white",
        stroke="slate-200",
    )  # fmt: skip


def _tile(label: str, value: str, change: str, symbol: str, up: bool, accent: str) -> Node:
    tone = "emerald" if up else "rose"
    return column(
        row(text(label, 14, 500, "slate-500"),
            row(icon(symbol, 18, f"{accent}-600"), name="Icon", width=36, height=36, radius=10,
                fill=f"{accent}-50", justify="CENTER"),
            width="fill", justify="SPACE_BETWEEN", name="Head"),
        text(value, 30, 700),
        row(icon("arrow-up-right" if up else "arrow-down-right", 16, f"{tone}-600"),
            text(change, 14, 600, f"{tone}-600"), text("vs. last month", 14, color="slate-400"),
            gap=6, name="Change"),
        name=f"Tile / {label}", width="fill", padding=20, gap=8, radius=16, fill="white",
        stroke="slate-200",
    )  # fmt: skip


def _chart(accent: str) -> Node:
    width, height = CHART
    step = width / (len(WEEKS) - 1)
    now = smooth([(at * step, height - value) for at, value in enumerate(WEEKS)])
    before = smooth([(at * step, height - value) for at, value in enumerate(LAST_YEAR)])
    lines = [rect(width, 1, fill="slate-100", at=(0, y)) for y in range(0, height + 1, 50)]
    plot = frame(
        *lines,
        vector((*now, (width, height), (0, height)), fill=f"{accent}-500/10", name="Area"),
        vector(before, stroke="slate-300", stroke_weight=2, name="Last year"),
        vector(now, stroke=f"{accent}-600", stroke_weight=3, name="This year"),
        name="Plot", width=width, height=height,
    )  # fmt: skip
    legend = row(
        ellipse(8, 8, fill=f"{accent}-600"), text("This year", 12, 500, "slate-500"),
        ellipse(8, 8, fill="slate-300"), text("Last year", 12, 500, "slate-500"),
        gap=8, name="Legend",
    )  # fmt: skip
    return column(
        row(column(text("Revenue", 16, 600), text("Thousands of dollars, by month", 12,
                                                  color="slate-500"), name="Title"),
            legend, width="fill", justify="SPACE_BETWEEN", name="Head"),
        plot,
        row(*(text(month, 12, color="slate-400") for month in MONTHS), width="fill",
            justify="SPACE_BETWEEN", name="Months"),
        name="Card / Revenue", width=808, padding=24, gap=16, radius=16, fill="white",
        stroke="slate-200",
    )  # fmt: skip


def _channels(accent: str) -> Node:
    donut = frame(
        ring(150, 20, "slate-100"), ring(150, 20, f"{accent}-600", 0.56, name="Direct"),
        column(text("56%", 30, 700, center=True), text("direct", 12, color="slate-500"),
               width=150, align="CENTER", at=(0, 48), name="Label"),
        name="Donut", width=150, height=150,
    )  # fmt: skip
    rows = [
        row(ellipse(10, 10, fill=color), text(label, 14, color="slate-600", width="fill"),
            text(value, 14, 600), width="fill", gap=10, name=label)
        for label, value, color in (
            ("Direct", "$27,044", f"{accent}-600"), ("Search", "$13,522", f"{accent}-300"),
            ("Referral", "$7,728", "slate-300"),
        )
    ]  # fmt: skip
    return column(
        text("Sales by channel", 16, 600), donut, column(*rows, width="fill", gap=10, name="Rows"),
        name="Card / Channels", width="fill", height="fill", padding=24, gap=18, radius=16,
        fill="white", stroke="slate-200", align="CENTER",
    )  # fmt: skip


def _orders() -> Node:
    def line(order: tuple[str, str, str, str, str]) -> Node:
        number, customer, product, state, total = order
        tone = BADGES[state]
        badge = row(text(state, 12, 600, f"{tone}-700"), padding=(3, 10), radius=99,
                    fill=f"{tone}-50", name="Badge")  # fmt: skip
        return row(
            text(number, 14, 500, "slate-500", width=110), text(customer, 14, 600, width=260),
            text(product, 14, color="slate-600", width="fill"),
            row(badge, width=180, name="State"), text(total, 14, 600, right=True, width=100),
            width="fill", height=48, name=f"Order {number}",
        )  # fmt: skip

    lines = [part for order in ORDERS for part in (divider("slate-100"), line(order))]
    return column(
        row(text("Recent orders", 16, 600), text("View all", 14, 600, "slate-500"), width="fill",
            justify="SPACE_BETWEEN", padding=(0, 0, 12, 0), name="Head"),
        *lines, name="Card / Orders", width="fill", padding=(20, 24, 8, 24), radius=16,
        fill="white", stroke="slate-200",
    )  # fmt: skip


def build(accent: str) -> Node:
    """1440 by 1024: sidebar, four tiles, a chart, a donut and a table."""
    top = row(
        column(text("Good morning, Elena", 24, 700),
               text("Here is what happened in your store this month.", 14, color="slate-500"),
               name="Greeting"),
        row(
            row(icon("search", 18, "slate-400"), text("Search orders", 14, color="slate-400"),
                width=240, height=42, padding=(0, 14), gap=10, radius=10, fill="white",
                stroke="slate-200", name="Search"),
            icon("bell", 22, "slate-500"),
            ellipse(40, 40, gradient=("amber-200", "rose-300"), image="Elena", name="Avatar"),
            gap=20, name="Tools"),
        width="fill", justify="SPACE_BETWEEN", name="Top",
    )  # fmt: skip
    main = column(
        top, row(*(_tile(*tile, accent) for tile in TILES), width="fill", gap=20, name="Tiles"),
        row(_chart(accent), _channels(accent), width="fill", gap=20, name="Charts", align="MIN"),
        _orders(), name="Main", width="fill", height="fill", padding=(28, 32), gap=24,
    )  # fmt: skip
    return row(_sidebar(accent), main, name="Dashboard", width=1440, height=1024, align="MIN",
               fill="slate-50")  # fmt: skip


DESIGN = Design(
    key="analytics",
    file_name="Meridian Commerce",
    frame_names=("Dashboard / Overview", "Analytics dashboard", "Dashboard — 1440", "Home (admin)"),
    accents=("blue", "violet"),
    build=build,
)
