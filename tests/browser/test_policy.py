"""Every page and tab under the real policy: Chromium refuses nothing that the dashboard needs, and
nothing is asked for that is not there."""

from __future__ import annotations

from base64 import b64decode

from playwright.sync_api import ConsoleMessage, Page, Response, Route, expect

from store.engine import Database
from tests.store.acting import insert_row

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
THUMBNAIL = "https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/policy/test"
REPORT = """document.addEventListener('securitypolicyviolation', (event) =>
  console.error('violates', event.violatedDirective, event.blockedURI))"""
# protobuf.js tries to compile WebAssembly, is refused, and works without it.
EXPECTED = "violates script-src wasm-eval"


def test_the_policy_blocks_nothing_needed(tab: Page, site: str, demo_database: Database) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(
            db,
            frame_name="Policy walk",
            status="ready",
            thumbnail_url=THUMBNAIL,
            generated_code="export default () => <p className='p-4'>painted under policy</p>",
        )
    violations: list[str] = []
    pictures: list[str] = []
    failed: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if ("violates" in message.text or "CSP" in message.text) and message.text != EXPECTED:
            violations.append(message.text)

    def serve(route: Route) -> None:
        pictures.append(route.request.url)
        route.fulfill(status=200, content_type="image/png", body=PNG)

    def note_failed(response: Response) -> None:
        if response.status >= 400:
            failed.append(f"{response.status} {response.url}")

    tab.add_init_script(REPORT)
    tab.route(lambda url: not url.startswith(site), serve)
    tab.on("console", note)
    tab.on("response", note_failed)
    for path, heading in (
        ("/", "Overview"),
        ("/sessions?q=Policy+walk", "Sessions"),
        ("/sessions?q=Policy+walk&view=gallery", "Sessions"),
        ("/stuck", "Stuck"),
        ("/inbox", "Inbox"),
        ("/errors", "Errors"),
        ("/quality", "Quality"),
        ("/showcases", "Showcases"),
        ("/audit", "Audit"),
        ("/system", "System"),
        (f"/compare?a={row_id}&b={row_id}", "Compare"),
        (f"/session?id={row_id}", "Policy walk"),
    ):
        tab.goto(f"{site}{path}")
        expect(tab.get_by_role("heading", name=heading, exact=True).first).to_be_visible()
        tab.wait_for_load_state("networkidle")
    frame = tab.frame_locator("iframe").first
    expect(frame.get_by_text("painted under policy")).to_be_attached()
    tabs = tab.get_by_role("tab")
    assert tabs.count() >= 5
    for position in range(tabs.count()):
        tabs.nth(position).click()
        expect(tabs.nth(position)).to_have_attribute("aria-selected", "true")
        expect(tab.get_by_role("tabpanel").locator("div").first).to_be_attached(timeout=60_000)
        expect(tab.locator("[data-test-script-state=notRunning]")).to_be_attached(timeout=60_000)
    tab.get_by_role("tab", name="Code").click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download .tsx").click(timeout=60_000)
    assert "painted under policy" in download.value.path().read_text()
    assert THUMBNAIL in pictures
    assert violations == []
    assert failed == []
