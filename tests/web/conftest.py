"""The dashboard served behind sign-in, over rows whose every part is recognizable."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from scripts import local_server
from store.engine import Database, engine_for
from tests import forked
from tests.conftest import MakeDatabase
from tests.store.acting import insert_row
from tests.web.client import signed_cookies

SECRET = "0123456789abcdef" * 3
ISSUER = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Planted:
    """One row, and every text of it that must not leak."""

    id: UUID
    session_id: str = field(default_factory=lambda: str(uuid4()))
    name: str = "Planted frame zq81"
    code: str = "export default () => <p>planted code zq82</p>"
    layer: str = "planted layer zq83"
    reference: str = "BP-0F1E2D"

    def found_in(self, *texts: bytes) -> list[str]:
        """Which of the row's texts are completely in these bytes."""
        marks = [str(self.id), self.session_id, self.name, "zq82", self.layer, self.reference]
        return [mark for mark in marks if any(mark.encode() in text for text in texts)]


@dataclass(frozen=True)
class Site:
    """A served dashboard."""

    address: str
    log: Path
    row: Planted
    database: Database

    def cookies(self, email: str = "ann@example.com", **claims: object) -> dict[str, str]:
        """The cookies that Streamlit's sign-in leaves in a browser."""
        now = int(time.time())
        return signed_cookies(
            SECRET,
            {
                "origin": self.address,
                "is_logged_in": True,
                "iss": ISSUER,
                "aud": "dashboard",
                "iat": now,
                "auth_time": now,
                "email": email,
                "email_verified": True,
                "nonce": uuid4().hex,
                **claims,
            },
        )


Serve = Callable[[], AbstractContextManager[Site]]


@pytest.fixture(scope="session")
def serve(
    make_database: MakeDatabase, demo_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Serve:
    """Serves the dashboard over the demo's rows and a planted one, as long as a block lasts."""

    @contextmanager
    def serve() -> Iterator[Site]:
        database = Database(engine_for(make_database(demo_template)))
        port = local_server.free_port()
        address = f"http://127.0.0.1:{port}"
        log = tmp_path_factory.mktemp("site") / "log"
        environment = {
            "DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
            "PUBLIC_URL": address,
            "SIGN_IN": "oidc",
            "COOKIE_SECRET": SECRET,
            "OIDC_ISSUER": ISSUER,
            "OIDC_CLIENT_ID": "dashboard",
            "OIDC_CLIENT_SECRET": "unused",
            "ACCESS_DOMAINS": "example.com",
            "ACCESS_ADMINS": "ann@example.com",
            "ACCESS_CONTACT": "it@example.com",
        }
        row = plant(database)
        with forked.served(port, log, environment):
            yield Site(address, log, row, database)
        database.dispose()

    return serve


def plant(database: Database) -> Planted:
    """A row that is on every page: failed, since a stuck one would have no reference."""
    texts = Planted(id=uuid4())
    document = f'{{"id": "1:2", "name": "{texts.layer}", "type": "FRAME", "children": []}}'
    with database.begin() as db:
        row_id = insert_row(
            db,
            session_id=texts.session_id,
            frame_name=texts.name,
            status="error",
            error_code=texts.reference,
            generated_code=texts.code,
            design_context=f'{{"nodes": {{"1:2": {{"document": {document}}}}}}}',
        )
    return Planted(id=row_id, session_id=texts.session_id)


@pytest.fixture(scope="session")
def site(serve: Serve) -> Iterator[Site]:
    """A server for all whose answers do not depend on what others asked."""
    with serve() as site:
        yield site
