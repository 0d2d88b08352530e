"""nginx in front of the dashboard, configured by the files that docs/deploy.md shows."""

from __future__ import annotations

import os
import re
import shutil
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import httpx
import trustme

from scripts.local_server import HOST, free_port, running
from settings import ROOT

NAME: Final = "dash.example.com"
SHOWN: Final = ROOT / "docs" / "nginx"
FETCHED: Final = ROOT / ".venv" / "nginx" / "usr" / "sbin" / "nginx"
LINE: Final = "    # include /etc/nginx/dashboard-sign-in.conf;"
# What docs/deploy.md says about several dashboards.
FIRST: Final = "127.0.0.1:8501"
SECOND: Final = "127.0.0.1:8502"
ONE: Final = f"        proxy_pass http://{FIRST};\n"
SEVERAL: Final = ("# proxy_pass http://$dashboard;", "# add_header Set-Cookie")


class Nginx(NamedTuple):
    """A running nginx, by the name that it serves; `behind` is the dashboard's own port."""

    address: str
    plain_port: int
    port: int
    behind: int
    trust: ssl.SSLContext

    def get(
        self, path: str, *, host: str = NAME, server_name: str = NAME, **headers: str
    ) -> httpx.Response:
        """Its answer over TLS, whose certificate is checked. Raises httpx.HTTPError."""
        extensions = {"sni_hostname": server_name}
        sent = {"Host": host, **headers}
        with httpx.Client(verify=self.trust, trust_env=False) as client:
            return client.get(
                f"https://{HOST}:{self.port}{path}", headers=sent, extensions=extensions
            )


def program() -> str:
    """The nginx of the machine, or the one that scripts/test has fetched."""
    result = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if result is None and not FETCHED.exists():
        raise FileNotFoundError("nginx is missing: scripts/test fetches it")
    return result or str(FETCHED)


def filled(text: str, replacements: Mapping[str, str]) -> str:
    """The text with each of these replaced; each must occur."""
    for old, new in replacements.items():
        if old not in text:
            raise ValueError(f"not in the configuration that is shown: {old}")
        text = text.replace(old, new)
    return text


def configuration(
    folder: Path,
    ports: Mapping[str, str],
    sign_in: Mapping[str, str] | None,
    several: Mapping[str, str] | None,
) -> str:
    """nginx's complete configuration: the documented one with this machine's ports and files."""
    server = (SHOWN / "dashboard.conf").read_text()
    if several is not None:
        server = filled(server, {ONE: "", **{line: line[2:] for line in SEVERAL}})
        upstreams = filled((SHOWN / "several.conf").read_text(), several)
        server = f"{upstreams}\n{server}"
    server = filled(server, ports)
    server = server.replace("/etc/ssl/dash.example.com/", f"{folder}/")
    server = filled(server, {"/var/log/nginx/dashboard.log": f"{folder}/access.log"})
    if sign_in is not None:
        included = filled((SHOWN / "sign-in.conf").read_text(), sign_in)
        (folder / "sign-in.conf").write_text(included)
        server = filled(server, {LINE: f"include {folder}/sign-in.conf;"})
    (folder / "dashboard.conf").write_text(server)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
    )
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr;\n"
        f"events {{}}\nhttp {{\n{temporary}include {folder}/dashboard.conf;\n}}\n"
    )


@contextmanager
def in_front(
    folder: Path,
    port: int,
    dashboard_port: int,
    sign_in: Mapping[str, str] | None = None,
    second_port: int | None = None,
) -> Iterator[Nginx]:
    """Serve the dashboard over TLS on `port` until the block ends; `sign_in`: ask a service first.

    With `second_port`, two dashboards.
    """
    authority = trustme.CA()
    certificate = authority.issue_cert(NAME)
    certificate.private_key_pem.write_to_path(folder / "privkey.pem")
    chain = b"".join(blob.bytes() for blob in certificate.cert_chain_pems)
    (folder / "fullchain.pem").write_bytes(chain)
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    plain_port = free_port()
    upstream = {FIRST: f"{HOST}:{dashboard_port}"}
    ports = {
        "listen 443 ssl": f"listen {HOST}:{port} ssl",
        "listen 80;": f"listen {HOST}:{plain_port};",
        **({} if second_port else upstream),
    }
    asked = None if sign_in is None else {**sign_in, **upstream}
    several = None
    if second_port:
        several = {**upstream, SECOND: f"{HOST}:{second_port}"}
        several |= {re.escape(old): re.escape(new) for old, new in several.items()}
    text = configuration(folder, ports, asked, several)
    (folder / "nginx.conf").write_text(text)
    command: list[str | Path] = [
        program(),
        "-p",
        folder,
        "-e",
        "stderr",
        "-c",
        folder / "nginx.conf",
    ]
    nginx = Nginx(f"https://{NAME}:{port}", plain_port, port, dashboard_port, trust)
    with running(command, lambda: answers(nginx), folder / "log"):
        yield nginx


def answers(nginx: Nginx) -> bool:
    """Whether it forwards requests to the dashboard."""
    try:
        return nginx.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False
