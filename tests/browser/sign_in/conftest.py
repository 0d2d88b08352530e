"""The dashboard behind sign-in, with a working provider, over recognizable rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import pytest

from scripts import local_server
from store.engine import Database
from tests import forked
from tests.browser.sign_in.provider import ACCESS, Provider
from tests.store.acting import insert_row

COOKIE_SECRET: Final = "0123456789abcdef" * 3
SESSION_ID: Final = str(uuid4())
NAME: Final = "Unreleased checkout zq71"
CODE: Final = "zq72"
LAYER: Final = "zq73"
# Complete, these must never reach a person who is not let in, and SESSION_ID must reach nobody.
MARKS: Final = (SESSION_ID, NAME, CODE, LAYER)


class Dashboard:
    """The dashboard on one port, where it can be restarted with other settings."""

    def __init__(self, log: Path, public_url: Callable[[int], str], **settings: str) -> None:
        self.port = local_server.free_port()
        self.address = public_url(self.port)
        self.log = log
        self.settings = {"PUBLIC_URL": self.address, **ACCESS, **settings}
        self._life = ExitStack()
        self._running: dict[str, str] | None = None
        self._process: BaseProcess | None = None

    def start(self, **changes: str) -> None:
        """Run it with its settings and these changes; if it already does, leave it running."""
        settings = {**self.settings, **changes}
        if settings != self._running:
            self.stop()
            served = forked.served(self.port, self.log, settings)
            self._process = self._life.enter_context(served)
            self._running = settings

    def stop(self) -> None:
        """Stop it if it runs."""
        self._running = self._process = None
        self._life.close()

    def kill(self) -> None:
        """Kill its process, as a machine that runs out of memory would."""
        assert self._process
        self._process.kill()
        self._process.join()
        self.stop()


def oidc_settings(provider: Provider) -> dict[str, str]:
    """Settings for signing in at the provider."""
    return {
        "SIGN_IN": "oidc",
        "COOKIE_SECRET": COOKIE_SECRET,
        "OIDC_ISSUER": provider.url,
        "OIDC_CLIENT_ID": "dashboard",
        "OIDC_CLIENT_SECRET": "a secret of the client's",
    }


@pytest.fixture(scope="session")
def secret_row(demo_database: Database) -> UUID:
    """A row of which every page would show something: stuck for days."""
    document = f'{{"id": "1:2", "name": "{LAYER}", "type": "FRAME", "children": []}}'
    with demo_database.begin() as db:
        return insert_row(
            db,
            session_id=SESSION_ID,
            frame_name=NAME,
            generated_code=f"export default () => <p>{CODE}</p>",
            design_context=f'{{"nodes": {{"1:2": {{"document": {document}}}}}}}',
            idle=timedelta(minutes=11),
        )


@pytest.fixture(scope="session")
def database_url(demo_database: Database) -> str:
    """The address of the database with the demo rows."""
    return demo_database.engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The identity provider, running unless a test stops it."""
    provider = Provider(tmp_path_factory.mktemp("provider") / "log")
    with provider.up():
        yield provider
