"""Answers other than a single module: each is recognized, with the line."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

import pytest

from inspection.code_check import check
from inspection.findings import Kind, Severity, Verdict

MODULE: Final = "export default function Page() {\n  return <p>Hello</p>;\n}\n"
CASES: Final = Path(__file__).parent / "cases"

# The line to mark, and the text; @CODE@ is a whole module.
ANSWERS: Final = {
    Kind.HTML_PAGE: [
        (1, "<html><body><h1>Hi</h1></body></html>"),
        (
            1,
            '<html lang="en">\n<head></head>\n<body>\n<img src="a.png">\n</body></html>',
        ),
        (2, "<!-- page -->\n<!DOCTYPE HTML>\n<html></html>"),
        (1, '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html/>'),
        (1, "\ufeff<!doctype html>\n<p>x"),
        (3, "  \n\n<!doctype html><html><script>const x = 1; export default x;</script></html>"),
        (1, '<head>\n<meta charset="utf-8">\n</head>\n<body>x</body>'),
        (1, '<body class="x">\n<div onclick="go()">x</div></body>'),
        (3, "Here is the page:\n\n<!DOCTYPE html>\n<html><body></body></html>"),
        (2, "```html\n<!doctype html>\n<html><body>x</body></html>\n```"),
        (2, '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html></html>'),
        (
            1,
            "<html>\n<style>p{margin:0}</style>\n<script>\nfunction a() {}\n</script></html>",
        ),
        (1, '<meta charset="utf-8">\n<title>x</title>\n<p>hello'),
        (
            1,
            "<!DOCTYPE html>\n<html><script>\nexport default () => <p/>;\n</script></html>",
        ),
        (1, "<HTML><BODY>x</BODY></HTML>"),
    ],
    Kind.MARKUP: [
        (1, '<div class="a"><h1>Hi</h1><br></div>'),
        (1, '<div className="p-4"><h1>Hi</h1></div>'),
        (1, "<Card><p>x</p></Card>"),
        (1, '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
        (1, "<>\n<p>x</p>\n</>"),
        (1, '<section>\n  <h2>About</h2>\n  <img src="x">\n</section>'),
        (1, '<style>\n.a { color: red }\n</style>\n<div class="a">x</div>'),
        (1, "<template>\n<div>x</div>\n</template>\n<script setup>\nconst a = 1\n</script>"),
        (2, '<?xml version="1.0"?>\n<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
        (3, '<!-- a card -->\n\n<div class="card"><h2>Hi</h2></div>'),
    ],
    Kind.PROSE: [
        (1, "https://example.com/share/abc"),
        (1, "Here it is:\n\n> ```tsx\n> export default () => <p/>;\n> ```\n"),
        (1, "I cannot do this"),
        (1, "Sorry"),
        (1, "Sure"),
        (1, "Sure!\n@CODE@"),
        (1, "Done."),
        (1, "Hello world"),
        (1, "以下是您要的页面"),
        (1, "以下是您要的页面：\n\n@CODE@"),
        (1, "这是页面。"),
        (1, "إليك الصفحة التي طلبتها"),
        (1, "إليك المكون المطلوب:\n\n@CODE@"),
        (1, "Вот страница, которую вы просили"),
        (1, "Вот компонент\n\n@CODE@"),
        (1, "Voici la page demandée\n\n@CODE@"),
        (1, "ページを作成しました"),
        (1, "다음은 요청하신 페이지입니다\n@CODE@"),
        (1, "Here's the component (using Tailwind):\n\n@CODE@"),
        (1, "I used useState() and {braces} here\n@CODE@"),
        (5, "@CODE@\nThis component renders a page with a heading.\n"),
        (5, "@CODE@\nI hope this helps! Let me know if you need changes."),
        (5, "@CODE@\n**Notes:**\n- uses Tailwind\n"),
        (5, "@CODE@\n以上です\n"),
        (1, "tsx\n@CODE@"),
        (1, "jsx\n@CODE@"),
        (1, "src/App.tsx\n\n@CODE@"),
        (
            1,
            "You are an expert React developer. Create a page with a hero.\n\nReturn only code.",
        ),
        (1, "Create a React component that shows {title} and {items}"),
        (1, "system: You are a helpful assistant\nuser: build it"),
        (1, "**Page component**\n\n@CODE@"),
        (1, "Note: this uses hooks\n@CODE@"),
        (1, "Done, enjoy\n@CODE@"),
        (1, "- first\n- second\n- third"),
        (1, "1. Make the page\n2. Add text"),
        (1, "The error is: rate limit exceeded (429)"),
        (1, "Error: 500 Internal Server Error"),
        (
            1,
            'I will now add the page you asked for\n\n<write path="page.tsx">\n@CODE@</write>',
        ),
        (1, "Lo siento, no puedo ayudar con eso"),
        (1, "null"),
        (1, "undefined"),
        (1, "[object Object]"),
        (1, "Build a landing page with:\n- hero\n- pricing: $10\n\n```tsx\n// your code here\n```"),
        (1, "let me explain the code first\n@CODE@"),
        (1, "import this into your app and run it\n@CODE@"),
        (1, "Title: Hello\nColors: red"),
        (1, "🎉 Your page is ready"),
        (1, "🎉 Your page is ready\n\n@CODE@"),
        (1, "✅ Done\n@CODE@"),
        (1, "⚠️ Note\n@CODE@"),
        (1, "3 sections, 2 buttons\n\n@CODE@"),
        (1, 'Error: 529 {"type": "error", "error": {"type": "overloaded_error"}}'),
        (1, "APIError: Overloaded"),
        (1, "นี่คือหน้าที่คุณขอ\n\n@CODE@"),
        (1, "הנה הדף שביקשת\n\n@CODE@"),
        (1, "यहाँ आपका पेज है"),
        (1, '"A sentence" as requested\n\n@CODE@'),
        (1, '"Landing page"\n@CODE@'),
        (1, '"Here is the page."\n@CODE@'),
        (1, "'Pricing page' attached\n@CODE@"),
        (1, "`Page` as requested\n@CODE@"),
        (1, "Page as requested\n@CODE@"),
        (1, "3 as requested\n@CODE@"),
        (1, "Page satisfies everything\n@CODE@"),
        (4, '@CODE@"Page" as requested\n'),
        (1, '"Sorry, I can\'t help with that."'),
        (1, "import this into your app\n@CODE@"),
        (1, "type this in your editor\n@CODE@"),
        (1, "[Page](page.tsx)\n@CODE@"),
        (1, "Title: Hello\n\nColors: red, blue\n"),
    ],
    Kind.TOOL_TAGS: [
        (1, "[INST] Convert this design to React. [/INST]\n"),
        (1, "<s>[INST] <<SYS>>\nYou are an expert.\n<</SYS>>\nMake it [/INST]\n@CODE@"),
        (1, "[/INST]\n@CODE@"),
        (
            4,
            "import a from 'a';\n\n// The types\n<lov-write file_path='t.ts'>\n"
            "export type T = {\n  a: string;\n};\n",
        ),
        (4, "@CODE@</CodeProject>\n"),
        (4, "@CODE@</s>\n"),
        (4, "@CODE@[/INST]\n"),
        (1, "<thinking>\nI should make a page.\n</thinking>\n@CODE@"),
        (1, "<thinking>I should make it</thinking>\n\n@CODE@"),
        (
            1,
            '<boltArtifact id="x">\n<boltAction filePath="src/App.tsx">\n'
            "@CODE@</boltAction>\n</boltArtifact>",
        ),
        (1, '<dyad-write path="src/App.tsx" description="x">\n@CODE@</dyad-write>'),
        (1, '<lov-write file_path="src/App.tsx">\n@CODE@</lov-write>'),
        (1, '<write path="page.tsx">\n@CODE@</write>'),
        (4, "@CODE@</write>\n"),
        (4, "@CODE@</boltAction>\n</boltArtifact>"),
        (1, '<antArtifact identifier="x" type="application/vnd.ant.react">\n@CODE@</antArtifact>'),
        (
            1,
            '<function_calls>\n<invoke name="write">\n@CODE@</invoke></function_calls>',
        ),
        (1, "<code>\n@CODE@</code>"),
        (1, "<answer>\n@CODE@</answer>"),
        (1, "<think>\nOk so { we } need\n</think>\n@CODE@"),
        (1, "<|im_start|>assistant\n@CODE@"),
        (1, '<CodeProject id="x">\n@CODE@</CodeProject>'),
        (1, "</thinking>\n@CODE@"),
        (1, '<file path="a.tsx">\n@CODE@</file>'),
        (1, "<create_file>\n<path>a.tsx</path>\n<content>\n@CODE@</content>\n</create_file>"),
        (1, "<thinking>only thoughts</thinking>"),
        (1, '<tool_call>{"name": "x"}</tool_call>'),
        (1, "<jsx>\n@CODE@</jsx>"),
        (1, "\ufeff<thinking>x</thinking>\n@CODE@"),
        (1, "<output>\n@CODE@</output>"),
        (1, "<Thinking>\nA page with a heading\n</Thinking>\n@CODE@"),
        (1, "<![CDATA[\n@CODE@]]>\n"),
        (1, "<Page.Plan>\nA heading\n</Page.Plan>\n@OTHER@"),
    ],
    Kind.JSON: [
        (1, '{"error": {"type": "overloaded_error", "message": "Overloaded"}}'),
        (1, '{"code": "export default function A() {}"}'),
        (2, '\n[\n  {"path": "App.tsx", "content": "x"}\n]\n'),
        (1, "{}"),
        (2, '```json\n{"code": "export default () => 1"}\n```'),
        (1, '{"code": "export default function Page() {'),
        (2, '\n[\n  {"path": "App.tsx", "content": "export'),
        (1, '{"code": "x"}\n{"code": "y"}'),
        (1, 'event: delta\ndata: {"text": "export"}\n\ndata: [DONE]\n'),
        (1, 'data: {"choices": [{"delta": {"content": "export"}}]}\n'),
    ],
    Kind.DOCUMENT: [
        (
            3,
            'import { Chart } from "../charts";\n\n# Report\n\nSales grew.\n\n<Chart />\n',
        ),
        (
            4,
            'import A from "./a"\nimport B from "./b"\n\nThe page says how it works.\n\n<A/>\n',
        ),
        (5, 'export const meta = {\n  title: "x"\n};\n\n# Title\n\nSome text.\n'),
        (1, '---\ntitle: x\n---\nimport A from "./a"\n\n# Hello\n\n<A/>\n'),
        (1, "# Page\n\nThis is a page.\n"),
        (1, "# Title\n\n## Usage\n\n- a\n- b\n"),
        (1, "Title\n=====\n\nSome text here"),
        (1, "# My Component\n\n```bash\nnpm install x\n```\n"),
        (1, "## Overview\n\nThe page has a hero.\n\n| a | b |\n|---|---|\n"),
        (1, "---\ntitle: x\n---\n\n# Hello"),
        (1, "# Landing page\n\n## Structure\n1. hero\n2. footer\n\n## Colors\n`red`"),
        (1, '# README\n\nUse it:\n\n```tsx\nimport { X } from "x";\n```\n'),
        (1, '---\ntitle: "Boats"\ntags:\n  - sea\n---\nAll about boats'),
    ],
    Kind.FENCED: [
        (1, "```tsx\n@CODE@```"),
        (1, "```\n@CODE@```"),
        (1, "~~~jsx\n@CODE@~~~"),
        (1, "````tsx\n@CODE@````"),
        (1, '~~~~tsx title="x"\n@CODE@~~~~'),
        (1, "```tsx {1,3}\n@CODE@```"),
        (1, "\ufeff```tsx\n@CODE@```"),
        (1, "  ```tsx\n@CODE@  ```"),
        (1, "```tsx filename=page.tsx\n@CODE@```\n\nUse `<Tile>` = x;"),
        (1, "```tsx\r\n@WIN@```"),
        (4, "@CODE@```"),
        (5, "@CODE@</DropdownMenuContent>\n```\n\nNow I'll create a breadcrumb:\n"),
        (4, "@CODE@```\nThat is `<Page />`."),
        (5, "@CODE@\n```\n\nAnd {this}; is it."),
        (1, "```tsx\n@CODE@"),
        (1, "```tsx\n@BARE@```"),
        (3, "Here:\n\n```jsx\n@CODE@```\n\nDone."),
        (1, "`````tsx\n@CODE@`````"),
        (3, "# Page\n\n```tsx\n@CODE@```"),
        (1, '```tsx file="x y"\n@CODE@```\n\n```bash\nnpm i x\n```'),
        (1, "``` tsx\n@CODE@```"),
        (1, "```tsx:page.tsx\n@CODE@```"),
        (4, "\n\n\n```typescript-react\n@CODE@```"),
        (1, "```{.jsx .numberLines}\n@CODE@```"),
        (1, "---\n@CODE@"),
        (2, "\n=====\n\n@CODE@"),
        (1, "...\n@CODE@"),
        (4, "@CODE@---\n"),
        (5, "@CODE@\n***\n"),
    ],
    Kind.PATCH: [
        (1, "--- a/App.tsx\n+++ b/App.tsx\n@@ -1,3 +1,3 @@\n-old\n+new\n"),
        (1, "diff --git a/App.tsx b/App.tsx\nindex 1..2\n@@ -1 +1 @@\n-a\n+@CODE@"),
        (1, "*** Begin Patch\n*** Update File: App.tsx\n+@CODE@"),
        (
            2,
            "```diff\n+ export default function A() {\n-   return 1;\n+   return 2;\n+ }\n```",
        ),
        (1, "<<<<<<< SEARCH\nold\n=======\n@CODE@>>>>>>> REPLACE\n"),
        (4, "@CODE@<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> main\n"),
    ],
    Kind.ESCAPED: [
        (1, "export default function A() {\\n  return <p/>;\\n}\\n"),
        (1, '"export default function A() {\\n  return <p/>;\\n}"'),
        (2, "export default function A() {\n  return &lt;p&gt;Hi&lt;/p&gt;;\n}"),
        (1, "1: export default function A() {\n2:   return <p/>;\n3: }"),
        (1, "  1 | export default function A() {\n  2 |   return <p/>;\n  3 | }"),
        (1, "> ```tsx\n> export default function A() {\n>   return <p/>;\n> }\n> ```\n"),
        (1, "     1→export default function A() {\n     2→  return <p/>;\n     3→}\n"),
        (2, "export default function A() {\n  return \\u003cp\\u003eHi\\u003c/p\\u003e;\n}"),
        (1, "export%20default%20function%20A()%20%7B%0A%20%20return%20null%3B%0A%7D"),
        (1, "'''tsx\n@CODE@'''\n"),
        (1, '"""\n@CODE@"""\n'),
        (1, "`@CODE@`"),
        (2, "\n“@CODE@”"),
        (1, base64.b64encode(MODULE.encode()).decode()),
        (1, base64.encodebytes(2 * MODULE.encode()).decode()),
        (1, "data:text/javascript;base64," + base64.b64encode(MODULE.encode()).decode()),
        (1, "data:image/png;base64,iVBORw0KGgo"),
        (1, base64.b64encode(bytes(range(256))).decode()),
    ],
    Kind.OTHER_LANGUAGE: [
        (3, "/* the card */\n\n.card { color: red; }"),
        (1, ".card { color: red; }\n.card > p { margin: 0 }"),
        (2, "\n@tailwind base;\n@layer base { h1 { margin: 0 } }"),
        (1, "def page():\n    return 1\n"),
        (1, "import streamlit as st\n\nst.title('Hi')\n"),
        (1, "#include <stdio.h>\nint main() { return 0; }"),
        (1, "component: Page\nprops:\n  title: Hello\n  items:\n    - one\n"),
        (1, "name: Page\ncode: |\n  export default function Page() {\n    return <p/>;\n  }\n"),
        (1, "---\ntype: frame\nchildren:\n- type: text\n  text: hi\n"),
        (1, 'import SwiftUI\n\nstruct Page: View {\n  var body: some View { Text("Hi") }\n}\n'),
        (1, "import androidx.compose.runtime.Composable\n\n@Composable\nfun Page() {}\n"),
        (1, "import 'package:flutter/material.dart';\n\nclass Page extends StatelessWidget {}\n"),
        (1, "package com.example;\n\npublic class Page {}\n"),
        (1, "<?php\necho 'Hello';\n"),
        (1, "#!/usr/bin/env bash\nnpm install\n"),
        (1, "SELECT * FROM users WHERE id = 1;\n"),
        (1, '[package]\nname = "page"\nversion = "0.1.0"\n\n[[bin]]\nname = "x"\n'),
        (1, "# settings\n[server]\nport = 8080\nhosts = [\n  'a',\n]\n"),
        (1, "name,role,city\nAda,admin,London\nBob,user,Paris\n"),
        (1, 'id;title;price\n1;"Chair; oak";40\n2;Table;90\n'),
        (1, "# local\nAPI_URL=https://example.com/api\nexport DEBUG=1\n"),
        (1, '---\nimport Card from "../Card.astro";\n---\n<Card>Hello</Card>\n'),
        (1, "\\documentclass{article}\n\\begin{document}\nhi\n\\end{document}\n"),
    ],
    Kind.REPEATED: [
        (4, "@CODE@@CODE@"),
        (5, "@CODE@\n@CODE@\n@CODE@"),
        (4, "@CODE@export default function Page() {\n    return   <p>Hello</p>;"),
        (5, "import Link from 'next/link';\n@CODE@@CODE@"),
    ],
    Kind.SEVERAL_FILES: [
        (9, "# Icons\n\n```jsx\nimport { A } from 'icons';\n```\n\n```\n\n```tsx\n@CODE@```\n"),
        (6, "```tsx\n@CODE@```\n```css\n.a { color: red }\n```"),
        (
            7,
            '// src/App.tsx\nimport Button from "./Button";\n@CODE@\n// src/Button.tsx\n'
            "export default function Button() { return <b/>; }\n",
        ),
        (6, "// App.tsx\n@CODE@\n/* styles.css */\n.a { color: red; }\n"),
        (5, "=== src/App.tsx ===\n@CODE@=== src/x.css ===\n.a{}\n"),
        (
            5,
            "// File: src/App.tsx\n@CODE@// File: src/Other.tsx\n"
            "export default function Other() {\n  return <p>Hello</p>;\n}\n",
        ),
        (8, "### src/App.tsx\n```tsx\n@CODE@```\n### src/B.tsx\n```tsx\n@CODE@```"),
        (6, "src/App.tsx\n@CODE@\nsrc/index.css\nbody { margin: 0 }\n"),
        (7, "**App.tsx**\n\n@CODE@\n**Button.tsx**\n\nexport const Button = () => <b/>;\n"),
        (
            4,
            "// components/Button.tsx\nexport function Button() { return <b/>; }\n\n"
            '// App.tsx\nimport { Button } from "./components/Button";\n'
            "export default function App() { return <Button/>; }\n",
        ),
        (5, "--- a.tsx ---\n@CODE@--- b.tsx ---\n@CODE@"),
    ],
}

TEXTS: Final = [
    pytest.param(kind, line, text, id=f"{kind}-{number}")
    for kind, texts in ANSWERS.items()
    for number, (line, text) in enumerate(texts)
]


def filled(text: str) -> str:
    """The text with the names replaced by modules."""
    for name, module in (
        ("@CODE@", MODULE),
        ("@BARE@", MODULE.rstrip()),
        ("@WIN@", MODULE.replace("\n", "\r\n")),
        ("@OTHER@", MODULE.replace("Page", "Other")),
    ):
        text = text.replace(name, module)
    return text


@pytest.mark.parametrize(("kind", "line", "text"), TEXTS)
def test_generated_text_is_classified(kind: Kind, line: int, text: str) -> None:
    report = check(filled(text))
    assert report.verdict is Verdict.BROKEN
    first = report.findings[0]
    assert (first.kind, first.line) == (kind, line), report.findings


def test_there_are_enough_of_each_kind() -> None:
    assert sum(map(len, ANSWERS.values())) > 120


@pytest.mark.parametrize(
    "text", [None, "", " \n\t", "\ufeff", "\ufeff\n", "\u200b", "\u00a0\u2003"]
)
def test_only_empty_text_is_no_code(text: str | None) -> None:
    report = check(text)
    assert report.verdict is Verdict.EMPTY
    assert [each.kind for each in report.findings] == [Kind.EMPTY]


@pytest.mark.parametrize("text", ["// nothing", "/* a */", "// a\n\n/* b */\n", ";", "x", "é", "1"])
def test_any_text_is_classified(text: str) -> None:
    report = check(text)
    assert report.verdict is Verdict.BROKEN
    assert Kind.EMPTY not in {each.kind for each in report.findings}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("m01-named-export-hidden.jsx", [(Kind.NO_DEFAULT_EXPORT, 2), (Kind.UNKNOWN_IMPORT, 1)]),
        ("m02-fence-hidden.jsx", [(Kind.FENCED, 5), (Kind.UNKNOWN_IMPORT, 1)]),
        ("m03-throw-hidden.jsx", [(Kind.UNKNOWN_IMPORT, 1)]),
        ("m05-missing-import-two-words.jsx", [(Kind.MISSING_IMPORT, 2)]),
        ("m09-fence-with-attributes.txt", [(Kind.FENCED, 1)]),
        ("m10-html-page.txt", [(Kind.HTML_PAGE, 1)]),
        ("m11-prose-without-full-stop.txt", [(Kind.PROSE, 1)]),
        ("m12-prompt-said-no-code.txt", [(Kind.PROSE, 1)]),
        ("m17-named-export-wrong-line.tsx", [(Kind.NO_DEFAULT_EXPORT, 4)]),
        ("m21-react-global.jsx", [(Kind.NO_DEFAULT_EXPORT, 1), (Kind.MISSING_IMPORT, 2)]),
        ("m22-elided.jsx", [(Kind.ELIDED, 1), (Kind.UNKNOWN_IMPORT, 2)]),
    ],
)
def test_the_first_reason_comes_first(case: str, expected: list[tuple[Kind, int]]) -> None:
    findings = check((CASES / case).read_text()).findings
    assert [(each.kind, each.line) for each in findings] == expected


@pytest.mark.parametrize(
    ("code", "line", "name"),
    [
        ("interface P {}\nexport function Card() {\n  return <p />;\n}\n", 2, "Card"),
        ("export const Card = () => <p />;\nexport const size = 3;\n", 1, "Card"),
        ("export { Card };\nfunction Card() {\n  return <p />;\n}\nconst x = 1;\n", 2, "Card"),
        ("type A = {};\n\nexport class Card {}\nexport type B = 1;\n", 3, "Card"),
        ("function Row() {}\nfunction Page() {}\nwindow.Page = Page;\n", 2, "Page"),
        ("export function Row() {}\nexport function Page() {}\nfunction Part() {}\n", 2, "Page"),
        ("import React from 'react';\nconst total = 3;\n", 2, "total"),
        ("export enum Size { S }\nexport interface P { a: 1 }\nlet card = 1;\n", 3, "card"),
    ],
)
def test_without_a_default_export_the_intended_component_is_marked(
    code: str, line: int, name: str
) -> None:
    (finding,) = check(code).findings
    assert (finding.kind, finding.line, finding.name) == (Kind.NO_DEFAULT_EXPORT, line, name)
    assert f"“{name}”" in finding.message


@pytest.mark.parametrize("target", ["module.exports", "exports.default"])
def test_an_export_of_commonjs_is_marked(target: str) -> None:
    code = f"const React = require('react');\nfunction Page() {{}}\n{target} = Page;\n"
    first = check(code).findings[0]
    assert (first.kind, first.line) == (Kind.NO_DEFAULT_EXPORT, 3)
    assert f"“{target} =”" in first.message


@pytest.mark.parametrize(
    "comment",
    ["// ... existing code ...", "// [imports unchanged]", "/* keep the rest unchanged */",
     "/* Repeat for the other cards */", "// rest of the imports", "// Similar markup for the rest",
     "/* styles stay the same */", "// the rest of the existing styles"],
)  # fmt: skip
def test_code_that_was_left_out_is_found(comment: str) -> None:
    (finding,) = check(
        f"export default function Page() {{\n  {comment}\n  return <p />;\n}}\n"
    ).findings
    assert (finding.kind, finding.line) == (Kind.ELIDED, 2)


@pytest.mark.parametrize(
    "comment",
    ["// Repeat every second", "/* Similar cards */", "// Add to the cart", "// Same for guests",
     "// rest parameters", "// Same height as the others", "/* Add more padding */"],
)  # fmt: skip
def test_a_comment_that_explains_is_not_left_out_code(comment: str) -> None:
    assert not check(
        f"export default function Page() {{\n  {comment}\n  return <p />;\n}}\n"
    ).findings


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("const App = { a: 1 };\nexport default App;\n", Kind.NOT_A_COMPONENT),
        ("const App = <p />;\nexport default App;\n", Kind.NOT_A_COMPONENT),
        ("const App = { a: 1 } satisfies object;\nexport default App;\n", Kind.NOT_A_COMPONENT),
        ("export default ({ a: 1 }) as any;\n", Kind.NOT_A_COMPONENT),
        ("export default undefined;\n", Kind.NOT_A_COMPONENT),
        ("export default App;\n", Kind.MISSING_IMPORT),
    ],
)
def test_exported_names_are_looked_up(code: str, kind: Kind) -> None:
    assert [each.kind for each in check(code).findings] == [kind]


@pytest.mark.parametrize(
    "code",
    [
        "// src/App.tsx\n" + MODULE,
        "// components/Card.tsx\nconst Card = () => <b />;\n\n// App.tsx\n"
        "export default function App() {\n  return <Card />;\n}\n",
        "/**\n * # Page\n * ```tsx\n * <Page />\n * ```\n */\n" + MODULE,
        "export default function L({ children }: any) {\n"
        "  return <html><body>{children}</body></html>;\n}\n",
        "const md = `\n# Title\n\n~~~js\nconst a = 1;\n~~~\n`;\n"
        "export default () => <pre>{md}</pre>;\n",
        "export default function A() {\n  return (\n<pre>\n```tsx\nHello there you\n```\n"
        "</pre>\n  );\n}\n",
        '"use client"\n\n' + MODULE,
        "export default function Page() {\n"
        "  return <p>You are a guest. Return only code.</p>;\n}\n",
        "label: for (;;) {\n  break label;\n}\n" + MODULE,
        "#!/usr/bin/env node\n" + MODULE,
        MODULE + "\nPage.displayName = 'Page'\n",
        "const name = 1;\nname;\n" + MODULE,
        "'use no memo'\n" + MODULE,
        "'worklet'\n" + MODULE,
        'const props = {} satisfies object\n"title" in props\n' + MODULE,
    ],
)
def test_good_code_stays_good(code: str) -> None:
    assert check(code).findings == ()


@pytest.mark.parametrize(
    "code",
    ["const { useState } = React;\n", "const Part = () => <React.Fragment />;\n", "React;\n"],
)
def test_react_has_to_be_imported(code: str) -> None:
    (finding,) = check(code + MODULE).findings
    assert (finding.kind, finding.name, finding.line) == (Kind.MISSING_IMPORT, "React", 1)


@pytest.mark.parametrize(
    "code",
    ["type P = React.FC;\n", "let p: React.JSX.Element;\n", "const o = { React: 1 };\no.React;\n",
     "const require = (name: string) => name;\nrequire('./x');\n", "import React from 'react';\n"],
)  # fmt: skip
def test_names_that_only_look_like_imports_are_fine(code: str) -> None:
    assert not check(code + MODULE).findings


def test_an_example_in_a_comment_is_not_a_wrapper() -> None:
    comment = "/**\n@example\n```\nimport { Card } from 'card';\n```\n*/\n"
    code = f"{comment}export const Card = () => null;\n"
    (finding,) = check(code).findings
    assert (finding.kind, finding.line) == (Kind.NO_DEFAULT_EXPORT, 7)


@pytest.mark.parametrize("name", ["./photo.png", "../a/logo.svg?react", "figma:asset/1f.png"])
def test_an_image_of_the_project_is_not_an_error(name: str) -> None:
    report = check(f'import photo from "{name}";\nexport default () => <img src={{photo}} />;\n')
    assert report.verdict is Verdict.OK
    (finding,) = report.findings
    assert (finding.line, finding.severity, finding.name) == (1, Severity.WARNING, name)
    assert "placeholder" in finding.message


def test_text_that_is_not_code_is_not_judged_safe() -> None:
    report = check("<!doctype html>\n<script>fetch('/x')</script>\n")
    assert report.findings[0].kind is Kind.HTML_PAGE
