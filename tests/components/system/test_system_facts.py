"""The settings as /system shows them to everybody who may look."""

from __future__ import annotations

from components.system.system_facts import setting_rows
from settings import Settings


def test_who_may_do_what_names_no_people() -> None:
    settings = Settings(
        access_viewers=("@example.com", "group:support", "ann@example.com", "bo@example.com"),
        access_admins=("cy@example.com",),
    )
    shown = {row[0]: row[1].partition("  \n")[0] for row in setting_rows(settings)}
    assert shown["`ACCESS_VIEWERS`"].endswith("support, 2 e\\-mail addresses")
    assert shown["`ACCESS_ADMINS`"] == "1 e\\-mail address"
    assert not [text for text in shown.values() if "ann" in text or "cy" in text]
