"""Runs a module of JavaScript in Node, without a browser."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from typing import Any, Final

from scripts.build_frontend import search_path

READ: Final = """
let text = "";
for await (const part of process.stdin) text += part;
const given = JSON.parse(text);
"""

_path = cache(search_path)  # it asks Node.js for its version


def run(script: str, given: Any) -> Any:
    """The JSON that a script prints; it has `given` under that name."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", READ + script],
        input=json.dumps(given),
        env={"PATH": _path(), "IS_FETCHED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
