"""Read the settings for a command: what is wrong with them is a line each, not a stack trace."""

from __future__ import annotations

from pydantic import ValidationError

from settings import Settings


def read_settings() -> Settings:
    """The settings. Raises SystemExit that names each variable with a value that cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{'.'.join(map(str, problem['loc'])).upper()}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        ]
        raise SystemExit("\n".join(lines)) from None
