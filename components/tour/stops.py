"""The stops of the tour: where each leads, and what it says there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from language import _
from services.tour import Examples

SESSION: Final = "session.py"


@dataclass(frozen=True)
class Stop:
    """A page with its parameters; `text` is read there in about 15 seconds."""

    page: str
    title: str
    text: str
    params: Mapping[str, object] = field(default_factory=dict)


def stops(examples: Examples) -> tuple[Stop, ...]:
    """All stops; those that need an example that does not exist are left out."""
    ready, showcase = examples
    stops = (
        Stop(
            "overview.py",
            _("What happened"),
            _(
                "The overview begins with what broke since yesterday evening, what is "
                "stuck and what came in. Every tile and every bar of the chart is a link."
            ),
        ),
        Stop(
            "inbox.py",
            _("What needs a person"),
            _(
                "The inbox lists only that, newest first. Keys do the rest: j and k "
                "move, e is done, z snoozes until something changes."
            ),
        ),
        Stop(
            "stuck.py",
            _("Stuck sessions"),
            _(
                "Sessions that stopped together are one group, with the evidence. One "
                "click selects a group; a reset leaves a receipt with undo."
            ),
        ),
        Stop(
            "sessions.py",
            _("Every session"),
            _(
                "Search takes whatever a customer sends: a reference, an id, a whole "
                "message. Filters, order and page are in the address, so a link is "
                "enough to share a list."
            ),
        ),
        Stop(
            "sessions.py",
            _("The same as a gallery"),
            _(
                "Designs and results side by side, those that match worst first. Select "
                "some to act on them, compare two, or add them to a showcase."
            ),
            {"view": "gallery", "cards": "both", "sort": "match", "render": "renders"},
        ),
        Stop(
            SESSION,
            _("Does it look like its design?"),
            _(
                "The generated code runs here, contained, beside its design, with a "
                "verdict and a match. Try Difference, or another device."
            ),
            {"id": ready},
        ),
        Stop(
            SESSION,
            _("Is the code sound?"),
            _(
                "Findings have their lines, and the safety card says what the code would "
                "do. Versions keeps what regenerations replaced."
            ),
            {"id": ready, "tab": "Code"},
        ),
        Stop(
            "errors.py",
            _("Bursts of failures"),
            _(
                "Failures over time, beside the week before. A burst says what its "
                "sessions have in common, which usually is the cause."
            ),
        ),
        Stop(
            "quality.py",
            _("Is it getting better?"),
            _("Renders and matches by day, device and design, and the worst ones to look at."),
        ),
        Stop(
            "showcases.py",
            _("Show it"),
            _(
                "A showcase has sessions in order, each with a caption. Present opens it "
                "full screen, with a second window for your notes, and needs no network "
                "once it is loaded."
            ),
            {"showcase": showcase},
        ),
        Stop(
            "audit.py",
            _("Who did what"),
            _(
                "Every change has its receipt here, with its reason, and most can be "
                "undone. That was the tour."
            ),
        ),
    )
    return tuple(stop for stop in stops if None not in stop.params.values())
