"""What people read goes through the catalogs, and they are whole."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

from language import catalogs
from language.extracting import marked
from scripts import messages
from settings import ROOT

SHOWN: Final = ("components", "language/words.py", "pages")
CALLS: Final = {"_", "N_", "ngettext", "format_plain"}
MARKUP: Final = re.compile(
    r":material/\w+:|:(0|[a-z]+)(-badge|-background)?\[|`[^`]*`|https?://\S+"
)
WORD: Final = re.compile(r"[^\W\d_]{2,}")
# Texts that nobody reads on a page: names of views and steps, headers and policies, expressions
# of charts, categories of Unicode, headings of a CSV file, and what is kept in the audit log or
# said to a developer.
ELSEWHERE: Final = {
    "components/code/code_difference.py": {"Cc"},
    "components/design_tree/designs.py": {"Figma"},
    "components/editing/edit_content.py": {
        "clamp(20rem, 50vh, 52rem)",
        "clamp(16rem, 50vh, 36rem)",
    },
    "components/errors/duration_chart.py": {"datum.value < 60"},
    "components/formatting/safe_text.py": {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"},
    "components/editing/edit_check.py": {": char"},
    "components/frontend.py": {"Run scripts/build-frontend"},
    "components/overview/charts.py": {"timeFormat("},
    "components/quality/charts.py": {"timeFormat(", "Median match:Q"},
    "components/pictures/routes.py": {"private, max-age=", "default-src", "Not found"},
    "components/presenting/present_page.py": {"default-src"},
    "components/presenting/routes.py": {"private, no-store"},
    "components/presenting/share_file.py": {"default-src", "Inter"},
    "components/preview/headless.py": {"default-src"},
    "components/preview/preview.py": {"side by side"},
    "components/preview/reports.py": {"side by side"},
    "components/review/pair_view.py": {"side by side"},
    "components/review/review_ops.py": {"add reason", "remove reason"},
    "components/session/session_preview.py": {"side by side"},
    "components/preview/routes.py": {"text/", "sandbox", "Not found", "Vary", "public, max-age="},
    "components/session_list/session_export.py": {
        *("frame name", "width px", "height px", "created UTC", "updated UTC", "code bytes"),
    },
}


def outside(source: str, known: set[str]) -> list[tuple[int, str]]:
    """The prose in a module that no call of the catalog holds, and that is not marked elsewhere."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
            node.args = [each for each in node.args if not isinstance(each, ast.Constant)]
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            node.value = ast.Constant(None)
    outside = []
    for text in messages.prose(tree):
        words = messages.literal_text(text)
        if words not in known and WORD.search(MARKUP.sub(" ", words)):
            outside.append((text.lineno, words))
    return outside


def strays() -> list[str]:
    """Texts of pages and components that are in no catalog."""
    paths = messages.files(SHOWN, ".py")
    known = {text.singular for path in paths for text in marked((ROOT / path).read_text())}
    return [
        f"{path}:{line}: {text}"
        for path in paths
        for line, text in outside((ROOT / path).read_text(), known)
        if not any(text.strip().startswith(each) for each in ELSEWHERE.get(path, ()))
    ]


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Undo all")',
        'st.caption(f"{count:,} rows are affected")',
        'st.metric(_("Rows"), value, help="Of the last week.")',
        'LABEL = "Ready but broken"',
        'st.markdown(f":gray[{icon}] **Nothing here**")',
        '_(f"{count} rows")',
    ],
)
def test_a_text_outside_is_found(line: str) -> None:
    assert len(outside(line, set())) == 1


@pytest.mark.parametrize(
    "line",
    [
        'st.button(_("Undo all"), key="undo it", icon=":material/undo:")',
        'st.caption(ngettext("{count} row is affected", "{count} rows are affected", rows))',
        'LABEL = N_("Ready but broken")',
        'st.markdown(f":gray[{icon}] **{name}**")',
        '"""What this module is for."""',
    ],
)
def test_what_is_in_the_catalogs_or_no_text_is_not_found(line: str) -> None:
    assert outside(line, set()) == []


LANGUAGES: Final = sorted(
    path.parent.parent.name for path in catalogs.FOLDER.glob(f"*/{catalogs.FILE}")
)


def fields(text: str) -> set[str]:
    """The names of the values in a text."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_translation_has_the_values_of_its_text(name: str) -> None:
    catalog = catalogs.language(name)
    pairs = [
        *catalog.texts.items(),
        *((english, form) for english, forms in catalog.plurals.items() for form in forms),
    ]
    wrong = [
        f"{english!r}: {other!r}"
        for english, other in pairs
        if "{" in english or "{" in other
        if fields(other) - {"count"} != fields(english) - {"count"}
    ]
    assert not wrong, "\n".join(wrong)


# Keys, classes, style sheets, queries, names of fonts and steps; what the frame and the log hold.
IN_SCRIPTS: Final = re.compile(
    r"(Enter|Escape|Tab|Undo|Inter|add reason|remove reason|reference none|frame shot|chip add"
    r"|save primary|a, \.select"
    r"|notes also|row more|strong, span|allow-scripts allow-forms|(side|row|key) \$\{.*"
    r"|\(.*\)|:scope.*|input:not.*|\dpx solid.*|underline wavy.*|(light-dark|rgb)\(.*"
    r"|(font|border-\w+): .*|The screen may go dark.*)"
)


def test_every_text_of_a_component_is_in_the_catalogs() -> None:
    """The frame is the generated code's, which is never translated."""
    skipped = ("frontend/preview/frame/", "frontend/messages.js", "frontend/build.js")
    paths = [
        path
        for path in messages.files(("frontend",), ".js")
        if not path.startswith((*skipped, "frontend/fonts.js"))
    ]
    strays = [
        f"{message.path}:{message.line}: {message.text}"
        for message, is_marked in messages.javascript_marked(paths)
        if not is_marked and not IN_SCRIPTS.fullmatch(message.text)
    ]
    assert not strays, "Write `t(…)` around what people read:\n" + "\n".join(strays)


IN_STYLES: Final = re.compile(r"""content:\s*(["'])[^"']*[^\W\d_][^"']*\1""")
"""A style sheet that writes words, which no catalog reaches."""


def test_no_style_sheet_writes_words() -> None:
    strays = [
        f"{path}: {words.group()}"
        for path in messages.files(("frontend",), ".css")
        for words in IN_STYLES.finditer((ROOT / path).read_text())
    ]
    assert not strays, "Write `content: attr(data-…)`, and the text in JavaScript:\n" + "\n".join(
        strays
    )


@pytest.mark.parametrize(
    ("rule", "is_found"),
    [
        ('.list:empty::before { content: "Nothing here."; }', True),
        ("a::after { content: 'Größe' }", True),
        ('a::after { content: "→ 2"; }', False),
        ('a::after { content: ""; }', False),
        ("a::after { content: attr(data-count); }", False),
    ],
)
def test_words_in_a_style_sheet_are_found(rule: str, is_found: bool) -> None:
    assert bool(IN_STYLES.search(rule)) == is_found


def test_a_text_outside_is_found_in_a_script(tmp_path: Path) -> None:
    script = tmp_path / "part.js"
    script.write_text('import { t } from "./language.js";\nbutton(t("Save"), "Undo it");\n')
    texts = [(m.text, is_marked) for m, is_marked in messages.javascript_marked([str(script)])]
    assert texts == [("Save", True), ("Undo it", False)]
