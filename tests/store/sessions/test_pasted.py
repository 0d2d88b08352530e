"""References and ids are found in whatever mail, chats and pages make of them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import pytest

from components.url_state import query_string
from store.sessions import pasted

REFERENCE: Final = "BP-3F8A2C"
ROW: Final = UUID("8b1f6a3e-2f4c-4d5e-9a6b-0c1d2e3f4a5b")


@pytest.mark.parametrize(
    "text",
    [
        "it's stuck, Ref: BP-3f8a2c",
        "BP3F8A2C",
        "BP 3F8A2C",
        "BP - 3F8A2C",
        "BP: 3F8A2C",
        "BP_3F8A2C",
        "> Ref: BP-\n> 3F8A2C",
        "BP-3F8\n> A2C",
        "BP-3F8 A2C",
        "BP-\u00a03F8A2C",
        "BP\u20113F8A2C",
        "BP\u22123F8A2C",
        "BP\uff0d3F8A2C",
        "BP\u00ad3F8A2C",
        "BP-3F8\u00adA2C",
        "BP-\u200b3F8A2C",
        "\u200eBP\u200e-\u200e3F8A2C",
        "\u202eBP-3F8A2C\u202c",
        "\uff22\uff30\uff0d\uff13\uff26\uff18\uff21\uff12\uff23",
        "\u0412\u0420-3F8\u04102\u0421",
        "**BP-3F8A2C**",
        "<b>BP-3F8A2C</b>",
        "BP&#8209;3F8A2C",
        "Ref:&nbsp;BP&#x2011;3F8A2C",
        "mailto:x@example.com?subject=Ref%3A%20BP%2D3F8A2C",
        "Ref: BP=2D3F8A2C",
        "Ref: BP=E2=80=913F8A2C",
        "Ref: BP-3F8A=\n2C",
        "=?utf-8?Q?Ref=3A_BP-3F8A2C?=",
        "=?UTF-8?B?UmVmOiBCUC0zRjhBMkM=?=",
        "Re: AW: [Ticket#88] BP-3F8A2C",
        "Ref: BP-3F8A2CTry again",
        "BP-3F8A2CErneut versuchen",
    ],
)
def test_a_reference_is_found_in_odd_text(text: str) -> None:
    line = pasted.one_line(text)
    assert pasted.references(line) == [REFERENCE]
    assert query_string.text_for_url(text) == REFERENCE


def test_the_letter_o_stands_for_a_zero() -> None:
    assert pasted.references("ref BP-O0DE12") == ["BP-00DE12"]


@pytest.mark.parametrize(
    "text",
    ["BP facade", "BP - decade", "BP-coffee", "BP-3F8A2C7", "BP-3F8 add this", "ABP-3F8A2C", "",
     "=?utf-8?B?%%%?=", "=?x?Q?BP?=", "BP-3F8 and BP-A2"],
)  # fmt: skip
def test_words_are_no_reference(text: str) -> None:
    assert pasted.references(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("(3f8a2c)", REFERENCE), ("Ref: 3F8A2C.", REFERENCE), ("#3f8a2c", REFERENCE)],
)
def test_six_digits_may_be_a_reference(text: str, expected: str) -> None:
    assert pasted.bare_references(text) == [expected]


def test_the_beginning_of_a_reference_is_found_between_signs() -> None:
    assert pasted.reference_start("“BP\u20113f8”") == "BP-3F8"


@pytest.mark.parametrize(
    "text",
    [str(ROW), str(ROW).upper(), f"{{{ROW}}}", f"urn:uuid:{ROW}", ROW.hex, f"%20{ROW}",
     str(ROW).replace("-", "\u2011"), str(ROW).replace("4d5e", "4d5e\n> "),
     f"https://example.com/session?id%3D{ROW}", f"session?id=3D{ROW}"],
)  # fmt: skip
def test_an_id_is_found_in_odd_text(text: str) -> None:
    line = pasted.one_line(text)
    assert pasted.uuids(line) == [ROW]
    assert str(ROW) in pasted.session_ids(line)
    assert query_string.holds_credential(text)
    assert query_string.text_for_url(text) is None


@pytest.mark.parametrize("text", ["bp_session%3Dabc", "bp_session = abc", "bp_session=3Dabc"])
def test_the_value_of_the_cookie_is_found_and_stays_out_of_the_address(text: str) -> None:
    assert "abc" in pasted.session_ids(pasted.one_line(text))
    assert query_string.text_for_url(text) is None
