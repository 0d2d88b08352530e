"""The check and the frame never contradict each other: the corpus, the cases and the demo's broken
code, run one after the other in one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pytest
from playwright.sync_api import Browser

from components.preview.preview import Component, component_data
from demo import broken_code
from inspection import reasons
from inspection.code_check import check
from inspection.findings import Kind
from inspection.reasons import Stage
from settings import ROOT
from tests.preview.host.samples import faults

DESIGNS: Final = ROOT / "demo" / "designs"
INSPECTION: Final = ROOT / "tests" / "inspection"
RUNNING: Final = {"renders", "throws", "blank", "slow"}
STOOD_IN: Final = {Kind.UNKNOWN_IMPORT, Kind.UNKNOWN_ICON}
# Runs every sample in one preview, first without and then with what the check says of it.
DRIVER: Final = """async ({data, samples}) => {
  const { mount } = await import(data.assets.host);
  const root = document.createElement("div");
  Object.assign(root.style, { position: "fixed", inset: "0", zIndex: 9999, background: "white" });
  document.body.append(root);
  const setStateValue = () => {};
  const show = (more) => mount({ parentElement: root, data: { ...data, ...more }, setStateValue });
  const said = () => {
    const read = (selector) => root.querySelector(selector).textContent;
    return {
      state: root.querySelector(".preview").dataset.state,
      word: read(".strip strong"),
      also: read(".strip .also"),
      curtain: read(".pane:last-child .curtain strong"),
      isHidden: root.querySelector(".pane:last-child .curtain").hidden,
    };
  };
  const settled = async () => {
    do await new Promise((resolve) => setTimeout(resolve, 20));
    while (said().state === "running");
  };
  const results = [];
  for (const { code, faults } of samples) {
    show({ code, faults: null });
    await settled();
    // The watchdog ends what does not answer; on a busy machine that is not the code's fault.
    for (let again = 0; again < 3 && /slow|stopped/.test(said().state); again++) {
      root.querySelector("[data-value=reload]").click();
      await settled();
    }
    const alone = said();
    show({ code, faults });
    results.push({ alone, together: said() });
  }
  return results;
}"""


class Said(NamedTuple):
    """The preview's verdicts on a sample, without the check and with it."""

    code: str
    alone: dict[str, Any]
    together: dict[str, Any]


def samples() -> dict[str, str]:
    """Every sample by its name."""
    folders = (INSPECTION.glob("corpus/*/*.tsx"), INSPECTION.glob("cases/*"), DESIGNS.glob("*.tsx"))
    paths = sorted(path for folder in folders for path in folder)
    matches = {f"{path.parent.name}/{path.stem}": path.read_bytes().decode() for path in paths}
    login = (DESIGNS / "login.tsx").read_text(encoding="utf-8")
    broken = {f"demo/{each.__name__}": each(login) for each in dict.fromkeys(broken_code.BROKEN)}
    return {name: code for name, code in {**matches, **broken}.items() if code.strip()}


SAMPLES: Final = samples()


@pytest.fixture(scope="module")
def said(host: str, chromium: Browser) -> Iterator[dict[str, Said]]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{host}/stage?samples=")
    given = [
        {"code": code, "faults": [each._asdict() for each in faults(code)]}
        for code in SAMPLES.values()
    ]
    data = component_data(Component("Sample", None, 800, 600))
    results = page.evaluate(DRIVER, {"data": data, "samples": given})
    yield {
        name: Said(code, **result)
        for (name, code), result in zip(SAMPLES.items(), results, strict=True)
    }
    context.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_check_and_frame_name_the_same(said: dict[str, Said], name: str) -> None:
    code, alone, together = said[name]
    findings = check(code).findings
    first = reasons.reason(findings[0].kind) if findings else None
    if first is None:
        assert alone["state"] in RUNNING
        assert together["word"] == alone["word"]
    elif first.stage is Stage.STOPS:
        assert together["word"] == first.word
        assert together["isHidden"] or together["curtain"] == first.word
    elif together["state"] == "stand-ins":
        assert first.stage is Stage.MISSING
        # An import with a stand-in is named first; any other reason second.
        assert first.name in STOOD_IN or together["also"].startswith(f"Also: {first.word}")
    elif together["state"] in RUNNING:
        assert together["state"] != "renders"
        assert together["also"].startswith(f"Also: {first.word}")
    else:
        assert together["word"] == first.word


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith("good/")])
def test_good_code_renders(said: dict[str, Said], name: str) -> None:
    # A class that shows only a property that nobody passes.
    expected = "Blank" if name == "good/class-component" else "Renders"
    assert said[name].together["word"] == expected
