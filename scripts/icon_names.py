"""Writes the names of lucide-react into inspection/lucide.txt, from the preview's copy."""

from __future__ import annotations

import json
import re
from typing import Final

from settings import ROOT

PACKAGE: Final = ROOT / "frontend" / "node_modules" / "lucide-react"
TARGET: Final = ROOT / "inspection" / "lucide.txt"


def names(index: str) -> list[str]:
    """The exported names, without those that only add Lucide… or …Icon to another."""
    exports: set[str] = set()
    for exported in re.findall(r"export \{ (.+?) \} from '\./icons/", index):
        every = {name.removeprefix("default as ") for name in exported.split(", ")}
        exports |= {
            name
            for name in every
            if name.removesuffix("Icon") not in every - {name}
            and name.removeprefix("Lucide") not in every - {name}
        }
    return sorted(exports)


def rendered() -> str:
    """The file's text for the installed version."""
    version = json.loads((PACKAGE / "package.json").read_text())["version"]
    exports = names((PACKAGE / "dist" / "esm" / "lucide-react.js").read_text())
    heading = f"# lucide-react {version}, by scripts/icon-names\n"
    return heading + "\n".join(exports) + "\n"


if __name__ == "__main__":
    TARGET.write_text(rendered())
