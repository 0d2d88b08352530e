"""What is typed into the editors of an edit form, as their browser last sent it."""

from __future__ import annotations

from typing import Annotated, Any, Final

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

STATE: Final = "edit-typed"


class Typed(BaseModel):
    """A text, the form that it was typed into, and its number: later texts have higher ones."""

    model_config = ConfigDict(frozen=True)

    form: Annotated[str, Field(max_length=64)]
    number: Annotated[int, Field(ge=0)]
    text: str


def parse(payload: Any) -> Typed | None:
    """What a browser sent; None if it is malformed. Half of a surrogate pair is replaced."""
    if isinstance(payload, dict) and isinstance(payload.get("text"), str):
        text = payload["text"].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        payload = {**payload, "text": text}
    try:
        return Typed.model_validate(payload)
    except ValidationError:
        return None


def remember(name: str, typed: Typed) -> None:
    """Remember what is typed into the editor of a column."""
    st.session_state[STATE] = {**st.session_state.get(STATE, {}), name: typed}


def get(form_id: str, name: str) -> Typed | None:
    """What was typed into the editor of a column, if anything."""
    typed: Typed | None = st.session_state.get(STATE, {}).get(name)
    return typed if typed and typed.form == form_id else None


def forget() -> None:
    """Forget all of it."""
    st.session_state.pop(STATE, None)
