"""Permissions, below every page: each role tries each action, and each way to write."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import store
from settings import ROOT
from store.actions import actions, answering, editing, reveal, undo
from store.actions.limits import Limits
from store.actions.receipts import Receipt, Scope, Target
from store.bulk_resets import control, starting
from store.bulk_resets.bulk_records import Plan
from store.errors import PermissionDenied, ReadOnly
from store.inbox import states
from store.principal import Action, Principal, Role
from store.records import Filters
from store.reviews import pairs, reasons, reviews
from store.reviews.review_records import Better, Choice
from store.showcases import items, showcases
from store.showcases.showcase_records import SlideTexts
from store.system import stored_settings
from store.views import views
from tests.store.acting import STUCK_AFTER, insert_row, recorded, row_of, target_of
from tests.store.inbox.deciding import an_incident, done_with
from tests.store.reviews.reviewing import GOOD, version_of
from tests.store.showcases.showing import created, order, picked_of
from tests.store.views.saving import A_VIEW, FOR_ALL, saved

Attempt = Callable[[Session, Principal], object]

VIEWER, SUPPORT, ADMIN = Role.VIEWER, Role.SUPPORT, Role.ADMIN
SOMEBODY_ELSE = Principal(actor="somebody else", role=ADMIN)
LARGE: Final = 101


def rows(db: Session, count: int) -> list[Target]:
    return [target_of(db, insert_row(db)) for _ in range(count)]


def stuck_rows(count: int = 1) -> Attempt:
    def reset(db: Session, who: Principal) -> Receipt:
        return actions.reset(
            db, who, rows(db, count), reason="r", request_id=uuid4(), stuck_after=STUCK_AFTER
        )

    return reset


def failed(count: int = 1) -> Attempt:
    return lambda db, who: actions.fail(db, who, rows(db, count), reason="r", request_id=uuid4())


def deleted(count: int = 1) -> Attempt:
    return lambda db, who: actions.delete(db, who, rows(db, count), reason="r", request_id=uuid4())


def bulk_started(count: int = 1) -> Attempt:
    def begin(db: Session, who: Principal) -> Receipt:
        rows(db, count)
        as_of = db.scalars(text("SELECT now()")).one()
        scope = Scope(filters=Filters(as_of=as_of, stuck_after=STUCK_AFTER), description="stuck")
        return starting.start(db, who, scope, Plan(name="b"), reason="r", batch_id=uuid4())

    return begin


def bulk_steered(*steps: Callable[..., Receipt], count: int = 1) -> Attempt:
    """Take the last of these steps, after somebody else took the others."""

    def steer(db: Session, who: Principal) -> Receipt:
        started = bulk_started(count)(db, SOMEBODY_ELSE)
        assert isinstance(started, Receipt)
        batch_id = started.batch_id
        for step in steps[:-1]:
            step(db, SOMEBODY_ELSE, batch_id, request_id=uuid4())
        return steps[-1](db, who, batch_id, request_id=uuid4())

    return steer


def in_two_halves(db: Session, who: Principal) -> Receipt:
    """101 rows as 51 and 50 of the same bulk."""
    batch_id = uuid4()
    for count in (51, 50):
        receipt = actions.fail(
            db, who, rows(db, count), reason="r", request_id=uuid4(), batch_id=batch_id
        )
    return receipt


def edited(**changes: object) -> Attempt:
    def edit(db: Session, who: Principal) -> Receipt:
        (target,) = rows(db, 1)
        return editing.edit(db, who, target, changes, reason="r", request_id=uuid4())

    return edit


def revealed(db: Session, who: Principal) -> str:
    return reveal.reveal_session_id(db, who, insert_row(db), reason="r", request_id=uuid4())


def answered(db: Session, who: Principal) -> Receipt:
    return answering.answer(db, who, insert_row(db), about="reset, English", request_id=uuid4())


def threshold(minutes: int | None) -> Attempt:
    return lambda db, who: stored_settings.choose_stuck_after(
        db, who, minutes, default=10, reason="r", request_id=uuid4()
    )


def triaged(db: Session, who: Principal) -> Receipt:
    return states.decide(db, who, done_with(an_incident()), uuid4())


def viewed(db: Session, who: Principal) -> Receipt:
    return views.save(db, who, A_VIEW, uuid4())


def renamed(db: Session, who: Principal) -> Receipt:
    view_id = saved(db, Principal(actor=who.actor, role=ADMIN))
    return views.rename(db, who, view_id, "Other", uuid4())


def dropped(db: Session, who: Principal) -> Receipt:
    return views.delete(db, who, saved(db, Principal(actor=who.actor, role=ADMIN)), uuid4())


def shared(db: Session, who: Principal) -> Receipt:
    return views.save(db, who, FOR_ALL, uuid4())


def renamed_for_all(db: Session, who: Principal) -> Receipt:
    view_id = saved(db, Principal(actor=who.actor, role=ADMIN), FOR_ALL)
    return views.rename(db, who, view_id, "Other", uuid4())


def dropped_for_all(db: Session, who: Principal) -> Receipt:
    view_id = saved(db, Principal(actor=who.actor, role=ADMIN), FOR_ALL)
    return views.delete(db, who, view_id, uuid4())


def shown(change: Callable[[Session, Principal, UUID, UUID], Receipt]) -> Attempt:
    """Change a showcase that the same person created in another role, by one of its sessions."""

    def change_it(db: Session, who: Principal) -> Receipt:
        creator = Principal(actor=who.actor, role=ADMIN)
        showcase_id = created(db, creator, [insert_row(db)])
        return change(db, who, showcase_id, order(db, showcase_id)[0])

    return change_it


SHOWN: Final[Mapping[str, Attempt]] = MappingProxyType(
    {
        "create": lambda db, who: showcases.create(db, who, "Fair", uuid4()),
        "rename": shown(lambda db, who, id_, _: showcases.rename(db, who, id_, "Other", uuid4())),
        "delete": shown(lambda db, who, id_, _: showcases.delete(db, who, id_, uuid4())),
        "pick": shown(lambda db, who, id_, _: items.pick(db, who, id_, [insert_row(db)], uuid4())),
        "remove": shown(lambda db, who, id_, row: items.remove(db, who, id_, row, uuid4())),
        "put back": shown(
            lambda db, who, id_, row: items.put_back(
                db, who, id_, picked_of(db, id_, row), 0, uuid4()
            )
        ),
        "describe": shown(
            lambda db, who, id_, row: items.describe(db, who, id_, row, SlideTexts(), uuid4())
        ),
        "accept": shown(lambda db, who, id_, row: items.accept(db, who, id_, row, uuid4())),
        "arrange": shown(lambda db, who, id_, row: items.arrange(db, who, id_, [row], uuid4())),
    }
)


def marked(db: Session, who: Principal) -> Receipt:
    return reviews.put(db, who, version_of(db, insert_row(db)), GOOD, uuid4())


def unmarked(db: Session, who: Principal) -> Receipt:
    return reviews.take_back(db, who, version_of(db, insert_row(db)), None, uuid4())


def chosen(db: Session, who: Principal) -> Receipt:
    one, other = (version_of(db, insert_row(db)) for _ in range(2))
    return pairs.put(db, who, Choice(first=one, second=other, better=Better.SAME), uuid4())


def reason_added(db: Session, who: Principal) -> Receipt:
    return reasons.add(db, who, "wrong font", uuid4())


def reason_removed(db: Session, who: Principal) -> Receipt:
    reasons.add(db, Principal(actor=who.actor, role=ADMIN), "wrong font", uuid4())
    return reasons.remove(db, who, "wrong font", uuid4())


def undone(what: Attempt, *, own: bool) -> Attempt:
    """Undo an action of the same person, perhaps in another role, or of another person."""

    def undo_it(db: Session, who: Principal) -> Receipt:
        doer = Principal(actor=who.actor, role=ADMIN) if own else SOMEBODY_ELSE
        done = what(db, doer)
        assert isinstance(done, Receipt)
        return undo.undo(db, who, done.request_id, reason="", request_id=uuid4())

    return undo_it


# The table of rules: each action, in every way that it can be tried.
MATRIX: Final[Mapping[Action, tuple[Role, Mapping[str, Attempt]]]] = MappingProxyType(
    {
        Action.RESET: (SUPPORT, {"selected": stuck_rows()}),
        Action.BULK_RESET: (
            SUPPORT,
            {
                "start": bulk_started(),
                "pause": bulk_steered(control.pause),
                "resume": bulk_steered(control.pause, control.resume),
                "stop": bulk_steered(control.stop),
                "pause a large one": bulk_steered(control.pause, count=LARGE),
            },
        ),
        Action.FAIL: (SUPPORT, {"selected": failed()}),
        Action.EDIT: (
            SUPPORT,
            {
                "name": edited(frame_name="New"),
                "width": edited(frame_width=1),
                "height": edited(frame_height=1),
                "thumbnail": edited(thumbnail_url="https://example.org/x.png"),
            },
        ),
        Action.EDIT_CONTENT: (
            ADMIN,
            {
                "code": edited(generated_code="export default 1"),
                "design": edited(design_context={"new": 1}),
                "code beside a name": edited(frame_name="New", generated_code="export default 1"),
                "undo of own": undone(edited(generated_code="export default 1"), own=True),
            },
        ),
        Action.REVEAL: (SUPPORT, {"session_id": revealed}),
        Action.ANSWER: (SUPPORT, {"the visitor": answered}),
        Action.TRIAGE: (SUPPORT, {"done": triaged}),
        Action.SAVE_VIEW: (VIEWER, {"save": viewed, "rename": renamed, "delete": dropped}),
        Action.SHARE_VIEW: (
            SUPPORT,
            {"save": shared, "rename": renamed_for_all, "delete": dropped_for_all},
        ),
        Action.SHOWCASE: (SUPPORT, SHOWN),
        Action.REVIEW: (SUPPORT, {"mark": marked, "take back": unmarked, "choose": chosen}),
        Action.ADD_REASON: (SUPPORT, {"add": reason_added, "remove": reason_removed}),
        Action.UNDO: (
            SUPPORT,
            {
                "own reset": undone(stuck_rows(), own=True),
                "own failure": undone(failed(), own=True),
                "own edit": undone(edited(frame_name="New"), own=True),
            },
        ),
        Action.UNDO_OTHERS: (ADMIN, {"reset": undone(stuck_rows(), own=False)}),
        Action.DELETE: (
            ADMIN,
            {"selected": deleted(), "undo of own": undone(deleted(), own=True)},
        ),
        Action.BULK_LARGE: (
            ADMIN,
            {
                "reset": stuck_rows(LARGE),
                "failure": failed(LARGE),
                "deletion": deleted(LARGE),
                "start of a bulk reset": bulk_started(LARGE),
                "resumption of one": bulk_steered(control.pause, control.resume, count=LARGE),
                "in two halves": in_two_halves,
                "undo": undone(stuck_rows(LARGE), own=True),
                "undo of a half": undone(in_two_halves, own=True),
            },
        ),
        Action.CHANGE_SETTING: (ADMIN, {"threshold": threshold(4), "back": threshold(None)}),
    }
)
TRIED: Final = [
    pytest.param(needed, attempt, id=f"{action}: {name}")
    for action, (needed, attempts) in MATRIX.items()
    for name, attempt in attempts.items()
]

# Functions that act for a person: each is tried above.
ACTING: Final = {
    "store.actions.actions.reset",
    "store.actions.actions.fail",
    "store.actions.actions.delete",
    "store.actions.answering.answer",
    "store.actions.editing.edit",
    "store.actions.reveal.reveal_session_id",
    "store.actions.undo.undo",
    "store.system.stored_settings.choose_stuck_after",
    "store.bulk_resets.starting.start",
    *(f"store.bulk_resets.control.{name}" for name in ("pause", "resume", "stop")),
    "store.inbox.states.decide",
    *(f"store.reviews.reviews.{name}" for name in ("put", "take_back")),
    "store.reviews.pairs.put",
    *(f"store.reviews.reasons.{name}" for name in ("add", "remove")),
    *(f"store.views.views.{name}" for name in ("save", "rename", "delete")),
    *(f"store.showcases.showcases.{name}" for name in ("create", "rename", "delete")),
    *(f"store.showcases.items.{name}" for name in ("pick", "remove", "put_back", "describe")),
    *(f"store.showcases.items.{name}" for name in ("accept", "arrange")),
}
# Functions that write without a person: the backend's API, which the demo uses, and housekeeping.
# (Storing insights is not among them: it writes what anyone may see anyway.)
FOR_NOBODY: Final = {
    "store.sessions.code_versions.disable",
    "store.sessions.code_versions.enable",
    "store.sessions.code_versions.purge",
    "store.sessions.prototype_sessions.create_prototype_session",
    "store.sessions.prototype_sessions.update_prototype_session",
    "store.actions.undo.purge",
    "store.bulk_resets.purging.purge",
    "store.inbox.states.purge",
}


@contextmanager
def unchanged(db: Session) -> Iterator[None]:
    """The block leaves no changes behind."""
    row_ids = list(db.scalars(text("SELECT id FROM prototype_sessions")))
    before = (recorded(db), [row_of(db, row_id) for row_id in row_ids])
    yield
    assert (recorded(db), [row_of(db, row_id) for row_id in row_ids]) == before


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("needed", "attempt"), TRIED)
def test_each_role_can_do_exactly_what_it_may(
    db: Session, role: Role, needed: Role, attempt: Attempt
) -> None:
    who = Principal(actor="tester", role=role)
    if role.rank >= needed.rank:
        assert attempt(db, who)
        return
    with pytest.raises(PermissionDenied, match=f"role \\({role}\\).*requires the .* role"):
        attempt(db, who)


@pytest.mark.parametrize(("needed", "attempt"), TRIED)
def test_nobody_writes_to_a_read_only_database(db: Session, needed: Role, attempt: Attempt) -> None:
    who = Principal(actor="tester", role=ADMIN).for_reading()
    with pytest.raises(ReadOnly, match="Nothing was changed"):
        attempt(db, who)


def test_every_action_has_a_row_in_the_table() -> None:
    assert set(MATRIX) == set(Action), "Say in MATRIX who may do it, and try it."
    for action, (needed, _) in MATRIX.items():
        for role in Role:
            may = Principal(actor="tester", role=role).may(action)
            assert may == (role.rank >= needed.rank), f"{role} and {action}"


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """The store's public functions by their full names."""
    for module in pkgutil.walk_packages(store.__path__, "store."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name}.{name}", function


def test_every_function_that_acts_for_a_person_is_tested() -> None:
    acting = {name for name, act in functions() if "principal" in inspect.signature(act).parameters}
    # These are used by those below.
    shared = {
        *("store.actions.execution.act", "store.actions.execution.run_once"),
        *("store.actions.ledger.described", "store.bulk_resets.steps.request"),
        *(f"store.showcases.showcases.{name}" for name in ("may_delete", "request")),
    }
    assert acting - shared == ACTING, "Try it in MATRIX."


def test_a_bulk_of_exactly_100_is_not_large(db: Session) -> None:
    who = Principal(actor="tester", role=SUPPORT)
    done = actions.fail(
        db, who, rows(db, 100), reason="r", request_id=uuid4(), limits=Limits(bulk_actions=1)
    )
    assert len(done.changed) == 100


def test_a_refused_second_action_leaves_the_first_alone(db: Session) -> None:
    who, batch_id = Principal(actor="tester", role=SUPPORT), uuid4()
    first = actions.fail(db, who, rows(db, 51), reason="r", request_id=uuid4(), batch_id=batch_id)
    more = rows(db, 50)
    with unchanged(db), pytest.raises(PermissionDenied):
        actions.fail(db, who, more, reason="r", request_id=uuid4(), batch_id=batch_id)
    assert len(first.changed) == 51


def test_no_page_calls_writes_without_a_person() -> None:
    above = [
        path for room in ("pages", "components", "services") for path in (ROOT / room).rglob("*.py")
    ]
    words = set(re.findall(r"\w+\.\w+", "\n".join(path.read_text() for path in above)))
    assert not {name for name in FOR_NOBODY if ".".join(name.split(".")[-2:]) in words}
    assert FOR_NOBODY <= {name for name, _ in functions()}


def test_a_receipt_names_the_role_that_was_held(db: Session) -> None:
    who = Principal(actor="tester", role=SUPPORT)
    done = stuck_rows()(db, who)
    assert isinstance(done, Receipt)
    assert (done.actor, done.role, isinstance(done.request_id, UUID)) == ("tester", SUPPORT, True)
