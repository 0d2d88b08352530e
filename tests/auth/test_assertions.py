"""A proxy's assertion is trusted by its signature, with keys that rotate and may be unavailable."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from auth import proxied
from auth.assertions import NotProven, verified
from auth.claims import judge
from auth.keys import Keys, KeysUnavailable, fetcher
from auth.policy import policy
from auth.refusals import Reason, Refusal
from settings import Settings
from store.principal import Principal, Role
from tests.auth.signer import Signer, served

HEADER = "X-Assertion"


@pytest.fixture
def signer() -> Iterator[Signer]:
    signer = Signer()
    with served(signer):
        yield signer


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(signer: Signer, clock: Clock) -> Keys:
    return Keys(fetcher(signer.url), clock)


def settings_of(signer: Signer, **changes: object) -> Settings:
    given = {
        "sign_in": "proxy",
        "proxy": "jwt",
        "proxy_issuer": "https://proxy.example.com",
        "proxy_audience": "dash",
        "proxy_keys_url": signer.url,
        "proxy_header": HEADER,
        "access_domains": "example.com",
        "access_admins": "ann@example.com",
        "access_viewers": "group:everybody",
        "email_verified": "directory",
    }
    return Settings.model_validate({**given, **changes})


def decided(
    settings: Settings, headers: Mapping[str, list[str]], seen_since: datetime | None = None
) -> Principal | Refusal:
    """Who the headers identify; `seen_since` as if the session had presented them before."""
    now = datetime.now(UTC)
    _, claims = proxied.claims(
        settings, lambda name: headers.get(name, []), lambda _: seen_since, now
    )
    return judge(claims, policy(settings), now)


def unsigned(header: Mapping[str, Any], claims: Mapping[str, Any], signature: bytes = b"") -> str:
    """A token assembled by hand."""
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


def test_a_signed_assertion_names_the_person(signer: Signer) -> None:
    decision = decided(settings_of(signer), {HEADER: [signer.token()]})
    assert decision == Principal(actor="ann@example.com", role=Role.ADMIN)


def test_rsa_is_accepted_too(signer: Signer, keys: Keys) -> None:
    key = RSAKey.generate_key(2048, {"kid": "rsa", "alg": "RS256", "use": "sig"})
    signer.published.append(key)
    token = jwt.encode({"alg": "RS256", "kid": "rsa"}, signer.claims(), key, algorithms=["RS256"])
    assert verified(token, keys.get)["email"] == "ann@example.com"


def test_forgeries_are_refused(signer: Signer, keys: Keys) -> None:
    other = ECKey.generate_key("P-256", {"kid": "first"})
    public = json.dumps(signer.key.as_dict(private=False)).encode()
    pem = signer.key.as_pem(private=False)
    claims = signer.claims()
    good = signer.token()
    head, body, signature = good.split(".")
    evil = unsigned({"alg": "ES256", "kid": "first"}, {**claims, "email": "eve@example.com"})
    forged = {
        "another key under the same id": jwt.encode(
            {"alg": "ES256", "kid": "first"}, claims, other
        ),
        "none": unsigned({"alg": "none", "kid": "first"}, claims),
        "None": unsigned({"alg": "None", "kid": "first"}, claims, b"x"),
        "public key as secret": jwt.encode(
            {"alg": "HS256", "kid": "first"}, claims, OctKey.import_key(public)
        ),
        "public pem as secret": unsigned({"alg": "HS256", "kid": "first"}, claims, pem),
        "another algorithm": unsigned({"alg": "RS256", "kid": "first"}, claims, b"x" * 64),
        "no key id": unsigned({"alg": "ES256"}, claims, b"x" * 64),
        "own key in the header": unsigned(
            {"alg": "ES256", "kid": "x", "jwk": other.as_dict(private=False)}, claims, b"x" * 64
        ),
        "key id that is none": unsigned({"alg": "ES256", "kid": ["first"]}, claims, b"x" * 64),
        "other claims": ".".join([head, evil.split(".")[1], signature]),
        "no signature": f"{head}.{body}.",
        "two parts": f"{head}.{body}",
        "empty": "",
        "junk": "junk",
        "not ascii": good + "\u00e9",
        "newline": good + "\n",
        "huge": good + "x" * 20_000,
        "deep": unsigned({"alg": "ES256", "kid": "first"}, claims).replace(head, "W" * 8_000),
    }
    assert verified(good, keys.get)
    believed = []
    for name, token in forged.items():
        with suppress(NotProven):
            believed.append((name, verified(token, keys.get)))
    assert not believed


def test_rotated_keys_are_fetched_when_first_used(signer: Signer, keys: Keys, clock: Clock) -> None:
    old = signer.token()
    verified(old, keys.get)
    assert signer.asked == 1
    signer.published = [signer.rotate("second")]
    clock.now += timedelta(seconds=20)
    verified(signer.token(), keys.get)
    assert signer.asked == 2
    with pytest.raises(NotProven):
        verified(old, keys.get)


def test_invented_key_ids_do_not_trigger_a_fetch_each_time(signer: Signer, keys: Keys) -> None:
    for number in range(50):
        with pytest.raises(NotProven):
            verified(unsigned({"alg": "ES256", "kid": f"k{number}"}, {}, b"x" * 64), keys.get)
    assert signer.asked == 1


def test_a_key_server_that_is_down_lets_nobody_in_after_an_hour(
    signer: Signer, keys: Keys, clock: Clock
) -> None:
    verified(signer.token(), keys.get)
    signer.down = True
    clock.now += timedelta(minutes=59)
    verified(signer.token(), keys.get)
    clock.now += timedelta(minutes=2)
    with pytest.raises(KeysUnavailable):
        verified(signer.token(), keys.get)
    signer.down = False
    clock.now += timedelta(seconds=20)
    verified(signer.token(), keys.get)


def test_a_key_server_that_was_never_up_lets_nobody_in(signer: Signer, keys: Keys) -> None:
    signer.down = True
    with pytest.raises(KeysUnavailable):
        verified(signer.token(), keys.get)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://other.example.com"}, Reason.FOREIGN),
        ({"aud": "another-application"}, Reason.FOREIGN),
        ({"aud": []}, Reason.FOREIGN),
        ({"email": None}, Reason.MALFORMED),
        ({"email": "eve@evil.example"}, Reason.DOMAIN),
        ({"email": "eve@example.com"}, Reason.NO_ROLE),
        ({"email_verified": False}, Reason.UNVERIFIED),
        ({"iat": time.time() - 13 * 3600}, Reason.EXPIRED),
        ({"iat": time.time() + 86_400}, Reason.CLOCK),
    ],
)
def test_valid_signatures_with_wrong_claims_are_refused(
    signer: Signer, changes: dict[str, object], reason: Reason
) -> None:
    decision = decided(settings_of(signer), {HEADER: [signer.token(**changes)]})
    assert isinstance(decision, Refusal)
    assert decision.reason is reason


def test_an_expired_assertion_counts_only_in_the_session_that_presented_it_in_time(
    signer: Signer,
) -> None:
    now = int(time.time())
    over = {HEADER: [signer.token(iat=now - 3600, exp=now - 3000)]}
    with pytest.raises(NotProven):
        decided(settings_of(signer), over)
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    assert isinstance(decided(settings_of(signer), over, seen_since=hour_ago), Principal)


@pytest.mark.parametrize("times", [{"exp": None}, {"exp": "soon"}, {"nbf": time.time() + 86_400}])
def test_an_assertion_needs_its_times(signer: Signer, times: dict[str, object]) -> None:
    with pytest.raises(NotProven):
        decided(settings_of(signer), {HEADER: [signer.token(**times)]})


def test_a_second_header_is_refused(signer: Signer) -> None:
    for values in ([], [signer.token(), signer.token()]):
        with pytest.raises(NotProven):
            decided(settings_of(signer), {HEADER: values})


SECRET = "0123456789abcdef" * 2


def plain(**changes: list[str]) -> dict[str, list[str]]:
    return {
        "X-Proxy-Secret": [SECRET],
        "X-Forwarded-Email": ["vic@example.com"],
        "X-Forwarded-Groups": ["something, Everybody"],
        **{name.replace("_", "-"): value for name, value in changes.items()},
    }


def headers_settings(signer: Signer) -> Settings:
    return settings_of(signer, proxy="headers", proxy_secret=SECRET, email_verified="claim")


def test_plain_headers_are_accepted_with_the_secret(signer: Signer) -> None:
    decision = decided(headers_settings(signer), plain())
    assert decision == Principal(actor="vic@example.com", role=Role.VIEWER)


@pytest.mark.parametrize(
    "changes",
    [
        {"X_Proxy_Secret": []},
        {"X_Proxy_Secret": [""]},
        {"X_Proxy_Secret": [SECRET[:-1]]},
        {"X_Proxy_Secret": [SECRET, SECRET]},
        {"X_Proxy_Secret": ["\u00e9" * 32]},
        {"X_Forwarded_Email": []},
        {"X_Forwarded_Email": ["ann@example.com", "vic@example.com"]},
    ],
)
def test_plain_headers_without_the_secret_are_refused(
    signer: Signer, changes: dict[str, list[str]]
) -> None:
    with pytest.raises(NotProven):
        decided(headers_settings(signer), plain(**changes))


def test_plain_headers_are_as_old_as_their_session(signer: Signer) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=13)
    decision = decided(headers_settings(signer), plain(), seen_since=long_ago)
    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.EXPIRED
