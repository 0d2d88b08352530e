"""What is found in the code for the catalogs."""

from __future__ import annotations

import ast

import pytest

from language import extracting
from scripts import catalog


def test_marked_texts() -> None:
    source = """
LABEL = N_("Ready but broken")
st.button(_("Undo " "all"), key="undo")
ngettext("{count} row", "{count} rows", rows)
st.caption(_(LABEL), help="not marked")
"""
    assert {text.line: text.key for text in extracting.marked(source)} == {
        2: "Ready but broken",
        3: "Undo all",
        4: ("{count} row", "{count} rows"),
    }


@pytest.mark.parametrize(
    ("written", "templates"),
    [
        ('"It is gone."', ["It is gone."]),
        ('f"{name} holds {len(rows):,} rows"', ["{name} holds {rows} rows"]),
        (
            'f"{a.size} instead of {b.size}, not {a.size}"',
            ["{size} instead of {size_2}, not {size}"],
        ),
        (
            "f\"{n} session{'' if n == 1 else 's'} {'is' if n == 1 else 'are'} stuck\"",
            ["{n} session is stuck", "{n} sessions are stuck"],
        ),
        ('f"{escaped(row.label, 40)} is {{gone}}"', ["{label} is {{gone}}"]),
    ],
    ids=["plain", "values", "alike", "plural", "braces"],
)
def test_templates(written: str, templates: list[str]) -> None:
    node = ast.parse(written, mode="eval").body
    assert list(extracting.template(node)) == templates


def test_texts_of_components() -> None:
    source = 'button(t("Save"), t("{at} of {count}", { at, count }));\nconst A = N(\n  "left"\n);'
    assert [text.key for text in catalog.in_javascript(source)] == [
        "Save",
        "{at} of {count}",
        "left",
    ]


def test_an_update_keeps_translations_and_drops_what_is_gone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("de") / "de" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        catalog.HEADER.format("de", "nplurals=2; plural=(n != 1);")
        + 'msgid "Undo all"\nmsgstr "Alles zurück"\n\nmsgid "Nobody says this"\nmsgstr "Niemand"\n'
    )
    updated = catalog.updated(path).decode()
    assert 'msgid "Undo all"\nmsgstr "Alles zurück"' in updated
    assert "Nobody says this" not in updated
    assert 'msgid "Sessions"\nmsgstr ""' in updated
