"""Turns an identity provider's claims into a person with a role, or a refusal."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from auth.policy import SKEW, Policy
from auth.refusals import Reason, Refusal
from store.principal import Principal, Role

# Plain addresses only: no quotes, comments, second @, spaces or look-alike letters.
EMAIL: Final = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?P<domain>[a-z0-9.-]{1,253})")
LATEST: Final = 253_402_300_799  # the last second of the year 9999


class Malformed(ValueError):
    """A claim is missing or not valid."""


class Address(NamedTuple):
    """An e-mail address in lower case."""

    email: str
    domain: str


def judge(claims: Mapping[str, object], policy: Policy, now: datetime) -> Principal | Refusal:
    """The person whom the claims describe, or why they have no access. Never raises."""
    try:
        reason = provenance(claims, policy) or age(claims, policy, now)
        if reason:
            return Refusal(reason=reason)
        address = address_of(claims.get("email"))
        verified = claims.get("email_verified", True if policy.vouched else None)
        if verified is not True:
            return Refusal(reason=Reason.UNVERIFIED, email=address.email)
        if address.domain not in policy.domains:
            return Refusal(reason=Reason.DOMAIN, email=address.email)
        role = role_of(address, groups_of(claims.get(policy.groups_claim)), policy)
    except Malformed:
        return Refusal(reason=Reason.MALFORMED)
    if role:
        return Principal(actor=address.email, role=role)
    left_out = policy.groups and has_more_groups(claims, policy.groups_claim)
    reason = Reason.TOO_MANY_GROUPS if left_out else Reason.NO_ROLE
    return Refusal(reason=reason, email=address.email)


def provenance(claims: Mapping[str, object], policy: Policy) -> Reason | None:
    """FOREIGN unless the claims come from our issuer and are meant for us."""
    if claims.get("iss") != policy.issuer or not policy.issuer:
        return Reason.FOREIGN
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list | tuple) else [audience]
    if policy.audience not in audiences or not policy.audience:
        return Reason.FOREIGN
    # OpenID Connect Core 3.1.3.7: with several audiences, check the authorized party.
    if len(audiences) > 1 and claims.get("azp", policy.audience) != policy.audience:
        return Reason.FOREIGN
    return None


def age(claims: Mapping[str, object], policy: Policy, now: datetime) -> Reason | None:
    """EXPIRED or CLOCK unless the sign-in is recent enough and not in the future. Raises Malformed.

    If a provider leaves out `auth_time`, `iat` is used: docs/decisions/0081.
    """
    issued = timestamp(claims.get("iat"))
    signed_in = timestamp(claims["auth_time"]) if "auth_time" in claims else issued
    present, skew = now.timestamp(), SKEW.total_seconds()
    if max(issued, signed_in) > present + skew:
        return Reason.CLOCK
    if present - signed_in > policy.max_age.total_seconds() + skew:
        return Reason.EXPIRED
    return None


def timestamp(value: object) -> float:
    """A moment as seconds since 1970. Raises Malformed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed
    if not (0 < value <= LATEST) or math.isnan(value):
        raise Malformed
    return float(value)


def address_of(value: object) -> Address:
    """An unambiguous e-mail address. Raises Malformed."""
    if not isinstance(value, str) or not value.isascii():
        raise Malformed
    result = EMAIL.fullmatch(value.lower())
    if result is None:
        raise Malformed
    return Address(result[0], result["domain"])


def groups_of(value: object) -> frozenset[str]:
    """Group names in lower case; empty if the claim is absent. Raises Malformed."""
    if value is None:
        return frozenset()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise Malformed
    return frozenset(name.strip().lower() for name in names)


def role_of(address: Address, groups: frozenset[str], policy: Policy) -> Role | None:
    """The highest role of the address, its domain and its groups."""
    roles = [
        policy.emails.get(address.email),
        policy.whole_domains.get(address.domain),
        *(policy.groups.get(group) for group in groups),
    ]
    return max((role for role in roles if role), key=lambda role: role.rank, default=None)


def has_more_groups(claims: Mapping[str, object], groups_claim: str) -> bool:
    """Whether the provider says that it left groups out, as Entra does."""
    elsewhere = claims.get("_claim_names")
    named = isinstance(elsewhere, Mapping) and groups_claim in elsewhere
    return named or claims.get("hasgroups") in (True, "true")
