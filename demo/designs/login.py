"""A sign-in screen on a phone."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, divider, ellipse, frame, icon, row, spacer, text


def _field(label: str, value: str, symbol: str, trailing: str | None = None) -> Node:
    inside = [icon(symbol, 20, "slate-400"), text(value, 16, color="slate-500", width="fill")]
    if trailing:
        inside.append(icon(trailing, 20, "slate-400"))
    box = row(
        *inside, name="Input", width="fill", height=52, gap=12, padding=(0, 16),
        fill="white", stroke="slate-200", radius=12,
    )  # fmt: skip
    return column(
        text(label, 14, 500, "slate-700"), box, name=f"Field / {label}", width="fill", gap=6
    )


def _provider(label: str, symbol: str) -> Node:
    return row(
        icon(symbol, 20, "slate-700"), text(label, 14, 600, "slate-700"), name=label,
        width="fill", height=48, gap=8, justify="CENTER", stroke="slate-200", radius=12,
        fill="white",
    )  # fmt: skip


def build(accent: str) -> Node:
    """390 by 844: logo, heading, two fields, the button, two providers."""
    logo = frame(
        ellipse(28, 28, fill="white/90", at=(14, 14)),
        ellipse(20, 20, fill=f"{accent}-600", at=(24, 20)),
        name="Logo", width=56, height=56, gradient=(f"{accent}-500", f"{accent}-700"), radius=16,
    )  # fmt: skip
    heading = column(
        text("Welcome back", 30, 700),
        text("Sign in to pick up where you left off.", 16, color="slate-500"),
        name="Heading", gap=8,
    )  # fmt: skip
    remember = row(
        row(
            row(
                icon("check", 14, "white", 3), name="Checkbox", width=20, height=20,
                justify="CENTER", fill=f"{accent}-600", radius=6,
            ),
            text("Remember me", 14, color="slate-600"), gap=8, name="Remember",
        ),
        text("Forgot password?", 14, 600, f"{accent}-600"),
        name="Options", width="fill", justify="SPACE_BETWEEN",
    )  # fmt: skip
    button = row(
        text("Sign in", 16, 600, "white"), name="Button / Primary", width="fill", height=52,
        justify="CENTER", fill=f"{accent}-600", radius=12, shadow=True,
    )  # fmt: skip
    either = row(
        divider(), text("or continue with", 14, color="slate-400"), divider(),
        name="Divider", width="fill", gap=12,
    )  # fmt: skip
    return column(
        logo,
        heading,
        column(
            _field("Email", "maya.lindqvist@northwind.io", "mail"),
            _field("Password", "············", "lock", "eye"),
            remember, button, name="Form", width="fill", gap=20,
        ),
        either,
        row(
            _provider("Google", "globe"), _provider("Passkey", "shield"),
            name="Providers", width="fill", gap=12,
        ),
        spacer(8),
        row(
            text("New to Northwind?", 14, color="slate-500"),
            text("Create an account", 14, 600, f"{accent}-600"),
            name="Footer", width="fill", gap=6, justify="CENTER",
        ),
        name="Login", width=390, height=844, gap=28, padding=(72, 24, 40, 24), fill="slate-50",
    )  # fmt: skip


DESIGN = Design(
    key="login",
    file_name="Northwind mobile app",
    frame_names=("Login / Mobile", "Sign in", "01 Login — default", "Login v2"),
    accents=("indigo", "emerald"),
    build=build,
    thumbnail_width=320,
)
