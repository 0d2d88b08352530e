"""The words of the store's enumerations, which pages show as `_(word)`."""

from __future__ import annotations

from typing import Final

from language.texts import N_

ROLES: Final = (N_("viewer"), N_("support"), N_("admin"), N_("Viewer"), N_("Support"), N_("Admin"))
ACTIONS: Final = (
    *(N_("reset"), N_("bulk reset"), N_("fail"), N_("edit"), N_("edit content"), N_("reveal")),
    *(N_("answer"), N_("triage"), N_("view"), N_("share view"), N_("delete"), N_("undo")),
    *(N_("undo others"), N_("change setting"), N_("showcase"), N_("review"), N_("review reason")),
    *(N_("bulk above 100"), N_("compare"), N_("present")),
)
STATUSES: Final = (
    *(N_("pending"), N_("generating"), N_("ready"), N_("error"), N_("stuck"), N_("(none)")),
)
OUTCOMES: Final = (
    *(N_("stuck again"), N_("deleted"), N_("undone"), N_("skipped"), N_("not reached")),
)
INBOX: Final = (*(N_("open"), N_("snoozed"), N_("done"), N_("waiting"), N_("mine")),)
CHANGES: Final = (N_("code"), N_("design"), N_("code and design"))
DEVICES: Final = (N_("mobile"), N_("tablet"), N_("desktop"))
UNITS: Final = (N_("minute"), N_("hour"), N_("day"), N_("week"))
MARKS: Final = (N_("good"), N_("needs work"), N_("wrong"))
REASONS: Final = (N_("layout"), N_("text"), N_("color"), N_("missing"), N_("broken"))
