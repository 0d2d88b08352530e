"""Claims become a person with the highest role, or a refusal, but never an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from auth.claims import judge
from auth.policy import Policy, policy
from auth.refusals import Reason, Refusal
from settings import Settings
from store.principal import Principal, Role

NOW: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)
ISSUER: Final = "https://id.example.com"


def policy_of(**changes: Any) -> Policy:
    settings = {
        "sign_in": "oidc",
        "oidc_issuer": ISSUER,
        "oidc_client_id": "dash",
        "access_domains": "example.com, sub.example.com",
        "access_viewers": "@sub.example.com, group:everybody, ada@example.com",
        "access_support": "group:Support, Sue@example.com",
        "access_admins": "ann@example.com, group:admins",
    }
    return policy(Settings.model_validate({**settings, **changes}))


POLICY: Final = policy_of()


def ago(**delta: float) -> int:
    return int((NOW - timedelta(**delta)).timestamp())


def claims(**changes: object) -> dict[str, object]:
    """Claims of a support person who signed in an hour ago; MISSING removes one."""
    base: dict[str, object] = {
        "iss": ISSUER,
        "aud": "dash",
        "iat": ago(hours=1),
        "auth_time": ago(hours=1),
        "email": "sue@example.com",
        "email_verified": True,
    }
    return {name: value for name, value in {**base, **changes}.items() if value is not MISSING}


MISSING: Final = object()


def test_a_person_gets_a_role_by_address_in_any_case() -> None:
    for email in ("sue@example.com", "Sue@Example.COM"):
        person = judge(claims(email=email), POLICY, NOW)
        assert person == Principal(actor="sue@example.com", role=Role.SUPPORT)


@pytest.mark.parametrize(
    ("changes", "role"),
    [
        ({"email": "x@example.com", "groups": ["everybody"]}, Role.VIEWER),
        ({"email": "x@example.com", "groups": ["nothing", "SUPPORT"]}, Role.SUPPORT),
        ({"email": "x@example.com", "groups": "admins"}, Role.ADMIN),
        ({"email": "ada@example.com", "groups": ["admins", "everybody"]}, Role.ADMIN),
        ({"email": "ann@example.com", "groups": ["everybody"]}, Role.ADMIN),
        ({"email": "anyone@sub.example.com"}, Role.VIEWER),
        ({"aud": ["other", "dash"], "azp": "dash"}, Role.SUPPORT),
        ({"auth_time": MISSING}, Role.SUPPORT),
        ({"iat": ago(seconds=-59), "auth_time": ago(seconds=-59)}, Role.SUPPORT),
        ({"auth_time": ago(hours=12)}, Role.SUPPORT),
    ],
)
def test_the_highest_role_wins(changes: Mapping[str, object], role: Role) -> None:
    person = judge(claims(**changes), POLICY, NOW)
    assert isinstance(person, Principal)
    assert person.role is role


REFUSED: Final[dict[Reason, list[dict[str, object]]]] = {
    Reason.FOREIGN: [
        {"iss": MISSING},
        {"iss": None},
        {"iss": f"{ISSUER}/"},
        {"iss": "https://id.example.com.evil.example"},
        {"iss": [ISSUER]},
        {"aud": MISSING},
        {"aud": "Dash"},
        {"aud": []},
        {"aud": {"dash": True}},
        {"aud": ["other"]},
        {"aud": ["dash", "other"], "azp": "other"},
    ],
    Reason.EXPIRED: [
        {"auth_time": ago(hours=12, seconds=61)},
        {"auth_time": 1},
        {"auth_time": MISSING, "iat": ago(days=1)},
    ],
    Reason.CLOCK: [
        {"iat": ago(seconds=-61)},
        {"auth_time": ago(seconds=-61)},
        {"auth_time": 253_402_300_799},
    ],
    Reason.MALFORMED: [
        {"iat": MISSING},
        {"iat": "1700000000"},
        {"auth_time": None},
        {"auth_time": True},
        {"auth_time": "now"},
        {"auth_time": -1},
        {"auth_time": 0},
        {"auth_time": float("nan")},
        {"auth_time": float("inf")},
        {"auth_time": 10**400},
        {"auth_time": [1]},
        {"email": MISSING},
        {"email": None},
        {"email": ["sue@example.com"]},
        {"email": ""},
        {"email": "sue"},
        {"email": "@example.com"},
        {"email": "sue@"},
        {"email": "a@b@example.com"},
        {"email": '"a@evil.example"@example.com'},
        {"email": "sue@example.com\n"},
        {"email": "sue @example.com"},
        {"email": "Sue <sue@example.com>"},
        {"email": "sue@example.com,eve@evil.example"},
        {"email": "sue@ex\u0430mple.com"},
        {"email": "s\u00fce@example.com"},
        {"email": "sue@example.com\x00"},
        {"email": f"{'s' * 65}@example.com"},
        {"groups": 7},
        {"groups": {"admins": True}},
        {"groups": ["support", 7]},
    ],
    Reason.UNVERIFIED: [
        {"email_verified": MISSING},
        {"email_verified": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": 1},
    ],
    Reason.DOMAIN: [
        {"email": "sue@evil.example"},
        {"email": "sue@example.com.evil.example"},
        {"email": "sue@notexample.com"},
        {"email": "sue@deep.sub.example.com"},
        {"email": "sue@example.com."},
        {"email": "sue@xn--exmple-4nf.com"},
        {"email": "sue@.example.com"},
    ],
    Reason.NO_ROLE: [
        {"email": "eve@example.com"},
        {"email": "eve@example.com", "groups": []},
        {"email": "eve@example.com", "groups": ["admin", "admins2", ""]},
        {"email": "sue+admin@example.com"},
        {"email": "x-ann@example.com"},
        {"email": "eve@example.com", "groups": ["group:admins"]},
    ],
    Reason.TOO_MANY_GROUPS: [
        {"email": "eve@example.com", "_claim_names": {"groups": "src1"}},
        {"email": "eve@example.com", "hasgroups": True},
    ],
}


@pytest.mark.parametrize(
    ("reason", "changes"),
    [(reason, changes) for reason, table in REFUSED.items() for changes in table],
)
def test_hostile_claims_are_refused_for_the_right_reason(
    reason: Reason, changes: Mapping[str, object]
) -> None:
    decision = judge(claims(**changes), POLICY, NOW)
    assert isinstance(decision, Refusal)
    assert decision.reason is reason


def test_a_directory_may_omit_email_verified_but_not_deny_it() -> None:
    vouched = policy_of(email_verified="directory")
    assert isinstance(judge(claims(email_verified=MISSING), vouched, NOW), Principal)
    for value in (False, None, "false", 0):
        decision = judge(claims(email_verified=value), vouched, NOW)
        assert isinstance(decision, Refusal)
        assert decision.reason is Reason.UNVERIFIED


def test_groups_may_be_in_another_claim() -> None:
    elsewhere = policy_of(groups_claim="https://example.com/groups")
    result = judge(claims(**{"https://example.com/groups": ["admins"]}), elsewhere, NOW)
    assert isinstance(result, Principal)
    assert result.role is Role.ADMIN
    assert isinstance(judge(claims(groups=7), elsewhere, NOW), Principal)


def test_a_longer_allowance_is_a_setting() -> None:
    old = claims(auth_time=ago(hours=23))
    assert isinstance(judge(old, policy_of(sign_in_hours=24), NOW), Principal)
    assert isinstance(judge(old, POLICY, NOW), Refusal)


def test_a_policy_without_issuer_or_audience_lets_nobody_in() -> None:
    for lack in ({"oidc_issuer": None}, {"oidc_client_id": None}):
        for nothing in ("", None):
            empty = policy_of(**lack)
            decision = judge(claims(iss=nothing, aud=nothing), empty, NOW)
            assert isinstance(decision, Refusal)


# The same examples each time, and no clock: a busy machine must not fail the run.
steady = trying(derandomize=True, database=None, deadline=None)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@steady
@given(st.dictionaries(st.sampled_from([*claims(), "groups", "azp", "_claim_names"]), anything))
def test_no_claims_give_access_by_accident(changes: dict[str, object]) -> None:
    decision = judge({**claims(), **changes}, POLICY, NOW)
    if isinstance(decision, Principal):
        assert decision.actor == "sue@example.com"
        assert changes.get("email_verified", True) is True
        assert changes.get("iss", ISSUER) == ISSUER


@steady
@given(anything)
def test_a_foreign_domain_has_no_access_whatever_the_groups(groups: object) -> None:
    decision = judge(claims(email="sue@evil.example", groups=groups), POLICY, NOW)
    assert isinstance(decision, Refusal)
