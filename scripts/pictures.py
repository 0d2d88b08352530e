"""Make the pictures of README and docs/guide. The command behind scripts/pictures."""

from __future__ import annotations

import io
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from demo import showcase
from scripts import inspect_beside, render_rows
from scripts.chromium import chromium_path
from scripts.headless import is_root
from scripts.local_server import dashboard
from scripts.serve import start_embedded
from scripts.shots import SHOTS, Shot
from settings import ROOT, Settings
from store.engine import Database, engine_for
from store.records import Filters, Sort
from store.renders.render_records import RenderVerdict
from store.sessions import search
from store.showcases import reading

FOLDER: Final = ROOT / "docs" / "images"
MOST_BYTES: Final = 100_000
QUALITIES: Final = (85, 75, 60, 45)
WAIT_MS: Final = 60_000
# Fonts and the pictures in sight are there, in open shadow roots too.
COMPLETE: Final = """async () => {
  const roots = [document];
  for (const root of roots) {
    for (const each of root.querySelectorAll("*")) if (each.shadowRoot) roots.push(each.shadowRoot);
  }
  const isInSight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  const images = roots.flatMap((root) => [...root.querySelectorAll("img[src]")]);
  const decoded = images
    .filter((image) => isInSight(image.getBoundingClientRect()))
    .map((image) => image.decode().catch(() => {}));
  await Promise.all([document.fonts.ready, ...decoded]);
}"""


def compressed(png: bytes) -> bytes:
    """The picture as WebP, as good as fits into MOST_BYTES."""
    for quality in QUALITIES:
        made = io.BytesIO()
        Image.open(io.BytesIO(png)).save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= MOST_BYTES:
            break
    return made.getvalue()


def first_session_id(database: Database, filters: Filters, sort: Sort) -> str:
    """The id of the first session of a list."""
    page = database.read(lambda db: search.search(db, filters, sort, size=1))
    return str(page.rows[0].id)


def examples(database: Database) -> Mapping[str, str]:
    """The ids that the addresses of shots name."""
    near = Filters(status=("ready",), render=(RenderVerdict.RENDERS,), score=(80, 92))
    picked = database.read(lambda db: reading.items(db, showcase.ID))
    return {
        "failed": first_session_id(database, Filters(status=("error",)), Sort.UPDATED_DESC),
        "unlike": first_session_id(database, near, Sort.MATCH_ASC),
        "ready": str(picked[0].row_id),
        "other": str(picked[4].row_id),
        "showcase": str(showcase.ID),
    }


def fill(database: Database) -> None:
    """Check and render the demo's sessions, as a demo does beside the server."""
    inspect_beside.inspect(database, 0)
    render_rows.run(database, Filters(), inspect_beside.MOST_RENDERED, inspect_beside.PAGES)


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """A browser in which every picture comes out the same."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path(), chromium_sandbox=not is_root()
        )
        context = started.new_context(
            timezone_id="UTC", locale="en-US", color_scheme="light", reduced_motion="reduce"
        )
        # Thumbnails of other hosts would come and go.
        context.route(re.compile("^https:"), lambda route: route.abort())
        context.set_default_timeout(WAIT_MS)
        expect.set_options(timeout=WAIT_MS)
        yield context
        started.close()


def take_screenshot(page: Page, address: str, shot: Shot) -> bytes:
    """The picture of one page, once all of it is there."""
    width, height = shot.size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    if shot.shows:
        expect(page.get_by_text(shot.shows).first).to_be_visible()
    app = page.get_by_test_id("stApp")
    if app.count() and not shot.away:
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    shot.steps(page)
    page.evaluate(COMPLETE)
    return compressed(page.screenshot(animations="disabled", caret="hide"))


def take_all(shots: Sequence[Shot], folder: Path) -> None:
    """Serve the demo from a folder of its own, and write each picture."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="pictures-")))
        running = stack.enter_context(ExitStack())
        url = start_embedded(Settings(data_dir=scratch / "data"), running)
        database = Database(engine_for(url))
        fill(database)
        ids = examples(database)
        database.dispose()
        site = stack.enter_context(dashboard(url, scratch / "server.log"))
        page = stack.enter_context(browser()).new_page()
        for shot in shots:
            if shot.away:
                running.close()
            picture = take_screenshot(page, site + shot.path.format(**ids), shot)
            (folder / f"{shot.name}.webp").write_bytes(picture)
            print(f"{shot.name}.webp, {len(picture):,} bytes", flush=True)


def main() -> int:
    """The exit code: 2 for a name that is none."""
    parser = ArgumentParser(prog="scripts/pictures", description=__doc__.split(".")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="just these (all of them)")
    names = parser.parse_args().names
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    if unknown := set(names) - {shot.name for shot in shots}:
        parser.error(f"not a picture: {', '.join(sorted(unknown))}")
    FOLDER.mkdir(exist_ok=True)
    take_all(shots, FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
