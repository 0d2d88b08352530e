"""How a chart is drawn, and how it writes numbers and times."""

from __future__ import annotations

from typing import Any

from language import chart_locale


def in_language(*, as_picture: bool = False) -> dict[str, Any]:
    """The `usermeta` of a chart: what it writes is in the language of the page.

    As SVG, Vega gives the parts of a brush a role and no name: a screen reader reads out images of
    nothing. `as_picture`, the chart is one image, whose name is its `alt`.
    """
    renderer = {"renderer": "canvas"} if as_picture else {}
    return {"embedOptions": {**renderer, **chart_locale()}}
