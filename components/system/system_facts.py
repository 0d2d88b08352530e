"""The system page's facts about the database, as rows of markdown."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from pydantic import BaseModel, SecretStr

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import minutes_text
from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING, with_zone
from components.system.table_facts import TRIGRAM_INDEX
from language import _, ngettext, recognized
from services.system import SignOutFacts, SystemState
from services.threshold import Threshold
from store.system.system_records import ReplicaState, SystemOverview


def latency(round_trips: tuple[timedelta, ...] | None) -> str:
    """The median of some round trips; a dash if they were not measured in time."""
    if not round_trips:
        return MISSING
    return _("{median:.2f} ms", median=median(took.total_seconds() for took in round_trips) * 1000)


def connection_rows(overview: SystemOverview, state: SystemState) -> list[list[str]]:
    """What the dashboard is connected to, and as whom. Never an address or a password."""
    embedded = state.embedded
    kind = _("Embedded, started by `scripts/run`") if embedded else _("Attached by `DATABASE_URL`")
    return [
        [
            _("Server"),
            _(
                "PostgreSQL {server_version}",
                server_version=safe_text.escaped(overview.server_version, 80),
            ),
        ],
        [_("Kind"), kind],
        [
            _("Database"),
            f"{safe_text.escaped(overview.database, 63)}, {bytes_text(overview.bytes)}",
        ],
        [
            _("Login"),
            safe_text.escaped(overview.user, 63) + ("" if embedded else superuser(overview)),
        ],
        [_("Access"), access(state.why_read_only)],
        [_("Substring search"), trigram(overview)],
        *([[_("Read replica"), replica(state.replica)]] if state.replica else []),
        *([[_("Sign-outs"), sign_outs(state.sign_outs)]] if state.sign_outs else []),
    ]


def superuser(overview: SystemOverview) -> str:
    """A warning about a login that may do anything."""
    return _(" (superuser: more than the dashboard needs)") if overview.is_superuser else ""


def access(why_read_only: str | None) -> str:
    """Whether this connection can change sessions, as in the banner on every page."""
    return (
        _("Read only: {why_read_only}", why_read_only=safe_text.escaped(recognized(why_read_only)))
        if why_read_only
        else _("Read and write")
    )


def replica(state: ReplicaState) -> str:
    """Whether reads go to the replica just now, and how far it is behind."""
    if state.problem:
        return _("Not used: {problem}", problem=safe_text.escaped(recognized(state.problem), 200))
    if state.behind is None:
        return _("Not used: it has not been compared with the primary yet")
    behind = _("{behind:.1f} s behind", behind=state.behind.total_seconds())
    if state.bytes_behind:
        behind += f", {bytes_text(state.bytes_behind)}"
    return (
        _("Used: {behind}", behind=behind)
        if state.is_used
        else _("Not used just now: {behind}", behind=behind)
    )


def sign_outs(facts: SignOutFacts) -> str:
    """Whether signing out holds in every process that serves this database."""
    if facts.problem:
        problem = safe_text.escaped(recognized(facts.problem), 200)
        return _("Those of other processes are not known just now: {problem}", problem=problem)
    if not facts.are_told:
        return _("Those made here hold in this process only: the dashboard is read-only")
    return _("Hold in every process, within seconds")


def trigram(overview: SystemOverview) -> str:
    """Whether searches inside names have their index, and who can add it."""
    if any(index.name == TRIGRAM_INDEX and index.valid for index in overview.indexes):
        return _("A `pg_trgm` index finds parts of names in milliseconds at any size")
    slow = _("searches inside names read the table and stop after 2 s")
    if overview.trigram_available or overview.trigram_installed:
        return _(
            "`pg_trgm` has no index yet: {slow}. `scripts/migrate` adds it, or says who can",
            slow=slow,
        )
    return _(
        "`pg_trgm` is not available on this server: {slow}; references, ids and "
        "the beginning of names are fast anyway",
        slow=slow,
    )


def schema(revision: str | None, expected: str) -> str:
    """The schema revision, and the one that this version needs."""
    if revision == expected:
        return _(
            ":green[:material/check: up to date] (revision {revision})",
            revision=safe_text.escaped(revision),
        )
    now = safe_text.escaped(revision or _("none"))
    return _("revision {now}, needs {expected}: run `scripts/migrate`", now=now, expected=expected)


def threshold(applies: Threshold, clock: Clock) -> str:
    """When a session counts as stuck, and whether an admin or the environment says so."""
    after, default, choice = applies
    words = _("A session counts as stuck after **{minutes}**", minutes=minutes_text(after))
    variable = f"`STUCK_AFTER_MINUTES` ({minutes_text(default)})"
    if choice.problem:
        by = _("{words}, by {variable}.", words=words, variable=variable)
        return f"{by} {unknown_threshold(applies)}"
    if choice.minutes is None:
        return _("{words}, by {variable}.", words=words, variable=variable)
    who = safe_text.escaped(choice.changed_by, 80)
    return _(
        "{words}, chosen by {who} on {at}, not {variable}.",
        words=words,
        who=who,
        at=with_zone(choice.changed_at, clock.zone),
        variable=variable,
    )


def unknown_threshold(applies: Threshold) -> str:
    """Why it is not known whether an admin chose a threshold, and what to do."""
    return _(
        "Whether an admin chose otherwise is not known: {problem}. Run `scripts/grants --apply`.",
        problem=recognized(applies.choice.problem),
    )


def setting_rows(settings: BaseModel, *, changed: bool = False) -> list[list[str]]:
    """Each setting: its variable, its value (of a secret only that it is set), and why. With
    `changed` only those that are not at their default."""
    return [
        [
            f"`{name.upper()}`",
            f"{value_text(value)}  \n:small[:gray[{recognized(field.description or '')}]]",
        ]
        for name, field in type(settings).model_fields.items()
        if (value := getattr(settings, name)) != field.get_default(call_default_factory=True)
        or not changed
    ]


def value_text(value: object) -> str:
    """A setting's value as it may be shown."""
    if value is None or value == ():
        return _("not set")
    if isinstance(value, SecretStr):
        return _("set, not shown")
    if isinstance(value, tuple):  # role lists name people, whom not everybody needs to know
        people = sum(each.find("@") > 0 for each in value)
        named = [each for each in value if each.find("@") <= 0]
        named += (
            [ngettext("{count} e-mail address", "{count} e-mail addresses", people)]
            if people
            else []
        )
        return safe_text.escaped(", ".join(named), 200)
    return safe_text.escaped(str(value), 200)
