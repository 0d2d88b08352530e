"""The hash by which stored codes and designs are told apart."""

from __future__ import annotations

from hashlib import md5


def content_md5(content: str) -> str:
    """The MD5 of a text in UTF-8 as 32 hexadecimal digits, the same as PostgreSQL's md5().

    It detects changes and is not for security. Raises UnicodeEncodeError for a lone surrogate,
    which PostgreSQL cannot store either.
    """
    return md5(content.encode(), usedforsecurity=False).hexdigest()
