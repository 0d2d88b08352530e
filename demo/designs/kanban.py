"""A kanban board on the desktop."""

from __future__ import annotations

from demo.catalog import Design
from demo.nodes import Node, column, ellipse, icon, rect, row, spacer, text

PEOPLE = {
    "AO": ("amber-300", "orange-500"),
    "JW": ("sky-300", "blue-600"),
    "PR": ("rose-300", "pink-600"),
    "LM": ("emerald-300", "teal-600"),
}
COLUMNS = (
    ("Backlog", "slate-400", (
        ("Research", "Interview five people who canceled", "sky", "Dec 4", 3, ("PR",)),
        ("Design", "Empty states for the reports page", "fuchsia", "Dec 5", 1, ("AO",)),
        ("Bug", "Invoice PDF cuts off long names", "rose", "Dec 8", 0, ("LM",)),
    )),
    ("In progress", "blue-500", (
        ("Feature", "Filter tasks by several people at once", "emerald", "Nov 27", 6,
         ("JW", "AO")),
        ("Design", "New icons for the mobile tab bar", "fuchsia", "Nov 28", 4, ("PR",)),
        ("Feature", "Keyboard shortcuts for moving cards", "emerald", "Dec 1", 2, ("LM", "JW")),
    )),
    ("In review", "amber-500", (
        ("Bug", "Drag and drop jumps on touch screens", "rose", "Nov 25", 8, ("JW",)),
        ("Research", "What makes teams invite guests", "sky", "Nov 26", 5, ("AO", "PR")),
    )),
    ("Done", "emerald-500", (
        ("Feature", "Calendar view for due dates", "emerald", "Nov 20", 11, ("LM", "PR")),
        ("Bug", "Search ignores archived boards", "rose", "Nov 19", 3, ("JW",)),
        ("Design", "Dark mode for the whole board", "fuchsia", "Nov 18", 9, ("AO",)),
    )),
)  # fmt: skip


def _person(initials: str, size: float = 28) -> Node:
    return row(
        text(initials, 11, 600, "white"), name=f"Avatar / {initials}", width=size, height=size,
        radius=size, justify="CENTER", gradient=PEOPLE[initials],
    )  # fmt: skip


def _card(kind: str, title: str, tone: str, due: str, notes: int, people: tuple[str, ...]) -> Node:
    details: list[Node] = [icon("calendar", 16, "slate-400"), text(due, 12, color="slate-500")]
    if notes:
        details += [icon("message", 16, "slate-400"), text(str(notes), 12, color="slate-500")]
    return column(
        row(row(text(kind, 12, 600, f"{tone}-700"), padding=(3, 10), radius=99,
                fill=f"{tone}-100", name="Tag"),
            icon("more", 18, "slate-400"), width="fill", justify="SPACE_BETWEEN", name="Head"),
        text(title, 15, 600, "slate-800", width="fill"),
        row(row(*details, gap=6, name="Details"), row(*map(_person, people), gap=4,
            name="People"), width="fill", justify="SPACE_BETWEEN", name="Foot"),
        name=f"Card / {title}", width="fill", padding=16, gap=12, radius=14, fill="white",
        stroke="slate-200", shadow=True,
    )  # fmt: skip


def _column(name: str, dot: str, cards: tuple[tuple[str, str, str, str, int, tuple[str, ...]], ...]
            ) -> Node:  # fmt: skip
    head = row(
        ellipse(10, 10, fill=dot), text(name, 14, 600, "slate-700"),
        row(text(str(len(cards)), 12, 600, "slate-500"), padding=(2, 8), radius=99,
            fill="slate-200", name="Count"),
        spacer(), icon("plus", 18, "slate-400"), width="fill", gap=10, name="Head",
    )  # fmt: skip
    return column(
        head, *(_card(*card) for card in cards), name=f"Column / {name}", width="fill",
        height="fill", padding=16, gap=14, radius=18, fill="slate-100",
    )  # fmt: skip


def build(accent: str) -> Node:
    """1440 by 900: header with people, four columns of cards."""
    header = row(
        rect(36, 36, radius=10, gradient=(f"{accent}-400", f"{accent}-600")),
        column(text("Autumn release", 20, 700), text("11 tasks, 3 done", 13, color="slate-500"),
               name="Title"),
        spacer(),
        row(*(_person(initials, 36) for initials in PEOPLE), gap=6, name="Team"),
        row(icon("search", 18, "slate-400"), text("Search tasks", 14, color="slate-400"),
            width=220, height=40, padding=(0, 14), gap=10, radius=10, stroke="slate-200",
            fill="white", name="Search"),
        row(icon("plus", 18, "white"), text("New task", 14, 600, "white"), height=40, gap=8,
            padding=(0, 16), radius=10, fill=f"{accent}-600", name="Button"),
        name="Header", width="fill", height=84, padding=(0, 32), gap=16, fill="white",
        stroke="slate-200",
    )  # fmt: skip
    board = row(
        *(_column(*each) for each in COLUMNS), name="Board", width="fill", height="fill",
        padding=(24, 32, 32, 32), gap=20, align="MIN",
    )  # fmt: skip
    return column(header, board, name="Kanban board", width=1440, height=900, fill="slate-50")


DESIGN = Design(
    key="kanban",
    file_name="Autumn planning tool",
    frame_names=("Board / Kanban", "Kanban — autumn release", "Tasks board", "board_desktop_v4"),
    accents=("indigo", "rose"),
    build=build,
)
