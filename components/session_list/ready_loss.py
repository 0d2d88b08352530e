"""What a reset of ready sessions takes from their visitors."""

from __future__ import annotations

from language import _, ngettext


def loss_of_ready(ready: int, count: int) -> str:
    """What visitors of ready sessions lose in a reset, as markdown; empty if none is ready."""
    if not ready:
        return ""
    if count == 1:
        return _(
            "**This session is ready.** Its visitor has a finished prototype, and is "
            "sent back to the start. The code stays in the row until they start "
            "again, which replaces it; until then, undo brings the prototype back."
        )
    many = (
        _("All of them are")
        if ready == count
        else ngettext("{count} of them is", "{count} of them are", ready)
    )
    return _(
        "**{many} ready.** Their visitors have finished prototypes, and are sent "
        "back to the start. The code stays in the rows until they start again, "
        "which replaces it; until then, undo brings the prototypes back.",
        many=many,
    )
