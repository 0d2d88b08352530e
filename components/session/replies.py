"""The reply to a visitor, in their language: texts of `replies.toml`, chosen by the situation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from components.session.story_facts import LEAVES_ROW, Situation
from store.actions.receipts import AuditEntry
from store.principal import Action
from store.sessions import pasted

FILE: Final = Path(__file__).with_name("replies.toml")
REFERENCE: Final = re.compile(r"BP-[0-9A-F]{6}")

Texts = Mapping[str, str]


class Done(StrEnum):
    """What was done so far, by the name of its sentence; SOMETHING has none."""

    UNTOUCHED = "untouched"
    RESET_BEFORE = "reset_before"
    SOMETHING = ""


UNSETTLED: Final = frozenset(
    {Situation.STUCK, Situation.FAILED, Situation.IMPORT_FAILED, Situation.OTHER}
)


@cache
def languages() -> Mapping[str, Texts]:
    """The texts by language code, in the order of the file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


WAITED: Final = frozenset({Situation.STUCK, Situation.MARKED_FAILED, Situation.RESET})


class Subject(NamedTuple):
    """What a reply is about. `reference` is the visitor's own; one in another form is left out."""

    situation: Situation
    reference: str | None
    progress: Done


def reply(subject: Subject, language: str) -> str:
    """The whole reply in one language."""
    texts = languages()[language]
    code, situation = valid_reference(subject.reference), subject.situation
    # The text for a session that was marked as failed names its reference.
    if situation is Situation.MARKED_FAILED and not code:
        situation = Situation.FAILED
    sentence = texts[subject.progress] if situation in UNSETTLED and subject.progress else ""
    sorry = texts["sorry"] if situation in WAITED else ""
    parts = [
        texts["greeting"],
        texts["about_reference"] if code else texts["about"],
        " ".join(filter(None, (texts[situation].strip(), sentence, sorry))),
        texts["closing"],
    ]
    return "\n\n".join(parts).replace("{reference}", code or "")


def progress(entries: Sequence[AuditEntry]) -> Done:
    """What was done about a session that is not in order."""
    changes = [entry for entry in entries if entry.action not in LEAVES_ROW]
    if any(entry.action == Action.RESET and not entry.undone_by for entry in changes):
        return Done.RESET_BEFORE
    return Done.SOMETHING if changes else Done.UNTOUCHED


def valid_reference(reference: str | None) -> str | None:
    """The reference, if it is one: whatever else a column holds is not for a visitor's eyes."""
    codes = pasted.references(reference or "")
    return codes[0] if len(codes) == 1 and REFERENCE.fullmatch(codes[0]) else None
