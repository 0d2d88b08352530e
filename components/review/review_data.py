"""What review.js draws of a queue."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.numbers import count_text, frame_size
from components.formatting.times import ago
from components.pictures.marks import glyph
from components.preview import preview
from components.preview.reports import Device, Mode
from components.review import review_words
from components.session import session_picture, session_preview
from inspection.match import wording
from language import _
from services import matching
from services.frame_sizes import Size
from services.review_queue import Item, Progress, Queue
from store.counts import CountKind
from store.errors import NotFound
from store.principal import Action, Principal
from store.reviews.review_records import REASONS, Mark, Opinion, Review

MOST_BLOCKS: Final = 250


def of_queue(
    queue: Queue, me: Principal, clock: Clock, looks: tuple[Mode, Device]
) -> dict[str, Any]:
    """The queue's rows with what there is to say of them."""
    shown = [item for item in (queue.item, *queue.ahead) if item]
    before, behind = (str(each) if each else None for each in queue.neighbors)
    return {
        "items": [of_item(item, me, clock, looks) for item in shown],
        "current": str(queue.item.row.id) if queue.item else None,
        "ahead": [str(item.row.id) for item in queue.ahead],
        "before": before,
        "behind": behind,
        "watched": safe_text.line(queue.watched_by, 80),
        "progress": progress(queue.progress),
        "marks": [
            {
                "name": str(mark),
                "label": review_words.display_name(mark),
                "icon": glyph(review_words.look(mark).icon),
                "tone": review_words.look(mark).color,
            }
            for mark in Mark
        ],
        "reasons": [safe_text.line(name, 40) for name in queue.reasons],
        "own_reasons": [name for name in queue.reasons if name not in REASONS],
        "may": me.may(Action.REVIEW),
        "may_add": me.may(Action.ADD_REASON),
    }


def of_item(item: Item, me: Principal, clock: Clock, looks: tuple[Mode, Device]) -> dict[str, Any]:
    """One row."""
    row, version = item.row, item.content.version
    own = next(
        (each for each in item.reviews if each.is_current and each.reviewer == me.actor), None
    )
    others = [each for each in item.reviews if each is not own]
    facts = (status.display_name(row.status), frame_size(row.frame_width, row.frame_height))
    return {
        "id": str(row.id),
        "version": version.code_md5 + version.design_md5,
        "name": safe_text.frame_name(row.frame_name, 80),
        "facts": " · ".join((*facts, _("updated {ago}", ago=ago(row.updated_at, clock.now)))),
        "address": f"session?{urlencode({'id': str(row.id)})}",
        "runs_ahead": item.runs_ahead,
        "preview": preview_of(item, clock, looks),
        "blocks": blocks(item),
        "own": form_values(own) if own else None,
        "others": [review_entry(each, clock) for each in others if each.is_current],
        "older": [review_entry(each, clock) for each in others if not each.is_current],
    }


def preview_of(item: Item, clock: Clock, looks: tuple[Mode, Device]) -> dict[str, Any]:
    """The design beside the running code, as the session page has it, without its match: that
    would be an opinion before one's own."""
    picture = session_picture.picture_of(item.row, item.findings, clock)
    component = session_preview.component(
        item.row, item.content.code, item.findings, picture.design, size_of(item)
    )
    toolbar = preview.Toolbar(*looks, lambda mode, device: None)
    data = preview.component_data(component, session_preview.beside(picture), toolbar)
    return {**data, "spare": False, "roomy": True}


def form_values(opinion: Opinion) -> dict[str, Any]:
    """What the form holds."""
    return {
        "mark": str(opinion.mark),
        "reasons": list(opinion.reasons),
        "note": opinion.note,
        "place": opinion.place.model_dump() if opinion.place else None,
    }


def review_entry(review: Review, clock: Clock) -> dict[str, Any]:
    """What somebody said."""
    look = review_words.look(review.mark)
    return {
        **form_values(review),
        "who": safe_text.line(review.reviewer, 80),
        "when": ago(review.reviewed_at, clock.now),
        "label": review_words.display_name(review.mark),
        "icon": glyph(look.icon),
        "tone": look.color,
        "note": safe_text.line(review.note, 500),
    }


def size_of(item: Item) -> Size | None:
    """The frame's size; None where the design is gone, or was not read in time."""
    try:
        return matching.frame(item.row)
    except NotFound:
        return None


def blocks(item: Item) -> list[dict[str, Any]]:
    """What a note can be about: the blocks of the design, the largest first."""
    try:
        scene = matching.scene_in_time(item.row)
    except NotFound:
        return []
    if scene is None:
        return []
    largest = sorted(scene.blocks[1:], key=lambda block: -block.weighs)[:MOST_BLOCKS]
    return [
        {
            **{name: round(getattr(each, name), 1) for name in ("x", "y", "width", "height")},
            "words": wording.name(each),
        }
        for each in largest
    ]


def progress(counts: Progress) -> dict[str, Any]:
    """`7 of 20 reviewed`, and the share of the bar; None where that is not known."""
    total, done = counts.total, counts.done
    if total is None or done is None:
        return {"words": _("Not counted just now"), "share": None}
    if total.kind is not CountKind.EXACT or done.kind is not CountKind.EXACT:
        return {
            "words": _(
                "{count} reviewed of {count_2}", count=count_text(done), count_2=count_text(total)
            ),
            "share": None,
        }
    share = done.value / total.value if total.value else None
    return {
        "words": _("{done:,} of {total:,} reviewed", done=done.value, total=total.value),
        "share": share,
    }
