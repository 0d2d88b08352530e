"""A pricing page with three plans."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, divider, ellipse, icon, row, spacer, text

PLANS = (
    (
        "Starter", "For side projects and first customers.", "$0", "Start for free",
        ("1 workspace", "3 team members", "1,000 events a month", "Community support"),
    ),
    (
        "Growth", "For teams that ship every week.", "$39", "Start 14-day trial",
        (
            "Unlimited workspaces", "15 team members", "250,000 events a month",
            "Funnels and retention", "Email support within a day",
        ),
    ),
    (
        "Scale", "For companies with more than one product.", "$129", "Talk to sales",
        (
            "Everything in Growth", "Unlimited members", "5 million events a month",
            "SSO and audit log", "99.95% uptime agreement",
        ),
    ),
)  # fmt: skip

QUESTIONS = (
    ("Can I change plans later?", "Yes. You pay the difference for the rest of the month."),
    ("What counts as an event?", "Anything your app sends us: a page view, a click, a purchase."),
    ("Do you offer refunds?", "Within 30 days of your first payment, no questions asked."),
)


def _navigation(accent: str) -> Node:
    links = [text(label, 14, 500, "slate-600") for label in ("Product", "Customers", "Pricing")]
    return row(
        row(
            ellipse(28, 28, gradient=(f"{accent}-400", f"{accent}-600")),
            text("Tidepool", 18, 700), gap=10, name="Brand",
        ),
        row(*links, text("Docs", 14, 500, "slate-600"), gap=32, name="Links"),
        row(
            text("Log in", 14, 600, "slate-700"),
            row(
                text("Get started", 14, 600, "white"), padding=(10, 16), radius=10,
                fill="slate-900", name="Button",
            ),
            gap=20, name="Actions",
        ),
        name="Navigation", width="fill", height=80, padding=(0, 96), justify="SPACE_BETWEEN",
    )  # fmt: skip


def _plan(accent: str, plan: tuple[str, str, str, str, tuple[str, ...]], popular: bool) -> Node:
    name, pitch, price, action, features = plan
    ink, quiet = ("white", f"{accent}-100") if popular else ("slate-900", "slate-500")
    title = [text(name, 20, 600, ink)]
    if popular:
        title += [
            row(
                text("Most popular", 12, 600, f"{accent}-700"), padding=(4, 10), radius=99,
                fill="white", name="Badge",
            )
        ]  # fmt: skip
    return column(
        row(*title, name="Title", width="fill", justify="SPACE_BETWEEN", height=28),
        text(pitch, 14, color=quiet),
        row(
            text(price, 48, 700, ink), text("per month", 14, color=quiet), name="Price",
            gap=8, align="MAX",
        ),
        row(
            text(action, 14, 600, f"{accent}-700" if popular else "slate-900"), name="Button",
            width="fill", height=44, justify="CENTER", radius=12, fill="white",
            stroke="white" if popular else "slate-300",
        ),
        divider(f"{accent}-500" if popular else "slate-200"),
        column(
            *(
                row(
                    icon("check", 18, "white" if popular else f"{accent}-600"),
                    text(feature, 14, color=ink if popular else "slate-600"), gap=12,
                    name="Feature",
                )
                for feature in features
            ),
            name="Features", gap=14,
        ),
        name=f"Plan / {name}", width=384, height=480, padding=32, gap=20, radius=24,
        shadow=popular, fill=f"{accent}-600" if popular else "white",
        stroke=f"{accent}-600" if popular else "slate-200",
    )  # fmt: skip


def build(accent: str) -> Node:
    """1440 wide: navigation, heading, billing switch, three plans, three questions."""
    switch = row(
        row(
            text("Monthly", 14, 600), padding=(8, 20), radius=99, fill="white", shadow=True,
            name="On",
        ),
        row(text("Yearly, save 20%", 14, 500, "slate-500"), padding=(8, 20), name="Off"),
        name="Billing", padding=4, radius=99, fill="slate-100",
    )  # fmt: skip
    heading = column(
        text("Pricing", 14, 600, f"{accent}-600"),
        text("Simple plans that grow with you", 48, 700),
        text("Start free, upgrade when your product takes off. Cancel at any time.", 18,
             color="slate-500"),
        switch, name="Heading", width="fill", align="CENTER", gap=16, padding=(48, 0, 56, 0),
    )  # fmt: skip
    plans = row(
        *(_plan(accent, plan, plan[0] == "Growth") for plan in PLANS),
        name="Plans", width="fill", gap=32, justify="CENTER", align="MIN",
    )  # fmt: skip
    questions = row(
        *(
            column(
                text(question, 16, 600), text(answer, 14, color="slate-500", width="fill"),
                name="Question", width=384, gap=8,
            )
            for question, answer in QUESTIONS
        ),
        name="Questions", width="fill", gap=32, justify="CENTER", align="MIN",
        padding=(64, 0, 72, 0),
    )  # fmt: skip
    return column(
        _navigation(accent), divider("slate-100"), heading, plans, questions,
        row(
            text("© 2026 Tidepool Analytics", 14, color="slate-400"), spacer(),
            text("Privacy    Terms    Status", 14, color="slate-400"),
            name="Footer", width="fill", padding=(24, 96), fill="slate-50",
        ),
        name="Pricing", width=1440, fill="white",
    )  # fmt: skip


DESIGN = Design(
    key="pricing",
    file_name="Tidepool marketing site",
    frame_names=("Pricing — Desktop", "Pricing / 3 plans", "Plans & pricing (final)", "Pricing"),
    accents=("teal", "violet"),
    build=build,
)
