"""The dashboard's own logins: everything it does works with them, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from migrations import access
from store import sign_outs
from store.actions import actions, aftermath, editing, execution, reveal, undo
from store.actions.receipts import Target
from store.audit import entries
from store.bulk_resets import control, outcomes, purging, steps
from store.bulk_resets.bulk_records import State
from store.engine import Database
from store.errors import PermissionDenied
from store.inbox import states
from store.insights import insight_summaries, insights, statistics
from store.metadata import METADATA
from store.own_models import ReceiptRow
from store.records import CodeGenerateRequest, Filters, Sort
from store.renders import renders, turns
from store.renders.render_records import Outcome, RenderVerdict
from store.reviews import queue, reasons, reviews
from store.sessions import code_versions, prototype_sessions, search, status_counts, stuck
from store.showcases import items, reading, showcases
from store.system import stored_settings, system
from store.views import views
from store.watch import incident_log, outbox
from store.watch.watch_records import Event, Message, Sighting
from tests.logins import as_login, grant
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, row_of, target_of
from tests.store.bulk_resets import started
from tests.store.inbox.deciding import an_incident, done_with
from tests.store.neighbors import neighbors
from tests.store.reviews.reviewing import GOOD, marked, version_of
from tests.store.rows import findings
from tests.store.showcases.showing import created
from tests.store.views.saving import saved

FINDINGS = findings()

OUTCOME = Outcome(verdict=RenderVerdict.RENDERS)


@pytest.fixture(params=["off", "on"], ids=["rls-off", "rls-on"])
def owner(request: pytest.FixtureRequest, database: Database) -> Database:
    """The granted database as its owner; row level security of the backend's table off or on."""
    grant(database)
    with database.engine.begin() as connection:
        if request.param == "on":
            connection.exec_driver_sql(
                "ALTER TABLE public.prototype_sessions ENABLE ROW LEVEL SECURITY"
            )
        connection.exec_driver_sql("CREATE TABLE public.secrets AS SELECT 'hidden' AS word")
        connection.exec_driver_sql("CREATE SCHEMA auth CREATE TABLE users (email text)")
    return database


@pytest.fixture
def editor(owner: Database) -> Iterator[Database]:
    database = as_login(owner, access.WRITE_LOGIN)
    yield database
    database.dispose()


@pytest.fixture
def reader(owner: Database) -> Iterator[Database]:
    database = as_login(owner, access.READ_LOGIN)
    yield database
    database.dispose()


def stuck_row(owner: Database) -> UUID:
    with owner.begin() as db:
        return insert_row(db)


def seen(database: Database, row_id: UUID) -> Target:
    return database.read(lambda db: target_of(db, row_id))


def read_everything(database: Database, row_id: UUID) -> None:
    """Run every kind of read that a page does."""
    filters = Filters()
    with database.begin() as db:
        assert [row.id for row in search.search(db, filters).rows] == [row_id]
        assert search.count(db, Filters(q="Checkout")).value == 1
        assert neighbors(db, filters, Sort.UPDATED_DESC, row_id) == (None, None)
        assert prototype_sessions.get_summary(db, row_id).frame_name == "Checkout"
        assert prototype_sessions.get(db, row_id).version
        assert prototype_sessions.get_code(db, row_id)
        assert prototype_sessions.get_design_text(db, row_id)
        assert prototype_sessions.lookup(db, str(row_id)) == row_id
        assert status_counts.status_counts(db).total
        stuck.cohorts(db, STUCK_AFTER)
        statistics.generation_times(db)
        assert insights.get(db, row_id)
        assert code_versions.is_enabled(db)
        (kept,) = code_versions.versions(db, row_id)
        assert code_versions.get_version(db, kept.id) == "export default () => null"
        assert code_versions.status(db).versions == 1
        changed = entries.for_row(db, row_id)
        assert changed
        assert not aftermath.changed_since(db, request_id=changed[0].request_id, ids=[row_id])
        overview = system.overview(db)
        assert overview.revision == system.revision(db)
        assert not overview.is_superuser


def test_pages_read_and_people_act(owner: Database, editor: Database, reader: Database) -> None:
    row_id = stuck_row(owner)
    with owner.begin() as db:
        code_versions.enable(db)
    with editor.begin() as db:
        subject = insights.subject(db, row_id)
        assert subject is not None
        assert insights.put(db, subject, FINDINGS)
    with editor.begin() as db:
        change = {"generated_code": "export default 1", "design_context": {}, "frame_width": 1}
        editing.edit(db, ADMIN, target_of(db, row_id), change, reason="better", request_id=uuid4())
    with editor.begin() as db:
        subject = insights.subject(db, row_id)
        assert subject is not None
        assert insights.put(db, subject, FINDINGS)
    read_everything(editor, row_id)
    read_everything(reader, row_id)


def test_people_act_and_undo(owner: Database, editor: Database) -> None:
    row_id = stuck_row(owner)
    before = owner.read(lambda db: row_of(db, row_id))
    with editor.begin() as db:
        done = actions.reset(
            db,
            ADMIN,
            [target_of(db, row_id), Target(id=uuid4(), version="1")],
            reason="",
            request_id=uuid4(),
            stuck_after=STUCK_AFTER,
        )
        assert (len(done.changed), len(done.skipped)) == (1, 1)
    with editor.begin() as db:
        undo.undo(db, ADMIN, done.request_id, reason="", request_id=uuid4())
    with editor.begin() as db:
        assert reveal.reveal_session_id(db, ADMIN, row_id, reason="ticket", request_id=uuid4())
    with editor.begin() as db:
        targets = [target_of(db, row_id)]
        actions.fail(db, ADMIN, targets, reason="ticket", request_id=(failed := uuid4()))
    with editor.begin() as db:
        undo.undo(db, ADMIN, failed, reason="", request_id=uuid4())
    with editor.begin() as db:
        targets = [target_of(db, row_id)]
        actions.delete(db, ADMIN, targets, reason="ticket", request_id=(deleted := uuid4()))
        assert insights.purge(db) == 0
    with editor.begin() as db:
        undo.undo(db, ADMIN, deleted, reason="", request_id=uuid4())
    assert owner.read(lambda db: row_of(db, row_id)) == before


def test_the_editor_keeps_renders_and_sign_outs_and_the_reader_reads_them(
    owner: Database, editor: Database, reader: Database
) -> None:
    row_id = stuck_row(owner)
    until = datetime.now(UTC) + timedelta(hours=1)
    with editor.begin() as db:
        subject = insights.subject(db, row_id)
        assert subject is not None
        assert insights.put(db, subject, FINDINGS)
        assert turns.list_due(db, Filters(), 10) == ((row_id,), None)
        assert turns.claim(db, [row_id]) == (row_id,)
        renders.put(db, renders.key_of(subject), OUTCOME, rendered_by="robot")
        turns.release(db, [row_id])
        assert turns.purge(db) == 0
        sign_outs.add(db, {"fingerprint": until})
        stored_settings.choose_stuck_after(
            db, ADMIN, 4, default=10, reason="measured", request_id=uuid4()
        )
        states.decide(db, ADMIN, done_with(an_incident()), uuid4())
        assert states.purge(db) == 0
        views.rename(db, ADMIN, saved(db, ADMIN), "Other", uuid4())
        showcase_id = created(db, ADMIN, [row_id])
        items.arrange(db, ADMIN, showcase_id, [row_id], uuid4())
        showcases.delete(db, ADMIN, created(db, ADMIN, [row_id], "Gone"), uuid4())
        marked(db, row_id, by=ADMIN)
        reviews.take_back(db, ADMIN, version_of(db, row_id), GOOD, uuid4())
        reasons.add(db, ADMIN, "wrong font", uuid4())
        assert queue.claim(db, [row_id], "ada") == {row_id}
    for login in (editor, reader):
        with login.begin() as db:
            render = renders.get(db, row_id)
            assert render is not None
            assert render.verdict == OUTCOME.verdict
            assert [*renders.get_for_versions(db, row_id)] == [renders.key_of(subject).code_md5]
            assert turns.list_due_versions(db, 10) == ()
            assert sign_outs.current(db) == {"fingerprint"}
            assert stored_settings.stuck_choice(db).minutes == 4
            assert [*states.everything(db)] == [an_incident().key]
            assert [each.mark for each in reviews.list_for_row(db, row_id)] == ["good"]
            assert insight_summaries.summaries(db, [row_id])[row_id].marks.now == ("good",)
            assert reasons.everything(db)[-1] == "wrong font"
            assert queue.other_reviewers(db, [row_id], "bob") == {row_id: "ada"}
            assert [view.name for view in views.visible(db, ADMIN.actor)] == ["Other"]
            assert [each.name for each in showcases.listed(db)] == ["Fair"]
            assert [each.row_id for each in reading.items(db, showcase_id)] == [row_id]
            (slide,) = reading.slides(db, showcase_id)
            assert slide.verdict == OUTCOME.verdict
    with reader.begin() as db, pytest.raises(PermissionDenied, match="may not keep renders"):
        renders.put(db, renders.key_of(subject), OUTCOME, rendered_by="robot")


def test_the_editor_runs_bulk_resets_and_the_reader_reads_them(
    owner: Database, editor: Database, reader: Database
) -> None:
    for _ in range(6):
        stuck_row(owner)
    with editor.begin() as db:
        batch_id = started.start(db, by=ADMIN, per_minute=50)
        assert len(started.changed(started.take(db))) == 5
        control.pause(db, ADMIN, batch_id, request_id=uuid4())
        control.resume(db, ADMIN, batch_id, request_id=uuid4())
        assert len(started.changed(started.take(db))) == 1
    for login in (editor, reader):
        with login.begin() as db:
            bulk = started.state(db, batch_id)
            assert (bulk.position, bulk.state) == (6, State.DONE)
            assert outcomes.count(db, bulk).now == (("pending", 6),)
            assert len(outcomes.rows(db, bulk).rows) == 6
            assert len(steps.list_steps(db, bulk)) == 4
    with editor.begin() as db, pytest.raises(PermissionDenied):
        purging.purge(db, timedelta(0))


def test_the_editor_keeps_what_is_told_and_the_reader_reads_it(
    owner: Database, editor: Database, reader: Database
) -> None:
    message = Message(event=Event.OPENED, kind="burst", title="t", path="/", at=datetime.now(UTC))
    seen = [Sighting(key="burst:1", kind="burst", message=message)]
    with editor.begin() as db:
        assert incident_log.try_lock(db, timedelta(0))
        assert incident_log.open_keys(db) == ()
        incident_log.record(db, seen, unread=(), targets=["slack-1"], over=lambda last, _: last)
        claimed = outbox.claim(db, ["slack-1"])
        assert claimed is not None
        outbox.failed(db, claimed, "it answered 500")
        outbox.delivered(db, claimed)
    for login in (editor, reader):
        state = login.read(outbox.state)
        assert (state.open_incidents, [each.waiting for each in state.targets]) == (1, [0])
    with editor.begin() as db, pytest.raises(PermissionDenied):
        outbox.purge(db, timedelta(0))


HISTORY = ("receipts", "audit", "skips", "undo_snapshots", "code_versions", "alembic_version")
FORBIDDEN = {
    "alter audit": "UPDATE dashboard.audit SET label = ''",
    "alter receipts": "UPDATE dashboard.receipts SET actor = 'nobody'",
    "alter skips": "UPDATE dashboard.skips SET reason = ''",
    "alter undo": "UPDATE dashboard.undo_snapshots SET \"row\" = '{}'",
    "alter code history": "UPDATE dashboard.code_versions SET code = ''",
    "alter revision": "UPDATE dashboard.alembic_version SET version_num = '0001'",
    "change a sign-out": "UPDATE dashboard.sign_outs SET until = now()",
    "forget a setting": "DELETE FROM dashboard.settings",
    "take a sign-out back": "DELETE FROM dashboard.sign_outs",
    "forget what was told": "DELETE FROM dashboard.deliveries",
    "change a bulk reset's rows": "UPDATE dashboard.bulk_reset_rows SET version = '0'",
    "forget a bulk reset": "DELETE FROM dashboard.bulk_resets",
    **{f"delete {name}": f"DELETE FROM dashboard.{name}" for name in HISTORY},
    **{f"truncate {name}": f"TRUNCATE dashboard.{name} CASCADE" for name in HISTORY},
    "date a receipt back": (
        "INSERT INTO dashboard.receipts (request_id, at, actor, role, action, reason, scope)"
        " VALUES (gen_random_uuid(), now() - interval '1 day', '', '', '', '', '')"
    ),
    "lock audit": "LOCK TABLE dashboard.audit IN ACCESS EXCLUSIVE MODE",
    "no row level security": "ALTER TABLE dashboard.audit DISABLE ROW LEVEL SECURITY",
    "drop audit": "DROP TABLE dashboard.audit",
    "plant code history": (
        "INSERT INTO dashboard.code_versions (row_id, code, md5, bytes)"
        " VALUES (gen_random_uuid(), '', '', 0)"
    ),
    "read another table": "SELECT * FROM public.secrets",
    "read another schema": "SELECT * FROM auth.users",
    "read passwords": "SELECT rolpassword FROM pg_authid",
    "read files": "SELECT pg_read_file('PG_VERSION')",
    "run programs": "COPY (SELECT 1) TO PROGRAM 'true'",
    "make a table": "CREATE TABLE public.planted (id int)",
    "make a table of ours": "CREATE TABLE dashboard.planted (id int)",
    "make a function": "CREATE FUNCTION public.planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "make a schema": "CREATE SCHEMA planted",
    "make a role": "CREATE ROLE planted",
    "drop an extension": "DROP EXTENSION plpgsql",
    "make an index": "CREATE INDEX planted ON public.prototype_sessions (frame_name)",
    "disable triggers": "ALTER TABLE public.prototype_sessions DISABLE TRIGGER USER",
    "skip triggers": "SET session_replication_role = replica",
    "drop a trigger": "DROP TRIGGER dashboard_touch_updated_at ON public.prototype_sessions",
    "make a trigger": (
        "CREATE TRIGGER planted BEFORE UPDATE ON public.prototype_sessions"
        " FOR EACH ROW EXECUTE FUNCTION dashboard.touch_updated_at()"
    ),
    "change session_id": "UPDATE public.prototype_sessions SET session_id = 'x'",
    "change id": "UPDATE public.prototype_sessions SET id = gen_random_uuid()",
    "change created_at": "UPDATE public.prototype_sessions SET created_at = now()",
    "truncate": "TRUNCATE public.prototype_sessions",
    "become the owner": "SET ROLE postgres",
    "become the owner's session": "SET SESSION AUTHORIZATION postgres",
    "gain a role": "GRANT postgres TO CURRENT_USER",
    "free itself of limits": "ALTER ROLE CURRENT_USER SUPERUSER",
}
READER_FORBIDDEN = {
    "reset": "UPDATE public.prototype_sessions SET status = 'pending'",
    "delete": "DELETE FROM public.prototype_sessions",
    "insert": (
        "INSERT INTO public.prototype_sessions (session_id, design_context) VALUES ('x', '1')"
    ),
    "lock a row": "SELECT 1 FROM public.prototype_sessions FOR UPDATE",
    "write a receipt": (
        "INSERT INTO dashboard.receipts (request_id, actor, role, action, reason, scope)"
        " VALUES (gen_random_uuid(), '', '', '', '', '')"
    ),
    "change a setting": "UPDATE dashboard.settings SET value = '1'",
    "sign somebody out": "INSERT INTO dashboard.sign_outs VALUES ('', now())",
    "tell somebody": (
        "INSERT INTO dashboard.deliveries (subject, target, message) VALUES ('', '', '{}')"
    ),
    "pause a bulk reset": "UPDATE dashboard.bulk_resets SET state = 'paused'",
    "change a render": "UPDATE dashboard.renders SET verdict = ''",
    "claim a row": "INSERT INTO dashboard.render_claims VALUES (gen_random_uuid(), now())",
    "report a run": "DELETE FROM dashboard.render_runs",
    "delete a view": "DELETE FROM dashboard.views",
    "rename a showcase": "UPDATE dashboard.showcases SET name = ''",
    "take out a session": "DELETE FROM dashboard.showcase_items",
    "mark a session": "UPDATE dashboard.reviews SET mark = ''",
    "take a mark away": "DELETE FROM dashboard.reviews",
    "remove a reason": "DELETE FROM dashboard.review_reasons",
    "keep a row from others": "DELETE FROM dashboard.review_claims",
    "choose between two": "UPDATE dashboard.review_pairs SET better = ''",
    "decide about an incident": "UPDATE dashboard.inbox SET disposition = ''",
    "say how far all is inspected": "UPDATE dashboard.inspected SET until = now()",
    "change an insight": "UPDATE dashboard.insights SET verdict = ''",
    "read what undo keeps": "SELECT * FROM dashboard.undo_snapshots",
    "become the editor": f"SET ROLE {access.WRITE_LOGIN}",
    "become the editor's role": f"SET ROLE {access.EDITOR}",
}


def refused(database: Database, statement: str) -> None:
    """Refused by privilege, not by the read-only default, which a login can turn off."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
        with pytest.raises(ProgrammingError) as caught:
            connection.exec_driver_sql(statement)
    assert getattr(caught.value.orig, "sqlstate", None) == "42501", caught.value.orig


def test_the_editor_can_do_nothing_else(owner: Database, editor: Database) -> None:
    stuck_row(owner)
    for statement in (*FORBIDDEN.values(), f"SET ROLE {access.READ_LOGIN}"):
        refused(editor, statement)


def test_the_reader_can_do_nothing_else(owner: Database, reader: Database) -> None:
    stuck_row(owner)
    for statement in (*FORBIDDEN.values(), *READER_FORBIDDEN.values()):
        refused(reader, statement)


def test_the_editor_cannot_grant_anything(owner: Database, editor: Database) -> None:
    """PostgreSQL only warns."""
    with editor.engine.begin() as connection:
        connection.exec_driver_sql("GRANT SELECT ON dashboard.undo_snapshots TO PUBLIC")
    statement = "SELECT has_table_privilege('dash_ro', 'dashboard.undo_snapshots', 'SELECT')"
    with owner.begin() as db:
        assert not db.scalars(text(statement)).one()


def test_the_reader_starts_read_only(reader: Database) -> None:
    with reader.begin() as db:
        assert db.scalars(text("SHOW transaction_read_only")).one() == "on"


@pytest.mark.parametrize("login", [access.READ_LOGIN, access.WRITE_LOGIN])
def test_a_login_has_limits_before_any_statement(owner: Database, login: str) -> None:
    database = as_login(owner, login)
    with database.engine.connect() as connection:
        limits = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in access.LOGIN_SETTINGS
        }
    database.dispose()
    assert limits == {
        "statement_timeout": "10s",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "30s",
        "search_path": "pg_catalog, public",
    }


def test_the_reader_gets_a_message(owner: Database, reader: Database) -> None:
    row_id = stuck_row(owner)
    targets = [seen(owner, row_id)]
    before = owner.read(lambda db: row_of(db, row_id))
    with pytest.raises(PermissionDenied, match="Nothing was changed"), reader.begin() as db:
        actions.fail(db, ADMIN, targets, reason="r", request_id=uuid4())
    assert owner.read(lambda db: row_of(db, row_id)) == before
    assert owner.read(lambda db: entries.for_row(db, row_id)) == ()


def test_only_what_the_store_writes_is_granted() -> None:
    written = {*editing.SQL_TYPES, *execution.LIFE_CYCLE_COLUMNS}
    assert set(access.WRITTEN_COLUMNS) == written
    receipts = {column.key for column in ReceiptRow.__table__.columns}
    assert set(access.RECEIPT_COLUMNS) == receipts - {"at"}
    tables = {table.fullname for table in METADATA.tables.values() if table.schema}
    assert set(access.TABLES) == {*tables, "public.prototype_sessions", "dashboard.alembic_version"}


def test_the_seeds_functions_work_too(editor: Database) -> None:
    """The backend's API, which creates and updates rows by session_id."""
    with editor.begin() as db:
        made = prototype_sessions.create_prototype_session(
            db, "a" * 36, CodeGenerateRequest(design_context={})
        )
        prototype_sessions.update_prototype_session(db, "a" * 36, status="ready")
        assert prototype_sessions.get(db, made.id).status == "ready"


def test_code_history_belongs_to_the_owner(
    owner: Database, editor: Database, reader: Database
) -> None:
    with owner.begin() as db:
        code_versions.enable(db)
    for login in (editor, reader):
        for change in (code_versions.enable, code_versions.disable):
            with pytest.raises(PermissionDenied, match="owner"), login.begin() as db:
                change(db)
        with pytest.raises(PermissionDenied, match="owner"), login.begin() as db:
            code_versions.purge(db, keep=1, days=1)


def test_history_is_kept_for_longer_than_a_purge_by_the_login(editor: Database) -> None:
    with pytest.raises(PermissionDenied, match="owner"), editor.begin() as db:
        undo.purge(db, timedelta(days=1))
