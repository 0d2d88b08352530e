"""What a browser sends together with a fragment's run, to the dashboard as it is served."""

from __future__ import annotations

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.web.client import browser
from tests.web.conftest import Site


def begun(messages: list[ForwardMsg]) -> list[str]:
    """The fragments that a run is of; none if it is of the page."""
    [first, *_] = [each for each in messages if each.HasField("new_session")]
    return list(first.metadata.run.fragment_ids)


@pytest.mark.parametrize("typed", ["", "Checkout"])
def test_a_search_runs_the_page(site: Site, typed: str) -> None:
    with browser(site.address, site.cookies()) as client:
        sent = client.run("stuck")
        [page] = {each.navigation.page_script_hash for each in sent if each.HasField("navigation")}
        fragment = [each.delta.fragment_id for each in sent if each.delta.fragment_id][-1]
        [find] = [
            each.delta.new_element.text_input.id
            for each in sent
            if each.delta.new_element.text_input.label == "Find a session"
        ]
        widgets = [WidgetState(id=find, string_value=typed)]
        answer = client.run(page_script_hash=page, fragment_id=fragment, widgets=widgets)
        assert begun(answer) == ([] if typed else [fragment])
