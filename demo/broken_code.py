"""Typical mistakes in generated code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final


def truncated(code: str) -> str:
    """The model reached its output limit."""
    return code[: len(code) * 62 // 100]


def fenced(code: str) -> str:
    """The Markdown fence was left around the code."""
    return f"```tsx\n{code}```\n"


def talkative(code: str) -> str:
    """Half a fence, surrounded by the model's own words."""
    return f"Here is the React component for your design:\n\n```tsx\n{code}"


def without_default_export(code: str) -> str:
    """A component that is not exported."""
    return code.replace("export default function", "function")


def throwing(code: str) -> str:
    """Reads a property of undefined on its first render."""
    return code.replace(
        "  return (\n    <div", "  const user = undefined as any;\n\n  return (\n    <div", 1
    ).replace("</h1>", " {user.profile.name}</h1>", 1)


def looping(code: str) -> str:
    """Never returns from its first render."""
    loop = "  let turns = 0;\n  while (turns >= 0) {\n    turns += 1;\n  }\n\n"
    return code.replace("  return (\n    <div", f"{loop}  return (\n    <div", 1)


def unknown_import(code: str) -> str:
    """Imports a library that the preview does not have."""
    return f'import {{ motion }} from "framer-motion";\n{code}'


def announced(code: str) -> str:
    """The model announces what it is about to do, without a full sentence."""
    return f"I will now add the page you asked for\n\n{code}"


def tagged(code: str) -> str:
    """Left-over tags of the tool that wrote the file."""
    return f'<app-write path="src/App.tsx">\n{code}</app-write>\n'


def web_page(code: str) -> str:
    """A whole page of HTML instead of a component."""
    return "<!doctype html>\n<html>\n<body>\n<h1>Welcome</h1>\n</body>\n</html>\n" + code[:0]


def several_files(code: str) -> str:
    """A style sheet after the component."""
    return f"// src/App.tsx\n{code}\n// src/index.css\nbody {{\n  margin: 0;\n}}\n"


def empty(code: str) -> str:
    """Nothing: the whole answer was a fence."""
    return code[:0]


BROKEN: Final[tuple[Callable[[str], str], ...]] = (
    truncated, truncated, truncated, fenced, fenced, talkative, without_default_export,
    without_default_export, throwing, throwing, looping, unknown_import, empty,
    announced, tagged, web_page, several_files,
)  # fmt: skip
