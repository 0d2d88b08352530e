"""Writes the TypeScript mirror of the seed's models, from the JSON schema that Pydantic gives."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel

from settings import ROOT
from store.records import CodeGenerateRequest, CodeGenerateResponse, PrototypeSession

TARGET: Final = ROOT / "frontend" / "types" / "prototype.ts"

# A request is read as it may be sent, an answer as it is written.
MODELS: Final[tuple[tuple[type[BaseModel], Literal["validation", "serialization"]], ...]] = (
    (CodeGenerateRequest, "validation"),
    (CodeGenerateResponse, "serialization"),
    (PrototypeSession, "serialization"),
)

HEADER: Final = """\
// Written by scripts/types from store/records.py: change the models there and run it again.
// Identifiers are UUIDs and times are ISO 8601, both as strings.

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };
"""

SIMPLE: Final = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
    "object": "{ [key: string]: JsonValue }",
}


def typescript() -> str:
    """The whole of frontend/types/prototype.ts."""
    return "\n".join([HEADER, *(interface(model, mode) for model, mode in MODELS)])


def interface(model: type[BaseModel], mode: Literal["validation", "serialization"]) -> str:
    """One model as a TypeScript interface; a field with a default may be left out of a request."""
    schema = model.model_json_schema(mode=mode)
    # An answer always holds every field, the ones with defaults too.
    required = schema["required"] if mode == "validation" else schema["properties"]
    lines = [comment(schema["description"], ""), f"export interface {model.__name__} {{"]
    for name, field in schema["properties"].items():
        if "description" in field:
            lines.append(comment(field["description"], "  "))
        lines.append(f"  {name}{'' if name in required else '?'}: {type_of(field)};")
    return "\n".join([*lines, "}\n"])


def type_of(field: dict[str, Any]) -> str:
    """The TypeScript type of a JSON schema; anything where the schema says nothing."""
    if "anyOf" in field:
        return " | ".join(type_of(option) for option in field["anyOf"])
    return SIMPLE[field["type"]] if "type" in field else "JsonValue"


def comment(words: str, indent: str) -> str:
    """A documentation comment."""
    return f"{indent}/** {' '.join(words.split())} */"


def main() -> None:
    """Write the file."""
    TARGET.write_text(typescript(), encoding="utf-8")
    print(f"Wrote {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
