"""Names that a module binds twice, one of them by an import."""

from __future__ import annotations

import pytest

from inspection.code_check import check
from inspection.findings import Kind

EXPORT = "\nexport default () => null;"


@pytest.mark.parametrize(
    ("source", "line", "column", "how"),
    [
        ("import X from 'react';\nimport X from 'react';", 2, 8, "imported twice"),
        ("import { useState, useState } from 'react';", 1, 20, "imported twice"),
        ("import X, * as X from 'react';", 1, 16, "imported twice"),
        ("import { X } from 'lucide-react';\nclass X {}", 2, 7, "imported and declared"),
        ("import { X } from 'lucide-react';\nenum X {}", 2, 6, "imported and declared"),
        ("import { Y as X } from 'react';\nexport const X = 1;", 2, 14, "imported and declared"),
        ("import X from 'react';\nlet { a: [X = 1] } = {} as any;", 2, 11, "imported and declared"),
        ("import X from 'react';\nconst { a, ...X } = {} as any;", 2, 15, "imported and declared"),
        ("import X from 'react';\nimport X = X.Y;", 2, 8, "imported and declared"),
    ],
)
def test_duplicate_bindings_do_not_compile(source: str, line: int, column: int, how: str) -> None:
    first, *_ = check(source + EXPORT).findings
    assert (first.kind, first.line, first.column) == (Kind.SYNTAX, line, column)
    assert first.message == f"“{first.name}” is {how}: it is imported on line 1 already."


@pytest.mark.parametrize(
    "source",
    [
        "import { X } from 'lucide-react'; interface X {}",
        "import { X } from 'lucide-react'; type X = 1;",
        "import type { X } from './x'; const X = 1;",
        "import { type X } from 'lucide-react'; function X() {}",
        "import { X } from 'lucide-react'; function f(X: number) { let Y = X; { const X = 2; } }",
        "import { X } from 'lucide-react'; const { X: y } = { X: 1 }, { z = X } = {} as any;",
        "import { X } from 'lucide-react'; declare const X: number;",
        "import { X as Y } from 'lucide-react'; const X = 1;",
    ],
)
def test_types_inner_scopes_and_other_names_are_fine(source: str) -> None:
    assert [each for each in check(source + EXPORT).findings if each.kind is Kind.SYNTAX] == []
