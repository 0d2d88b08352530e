"""The guide's pictures are those that scripts/pictures makes, and the guide has every page."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from scripts import pictures
from scripts.shots import SHOTS, Shot
from settings import ROOT

GUIDE: Final = sorted((ROOT / "docs" / "guide").glob("*.md"))
DOCUMENTS: Final = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MOST: Final = 20
LINK: Final = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def named() -> set[str]:
    """The pictures that documents show."""
    texts = "\n".join(path.read_text() for path in DOCUMENTS)
    return set(re.findall(r"!\[[^\]]+\]\([^)]*?images/([^)]+)\)", texts))


def test_what_documents_show_is_made_by_the_script_and_there() -> None:
    made = {f"{shot.name}.webp" for shot in SHOTS}
    assert len(made) == len(SHOTS) <= MOST
    assert named() == made, "scripts/shots.py and the documents must name the same pictures."
    assert {path.name for path in pictures.FOLDER.iterdir()} == made, "Run scripts/pictures."


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_picture_is_small_and_has_its_size(shot: Shot) -> None:
    content = (pictures.FOLDER / f"{shot.name}.webp").read_bytes()
    assert len(content) <= pictures.MOST_BYTES
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", shot.size)


def test_a_picture_is_made_as_small_as_it_has_to_be() -> None:
    made = io.BytesIO()
    Image.effect_noise((1440, 900), 90).save(made, "PNG")
    smallest = pictures.compressed(made.getvalue())
    assert smallest.startswith(b"RIFF")
    assert len(smallest) < len(made.getvalue()) / 2
    plain = io.BytesIO()
    Image.new("RGB", (1440, 900), "white").save(plain, "PNG")
    assert len(pictures.compressed(plain.getvalue())) < pictures.MOST_BYTES


def test_every_page_of_the_navigation_is_in_the_guide() -> None:
    source = (ROOT / "pages" / "navigation.py").read_text()
    titles = dict(re.findall(r'st\.Page\(\s*"(\w+)\.py",\s*title=_\("([^"]+)"', source))
    assert {"overview", "session", "bulk", "system"} <= titles.keys()
    words = "\n".join(path.read_text() for path in GUIDE)
    pictured = {re.split(r"[?/]", shot.path.removeprefix("/"))[0] or "overview" for shot in SHOTS}
    missing = [
        title
        for page, title in titles.items()
        if page not in pictured and f"**{title}**" not in words
    ]
    assert not missing, f"Say in docs/guide what people do on {missing}."


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_links_of_the_guide_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text())
    assert targets
    assert [each for each in targets if not (path.parent / each).exists()] == []
