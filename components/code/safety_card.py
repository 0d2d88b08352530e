"""What code would access outside itself, as its text says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.code import verdicts
from components.code.selected_line import select_line
from components.formatting import safe_text
from inspection.safety import Risk
from language import N_, _
from store.insights.insight_records import Findings, InsightRisk

PLACES: Final = 4


RISKS: Final = MappingProxyType(
    {
        Risk.NETWORK: (":material/public:", N_("Network calls")),
        Risk.EVAL: (":material/terminal:", N_("Code from text (eval)")),
        Risk.STORAGE: (":material/database:", N_("Storage and cookies")),
        Risk.URL: (":material/link:", N_("External URLs")),
        Risk.HTML: (":material/code:", N_("Raw HTML (dangerouslySetInnerHTML)")),
        Risk.NAVIGATION: (":material/open_in_new:", N_("Navigation and other windows")),
    }
)


SEEN: Final = N_(
    "Lists only what the code names, not what it assembles at run time. "
    "Either way, the preview's sandbox blocks access to everything outside."
)


NOT_READ: Final = N_(
    "The text could not be read as code, so it is not known what it would "
    "do. Either way, the preview's sandbox blocks access to everything "
    "outside."
)


def safety(result: Findings) -> None:
    """What the code would access outside itself, by kind, with its lines."""
    by_kind: Mapping[Risk, list[InsightRisk]] = {
        kind: [each for each in result.risks if each.risk == kind] for kind in RISKS
    }
    is_read = verdicts.safety_is_read(result)
    with st.container(border=True, gap="xsmall"):
        if is_read:
            st.markdown(_("**Safety**, read from the text"))
        else:
            st.markdown(_("**Safety**: not checked"))
        grid = st.grid(3, min_column_width=300)
        for kind, places in by_kind.items():
            with grid.cell(), st.container(gap="xsmall"):
                risk(kind, places, is_read=is_read)
        if result.more_risks:
            st.caption(
                _("{more_risks:,} more places are not listed.", more_risks=result.more_risks)
            )
        st.caption(_(SEEN) if is_read else _(NOT_READ))


def risk(kind: Risk, result: Sequence[InsightRisk], *, is_read: bool) -> None:
    """One kind of risk, and where it is."""
    icon, label = RISKS[kind][0], _(RISKS[kind][1])
    if not result:
        text = _("nothing found") if is_read else _("not checked")
        st.markdown(f":gray[{icon} {label}: {text}]")
        return
    places = _("1 place") if len(result) == 1 else _("{count} places", count=len(result))
    st.markdown(f":orange[{icon} **{label}**: {places}]")
    with st.container(gap=None):
        for number, each in enumerate(result[:PLACES]):
            st.button(
                f"`{each.line}:{each.column}` {safe_text.escaped(each.text, 44)}",
                key=f"risk-{kind}-{number}",
                type="tertiary",
                on_click=select_line,
                args=(each.line,),
                help=_("Show line {line}", line=each.line),
            )
    if len(result) > PLACES:
        others = sorted({each.line for each in result[PLACES:]})
        st.caption(
            _(
                "Also on line {others}{value}.",
                others=", ".join(map(str, others[:20])),
                value="…" * (len(others) > 20),
            )
        )
