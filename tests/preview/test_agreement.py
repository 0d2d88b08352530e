"""The frame compiles whatever the code check says compiles."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspection import bindings, reasons, syntax
from inspection.code_check import check
from inspection.source import Source
from scripts.build_frontend import search_path
from settings import ROOT
from tests.preview.agreement.programs import DECLARATIONS, DEFAULTS, NAMES, VALUES

SOURCES = sorted([*ROOT.glob("tests/inspection/corpus/*/*.tsx"), *ROOT.glob("demo/designs/*.tsx")])
MUTATIONS = 60
FRAGMENT = "import React from 'react'; import A = React.Fragment;"

Frame = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frame]:
    """Asks the frame's own compiler, run by Node.js."""
    subprocess.run([ROOT / "scripts" / "build-frontend"], check=True)
    bundle = tmp_path_factory.mktemp("compiler") / "driver.mjs"
    driver = ROOT / "tests" / "preview" / "agreement" / "driver.js"
    flags = ["--bundle", "--format=esm", "--platform=node", "--log-level=error"]
    environment = {"NODE_PATH": str(syntax.PACKAGES)}
    subprocess.run(
        [syntax.binary(), driver, *flags, f"--outfile={bundle}"], env=environment, check=True
    )
    with subprocess.Popen(
        ["node", bundle],
        env={"PATH": search_path()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def ask(source: str, run: bool = False) -> dict[str, Any]:
            stdin.write(json.dumps({"source": source, "run": run}) + "\n")
            stdin.flush()
            answer: dict[str, Any] = json.loads(stdout.readline())
            return answer

        yield ask
        stdin.close()


def accepts(source: str) -> bool:
    """Whether the check finds nothing that keeps the source from compiling."""
    return not reasons.stops(each.kind for each in check(source).findings)


def compiles(source: str) -> bool:
    """Whether the check accepts its syntax, regardless of its exports."""
    return not syntax.faults(source) and not bindings.check(Source(source))


def with_names(declaration: str, names: list[str]) -> str:
    return re.sub(r"\b[ABC]\b", lambda match: names["ABC".index(match[0])], declaration)


@pytest.mark.parametrize("declaration", DECLARATIONS)
def test_each_construct_compiles(frame: Frame, declaration: str) -> None:
    source = f"{declaration}\nexport default () => null"
    assert syntax.faults(source) == []
    assert "refused" not in frame(source)


@pytest.mark.parametrize("default", DEFAULTS)
def test_each_default_export_compiles(frame: Frame, default: str) -> None:
    assert syntax.faults(default) == []
    assert "refused" not in frame(default)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_may_be_declared(frame: Frame, name: str) -> None:
    source = f"const {name} = 1;\nexport default () => <p>{{{name}}}<b /></p>"
    assert syntax.faults(source) == []
    assert "refused" not in frame(source)


@pytest.mark.parametrize(("source", "value"), VALUES)
def test_constructs_mean_what_they_should(frame: Frame, source: str, value: Any) -> None:
    assert syntax.faults(source) == []
    assert frame(source, run=True) == {"value": value}


@settings(max_examples=120, deadline=None)
@example(declarations=[FRAGMENT, FRAGMENT], names=list(NAMES[:6]), default=DEFAULTS[0])
@example(
    declarations=["import { B as A } from 'x'; enum A {}"], names=["x", "y"], default=DEFAULTS[0]
)
@example(
    declarations=["import { B as A } from 'x'; type A = 1"], names=["x", "y"], default=DEFAULTS[0]
)
@given(
    declarations=st.lists(st.sampled_from(DECLARATIONS), min_size=1, max_size=5),
    names=st.lists(st.sampled_from(NAMES), min_size=15, max_size=15, unique=True),
    default=st.sampled_from(DEFAULTS),
)
def test_generated_programs_compile_in_both_or_neither(
    frame: Frame, declarations: list[str], names: list[str], default: str
) -> None:
    parts = [with_names(text, names[i * 3 : i * 3 + 3]) for i, text in enumerate(declarations)]
    source = "\n".join([*parts, default])
    answer = frame(source)
    assert ("refused" not in answer) == compiles(source), answer


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_corpus_compiles_where_the_check_says_so(frame: Frame, path: Path) -> None:
    source = path.read_bytes().decode()
    answer = frame(source)
    assert ("refused" not in answer) or not accepts(source), answer
    if "/good/" in str(path):
        assert "refused" not in answer


def test_a_damaged_program_compiles_if_the_check_says_so(frame: Frame) -> None:
    random = Random(8)
    good = [path.read_text() for path in SOURCES if path.parent.name == "good"]
    accepted = 0
    for _ in range(MUTATIONS):
        tokens = re.findall(r"\w+|\s+|[^\w\s]", random.choice(good))
        at = random.randrange(len(tokens))
        tokens[at : at + random.randint(1, 3)] = random.choice(
            ([], [tokens[at]] * 2, [random.choice(tokens)])
        )
        source = "".join(tokens)
        if accepts(source):
            accepted += 1
            answer = frame(source)
            assert "refused" not in answer, (answer, source)
    assert accepted > MUTATIONS // 10
