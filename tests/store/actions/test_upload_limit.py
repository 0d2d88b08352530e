"""A file that may be uploaded is one that may be saved."""

from __future__ import annotations

import tomllib

from components.editing.edit_form import MEGABYTES
from settings import ROOT
from store.actions.editing import CODE_BYTES, DESIGN_BYTES


def test_there_is_one_limit() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["maxUploadSize"] << 20 == DESIGN_BYTES
    assert MEGABYTES["design_context"] << 20 == DESIGN_BYTES
    assert MEGABYTES["generated_code"] << 20 == CODE_BYTES
    nginx = (ROOT / "docs" / "nginx" / "dashboard.conf").read_text()
    assert f"client_max_body_size {config['server']['maxUploadSize'] + 2}m;" in nginx
