"""Thumbnails that need no network: small PNGs drawn from a design's node boxes."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image, ImageDraw

from demo.layout import font, wrap
from demo.text_styles import TextStyle

Box = tuple[float, float, float, float]
Rgba = tuple[int, int, int, int]

OVERSAMPLING: Final = 2
COLORS: Final = 256
# Characters that Pillow's own font cannot draw, and their replacements.
SUBSTITUTES: Final = str.maketrans({"—": "-", "–": "-", "•": "·", "×": "x"})


def data_uri(png: bytes) -> str:
    """A PNG as a `data:` address."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def draw(document: dict[str, Any], width: int) -> bytes:
    """A PNG of a Figma document, `width` pixels wide, with a palette of few colors."""
    box = document["absoluteBoundingBox"]
    scale = width * OVERSAMPLING / box["width"]
    size = (width * OVERSAMPLING, round(box["height"] * scale))
    image = Image.new("RGB", size, "white")
    Painter(image, scale, box["x"], box["y"]).node(document)
    small = image.resize((width, size[1] // OVERSAMPLING), Image.Resampling.BOX)
    out = io.BytesIO()
    small.quantize(COLORS, dither=Image.Dither.NONE).save(out, "PNG", compress_level=7)
    return out.getvalue()


class Painter:
    """Paints nodes back to front onto one image."""

    def __init__(self, image: Image.Image, scale: float, left: float, top: float) -> None:
        self.image = image
        self.canvas = ImageDraw.Draw(image, "RGBA")
        self.scale, self.left, self.top = scale, left, top

    def box(self, node: dict[str, Any]) -> Box:
        """The node's left, top, right, bottom on the image."""
        box = node["absoluteBoundingBox"]
        x, y = (box["x"] - self.left) * self.scale, (box["y"] - self.top) * self.scale
        return x, y, x + box["width"] * self.scale, y + box["height"] * self.scale

    def node(self, node: dict[str, Any]) -> None:
        """Paint a node and its children, clipped to its corners if it clips."""
        box = self.box(node)
        left, top, right, bottom = (round(edge) for edge in box)
        before = self.image.crop((left, top, right, bottom)) if node.get("clipsContent") else None
        match node["type"]:
            case "TEXT":
                self.text(node, box)
            case "VECTOR":
                self.vector(node, box)
            case _:
                self.shape(node, box)
        for child in node.get("children", ()):
            self.node(child)
        if before and before.width and before.height:
            radius = node.get("cornerRadius", 0) * self.scale
            outside = Image.new("L", before.size, 255)
            ImageDraw.Draw(outside).rounded_rectangle(
                (0, 0, before.width - 1, before.height - 1), radius, fill=0
            )
            self.image.paste(before, (left, top), outside)

    def shape(self, node: dict[str, Any], box: Box) -> None:
        """Paint a rectangle, an ellipse or a frame's own background."""
        x0, y0, x1, y1 = box[0], box[1], max(box[0], box[2] - 1), max(box[1], box[3] - 1)
        round_shape = node["type"] == "ELLIPSE"
        radius = min(x1 - x0, y1 - y0) / 2 if round_shape else node.get("cornerRadius", 0)
        radius *= 1 if round_shape else self.scale
        if node.get("effects"):
            self.canvas.rounded_rectangle(
                (x0 - 1, y0 + 1, x1 + 1, y1 + 5), radius + 1, fill=(15, 23, 42, 16)
            )
        for fill in node.get("fills", ()):
            if fill["type"] == "SOLID":
                self.canvas.rounded_rectangle((x0, y0, x1, y1), radius, fill=_rgba(fill["color"]))
            elif fill["type"] == "IMAGE":
                self._picture(fill["imageRef"], (x0, y0, x1, y1), radius, round_shape)
            else:
                self._gradient(fill["gradientStops"], (x0, y0, x1, y1), radius)
        for stroke in node.get("strokes", ()):
            self.canvas.rounded_rectangle(
                (x0, y0, x1, y1),
                radius,
                outline=_rgba(stroke["color"]),
                width=max(1, round(node.get("strokeWeight", 1) * self.scale)),
            )

    def vector(self, node: dict[str, Any], box: Box) -> None:
        """Paint the outlines of a vector's fills and strokes."""
        for geometry, paints in (
            (node["fillGeometry"], node["fills"]),
            (node["strokeGeometry"], node["strokes"]),
        ):
            for paint in paints[:1]:
                color = _rgba(paint.get("color") or paint["gradientStops"][0]["color"])
                for path in (path for entry in geometry for path in entry["path"].split("Z")):
                    if points := list(self._points(path, box)):
                        self.canvas.polygon(points, fill=color)

    def _points(self, path: str, box: Box) -> Iterator[tuple[float, float]]:
        for pair in path.lstrip("M").split("L"):
            if pair:
                x, y = pair.split(" ")
                yield box[0] + float(x) * self.scale, box[1] + float(y) * self.scale

    def text(self, node: dict[str, Any], box: Box) -> None:
        """Paint a text's lines; bold is drawn with a thin stroke, as the font has one weight."""
        given = node["style"]
        style = TextStyle(
            node["characters"], given["fontSize"], given["fontWeight"], "black", "LEFT", 0
        )
        size = style.size * self.scale
        color = _rgba(node["fills"][0]["color"])
        anchor = {"LEFT": "lm", "CENTER": "mm", "RIGHT": "rm"}[given["textAlignHorizontal"]]
        x = {"l": box[0], "m": (box[0] + box[2]) / 2, "r": box[2]}[anchor[0]]
        line_height = given["lineHeightPx"] * self.scale
        stroke = max(0, (style.weight - 400) / 300) * size / 42
        for at, line in enumerate(wrap(style, node["absoluteBoundingBox"]["width"])):
            y = box[1] + (at + 0.5) * line_height
            drawn = line.translate(SUBSTITUTES)
            self.canvas.text((x, y), drawn, color, font(size), anchor, stroke_width=stroke)

    def _mask(self, box: Box, radius: float, alpha: int = 255) -> Image.Image:
        mask = Image.new("L", (max(1, round(box[2] - box[0])), max(1, round(box[3] - box[1]))), 0)
        ImageDraw.Draw(mask).rounded_rectangle(
            (0, 0, mask.width - 1, mask.height - 1), radius, fill=alpha
        )
        return mask

    def _gradient(self, stops: list[dict[str, Any]], box: Box, radius: float) -> None:
        mask = self._mask(box, radius)
        ramp = Image.new("RGB", (len(stops), len(stops)))
        for x in range(len(stops)):
            for y in range(len(stops)):
                mixed = [(_rgba(stops[at]["color"])) for at in (x, y)]
                ramp.putpixel((x, y), tuple((a + b) // 2 for a, b in zip(*mixed, strict=True))[:3])
        filled = ramp.resize(mask.size, Image.Resampling.BILINEAR)
        self.image.paste(filled, (round(box[0]), round(box[1])), mask)

    def _picture(self, reference: str, box: Box, radius: float, portrait: bool) -> None:
        """A stand-in for a photo: a person in a round frame, hills otherwise."""
        mask = self._mask(box, radius)
        w, h = mask.size
        light = Image.new("L", (w, h), 0)
        pen = ImageDraw.Draw(light)
        if portrait:
            pen.ellipse((w * 0.33, h * 0.2, w * 0.67, h * 0.54), fill=190)
            pen.ellipse((w * 0.17, h * 0.62, w * 0.83, h * 1.5), fill=190)
        else:
            turn = int(reference[:2], 16) / 255
            sun = w * (0.2 + 0.5 * turn)
            pen.ellipse((sun, h * 0.16, sun + h * 0.2, h * 0.36), fill=150)
            pen.polygon([(0, h), (0, h * 0.7), (w * (0.2 + 0.2 * turn), h * 0.45), (w, h)], 70)
            pen.polygon(
                [(w * 0.1, h), (w * (0.6 + 0.2 * turn), h * 0.55), (w, h * 0.8), (w, h)], 110
            )
        clipped = Image.composite(light, Image.new("L", (w, h), 0), mask)
        white = Image.new("RGB", (w, h), "white")
        self.image.paste(white, (round(box[0]), round(box[1])), clipped)


def _rgba(color: dict[str, float]) -> Rgba:
    return (
        round(color["r"] * 255),
        round(color["g"] * 255),
        round(color["b"] * 255),
        round(color["a"] * 255),
    )
