"""Brings the catalogs in translations/ up to date with the texts in the code."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from language import catalogs, extracting
from language.extracting import Text
from scripts import messages
from settings import ROOT

MARKED: Final = ("components", "language/words.py", "pages")
# Their texts are kept or logged in English, and translated where they are shown.
RECOGNIZED: Final = (
    "inspection",
    "services",
    "store",
    "auth/refusals.py",
    "auth/sign_in_methods.py",
)
DESCRIPTIONS: Final = ("settings.py", "auth/sign_in_settings.py")
# Modules whose texts are SQL, names of fonts and calls, or said to other programs.
NOT_SHOWN: Final = re.compile(
    r"store/(clean_text|metadata|records|timeouts|incidents/|insights/|quality/|watch/|\w*models)"
    r"|store/sessions/(decoding|labels|masking|summaries)|store/bulk_resets/outcomes|store/renders/renders"
    r"|inspection/(lucide|safety|shapes|sheets|syntax|type_setting|wireframe|match/families)"
    r"|services/(watch|action_log|examiner|inbox|news|session_story|views)\b"
)
NOT_PROSE: Final = re.compile(
    r":\w+\b.* AND |IS NULL|^xmin|COALESCE|^\w+\(|FOR NO KEY|scripts/grants --|sslmode=verify-full&"
)
IN_JAVASCRIPT: Final = re.compile(r"""\b[tN]\(\s*("(?:[^"\\]|\\.)*")""")
VALUE: Final = re.compile(r"\{\w+\}")
WIDTH: Final = 100


# Without the dates that Babel writes, which would change with every run.
HEADER: Final = """\
msgid ""
msgstr ""
"Language: {}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {}\\n"

"""


def texts() -> Catalog:
    """Every text in the code, without translations."""
    catalog = Catalog()
    for path in messages.files(MARKED, ".py"):
        _add(catalog, path, extracting.marked(_read(path)))
    for path in messages.files(RECOGNIZED, ".py"):
        if not NOT_SHOWN.search(path):
            _add(catalog, path, find_texts(_read(path)))
    for path in DESCRIPTIONS:
        _add(catalog, path, descriptions(_read(path)))
    for path in messages.files(("frontend",), ".js"):
        _add(catalog, path, in_javascript(_read(path)))
    return catalog


def find_texts(source: str) -> Iterator[Text]:
    """The prose of a module that speaks English, with names for its values."""
    yield from extracting.marked(source)
    for node in messages.prose(ast.parse(source)):
        for text in extracting.template(node):
            if _is_prose(text):
                yield Text(node.lineno, text)


def _is_prose(text: str) -> bool:
    return messages.is_prose(VALUE.sub("0", text)) and not NOT_PROSE.search(text)


def descriptions(source: str) -> Iterator[Text]:
    """What a module's settings are for."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "description":
            if isinstance(node.value, ast.Constant):
                yield Text(node.value.lineno, str(node.value.value))


def in_javascript(source: str) -> Iterator[Text]:
    """The texts of calls such as `t("…")`."""
    for match in IN_JAVASCRIPT.finditer(source):
        yield Text(source.count("\n", 0, match.start()) + 1, ast.literal_eval(match[1]))


def updated(path: Path) -> bytes:
    """A catalog with the texts of today: translations stay, new ones are empty, old ones go."""
    catalog = catalogs.parse(path)
    catalog.update(texts(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    file = BytesIO()
    write_po(file, catalog, width=WIDTH, sort_by_file=True, omit_header=True)
    return HEADER.format(catalog.locale_identifier, catalog.plural_forms).encode() + file.getvalue()


def _add(catalog: Catalog, path: str, texts: Iterator[Text]) -> None:
    for text in texts:
        catalog.add(text.key, locations=[(path, 0)])


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def main() -> None:
    """Update every catalog, and list what it lacks. With --check, only say what is to be done."""
    check = "--check" in sys.argv[1:]
    behind = False
    for path in sorted(catalogs.FOLDER.glob(f"*/{catalogs.FILE}")):
        new = updated(path)
        if new != path.read_bytes():
            behind = True
            if not check:
                path.write_bytes(new)
        missing = catalogs.missing(catalogs.parse(path))
        print(f"{path.relative_to(ROOT)}: {len(missing)} texts are not translated")
        for text in missing:
            print(f"  {text!r}")
    if check and behind:
        sys.exit("Run scripts/catalog: the texts in the code have changed.")


if __name__ == "__main__":
    main()
