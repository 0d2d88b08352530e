"""The safety card: what it lists, with lines, and what is not a risk."""

from __future__ import annotations

import pytest

from inspection.code_check import check
from inspection.safety import LONGEST_TEXT, MOST_RISKS, Risk, SafetyCard

COMPONENT = (
    "export default function App() {{\n  {statement}\n  return <p {attribute}>{text}</p>;\n}}\n"
)


def card(statement: str = "", attribute: str = "", text: str = "ok") -> SafetyCard:
    return check(COMPONENT.format(statement=statement, attribute=attribute, text=text)).safety


@pytest.mark.parametrize(
    ("statement", "risk"),
    [
        ('fetch("/api");', Risk.NETWORK),
        ('window.fetch("/api");', Risk.NETWORK),
        ('const get = fetch; get("/api");', Risk.NETWORK),
        ('window["fetch"]("/api");', Risk.NETWORK),
        ("new XMLHttpRequest();", Risk.NETWORK),
        ('new WebSocket("/live");', Risk.NETWORK),
        ('navigator.sendBeacon("/x");', Risk.NETWORK),
        ("new RTCPeerConnection();", Risk.NETWORK),
        ('new Worker("/w.js");', Risk.NETWORK),
        ("import(address);", Risk.NETWORK),
        ('eval("1");', Risk.EVAL),
        ('new Function("return 1")();', Risk.EVAL),
        ('setTimeout("go()", 1);', Risk.EVAL),
        ('localStorage.setItem("a", "b");', Risk.STORAGE),
        ("window.sessionStorage.clear();", Risk.STORAGE),
        ('document.cookie = "a=b";', Risk.STORAGE),
        ('indexedDB.open("x");', Risk.STORAGE),
        ('const src = "https://evil.example/a.js";', Risk.URL),
        ("const src = `//cdn.example/${1}.js`;", Risk.URL),
        ('const to = "javascript:alert(1)";', Risk.URL),
        ("node.innerHTML = text;", Risk.HTML),
        ('document.write("<b>");', Risk.HTML),
        ("window.parent.postMessage(1);", Risk.NAVIGATION),
        ('location.href = "/x";', Risk.NAVIGATION),
        ('location = "/x";', Risk.NAVIGATION),
        ("window.open('/x');", Risk.NAVIGATION),
    ],
)
def test_each_risk_is_found_where_it_is(statement: str, risk: Risk) -> None:
    matches = [each for each in card(statement).risks if each.risk is risk]
    assert matches
    assert {each.line for each in matches} == {2}
    assert all(each.text and each.text in statement for each in matches)


@pytest.mark.parametrize(
    ("attribute", "risk"),
    [
        ('dangerouslySetInnerHTML={{ __html: "<b>" }}', Risk.HTML),
        ('{...{ dangerouslySetInnerHTML: { __html: "" } }}', Risk.HTML),
        ('style={{ backgroundImage: "url(https://cdn.example/a.png)" }}', Risk.URL),
        ('title="https://images.example/a.png"', Risk.URL),
        ('onClick={() => localStorage.clear()}', Risk.STORAGE),
    ],
)  # fmt: skip
def test_risks_in_attributes(attribute: str, risk: Risk) -> None:
    assert risk in card(attribute=attribute).counts


@pytest.mark.parametrize(
    "statement",
    [
        "// fetch('/api') and localStorage and https://example.com",
        "/* eval(x); document.cookie */",
        'const text = "fetch eval localStorage cookie";',
        "const cookie = { cookie: 1 }; cookie.cookie;",
        "const data = { fetch: 1, top: 2 }; data.top;",
        'const ns = "http://www.w3.org/2000/svg";',
        "setTimeout(() => 1, 10);",
        "const rate = 4 // 2.5 is too little",
        "const path = 'a//b'.split('//');",
        "const top = 3; const parent = { location: top };",
        "const prefetch = 1; const evaluate = prefetch;",
        "function Workers() {} Workers();",
        "if (location === undefined) {}",
    ],
)
def test_harmless_code_is_not_shown_as_a_risk(statement: str) -> None:
    assert card(statement).risks == ()


def test_visible_text_is_not_an_address() -> None:
    assert card(text="Visit https://example.com and fetch it").risks == ()


def test_broken_code_still_has_a_card() -> None:
    report = check("export default function A() {\n  fetch('/x');\n  return <p></b>;\n}")
    assert report.safety.counts == {Risk.NETWORK: 1}


def test_the_card_is_bounded() -> None:
    many = card("fetch('/x');" * 500)
    assert len(many.risks) == MOST_RISKS
    assert many.more == 400
    long = card("const a = 'https://a.example/" + "x" * 5_000 + "';")
    assert all(len(each.text) <= LONGEST_TEXT for each in long.risks)
