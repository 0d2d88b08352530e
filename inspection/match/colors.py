"""How different two colors look (CIEDE2000), and how a color looks on its background."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

# Differences below the first are invisible; from the second on it is another color.
UNSEEN: Final = 2.0
ANOTHER: Final = 25.0

_D65: Final = (0.95047, 1.0, 1.08883)
_FAR: Final = 25.0**7


def channels(color: str) -> tuple[int, int, int, float]:
    """Red, green and blue from 0 to 255 and alpha from 0 to 1 of `#rrggbbaa`."""
    red, green, blue, alpha = bytes.fromhex(color[1:])
    return red, green, blue, alpha / 255


@lru_cache(maxsize=4096)
def blend(color: str, ground: str) -> str:
    """The opaque color that results from a color on top of an opaque one."""
    *parts, alpha = channels(color)
    below = channels(ground)
    mixed = (round(a * alpha + b * (1 - alpha)) for a, b in zip(parts, below, strict=False))
    return "#{:02x}{:02x}{:02x}ff".format(*mixed)


def likeness(one: str, other: str) -> float:
    """From 0, another color, to 1, no visible difference."""
    distance = difference(one, other) if one != other else 0.0
    return 1 - min(max((distance - UNSEEN) / (ANOTHER - UNSEEN), 0.0), 1.0)


@lru_cache(maxsize=8192)
def difference(one: str, other: str) -> float:
    """CIEDE2000 between two colors, ignoring alpha."""
    l1, a1, b1 = _lab(one)
    l2, a2, b2 = _lab(other)
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + _FAR)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = _hue(a1 * stretch, b1), _hue(a2 * stretch, b2)
    light, chroma = l2 - l1, c2 - c1
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    l_mean, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    h_mean = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * _cosine(h_mean - 30)
        + 0.24 * _cosine(2 * h_mean)
        + 0.32 * _cosine(3 * h_mean + 6)
        - 0.20 * _cosine(4 * h_mean - 63)
    )
    off = (l_mean - 50) ** 2
    light /= 1 + 0.015 * off / math.sqrt(20 + off)
    chroma /= 1 + 0.045 * c_mean
    hue /= 1 + 0.015 * c_mean * t
    around = math.sin(math.radians(60 * math.exp(-(((h_mean - 275) / 25) ** 2))))
    rotation = -2 * math.sqrt(c_mean**7 / (c_mean**7 + _FAR)) * around
    return math.sqrt(max(light**2 + chroma**2 + hue**2 + rotation * chroma * hue, 0.0))


def _cosine(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0


@lru_cache(maxsize=4096)
def _lab(color: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(part / 255) for part in channels(color)[:3])
    x = _root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / _D65[0])
    y = _root((0.2126729 * red + 0.7151522 * green + 0.0721750 * blue) / _D65[1])
    z = _root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / _D65[2])
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _root(part: float) -> float:
    return math.cbrt(part) if part > 0.008856451679 else (903.2962963 * part + 16) / 116
