"""Finds several files in one answer, by the headings with their names."""

from __future__ import annotations

import re
from typing import Final

from inspection.findings import Finding, Kind
from inspection.wording import CODE

# A heading with a file name, and the name.
_AROUND: Final = re.compile(
    r"^(?:[/#*<!=>`\"(\s-]*)(?:(?:file(?:name)?|path)\s*:\s*)?[`\"(*]*", re.I
)
_FILE: Final = re.compile(
    r"[\w@.\[\]/-]*[\w\]]\.(?:tsx?|jsx?|mjs|s?css|html|json|vue)(?=[`\"):*\s>/=-]*$)", re.I
)
_BEHIND: Final = '`"):*/>=- \t\r'
_ENDINGS: Final = (".tsx", ".ts", ".jsx", ".js", ".mjs", ".css", ".scss", ".html", ".json", ".vue")
_LONGEST_HEADING: Final = 160
_LOCAL_IMPORT: Final = re.compile(r"""from\s+["'](?:\.{1,2}|@|~)/([^"']+)["']""")


def check(text: str, *, is_faulty: bool) -> Finding | None:
    """Headings with file names between the parts of the text; marks the second file.

    Sections of one module may be named like files, so this applies only if something is wrong.
    """
    headings: dict[str, int] = {}
    for number, heading in enumerate(text.split("\n"), 1):
        if path := _file_in(heading):
            headings.setdefault(path, number)
    if len(headings) < 2 or not CODE.search(text):
        return None
    stems = {path.rpartition("/")[2].rpartition(".")[0] for path in headings}
    taken = {path.rpartition("/")[2] for path in _LOCAL_IMPORT.findall(text)}
    if not is_faulty and not stems & taken:
        return None
    path, line = list(headings.items())[1]
    message = f"Another file starts here, “{path[-80:]}”: {len(headings)} files in one answer."
    return Finding(line, 1, Kind.SEVERAL_FILES, message)


def _file_in(line: str) -> str:
    """The file that a line names and nothing else, as headings between files do."""
    if len(line) > _LONGEST_HEADING or not line.rstrip(_BEHIND).endswith(_ENDINGS):
        return ""
    around = _AROUND.match(line)
    path = _FILE.match(line, around.end() if around else 0)
    return path[0] if path else ""
