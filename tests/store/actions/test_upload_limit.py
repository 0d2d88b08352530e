"""A file that may be uploaded is one that may be saved."""

from __future__ import annotations

import tomllib

from settings import ROOT
from store.edit_limits import MAX_BYTES


def test_there_is_one_limit() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["maxUploadSize"] << 20 == MAX_BYTES["design_context"]
    nginx = (ROOT / "docs" / "nginx" / "dashboard.conf").read_text()
    assert f"client_max_body_size {config['server']['maxUploadSize'] + 2}m;" in nginx
