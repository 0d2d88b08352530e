// The runtime of a frame: takes one source, renders it, and says what became of it.
import { commits } from "./commits.js";
import "./harden.js";
import { hear, tell } from "./port.js";
import { createElement, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { CompileError, compile } from "./compile.js";
import { loopGuard } from "./guard.js";
import { describe } from "./errors.js";
import { isBlank } from "./blank.js";
import { requireFor } from "./modules.js";
import { computedClasses, stylesFor, use } from "./styles.js";

const BLANK_AFTER_MS = 1200;
const RESTYLE_AFTER_MS = 150;
// A first run is slow because nothing is compiled yet: a frame in waiting runs through this.
const WARM_UP = `import React, { useState } from "react";
import { Check } from "lucide-react";
type Props = { items: string[] };
export default function Page({ items = ["a"] }: Props) {
  const [open, setOpen] = useState<boolean>(false);
  for (const item of items) if (!item) break;
  return <div className={\`flex md:grid gap-4 p-[13px] bg-slate-50 \${open ? "hidden" : ""}\`}>
    {items.map((item) => <button key={item} onClick={() => setOpen(!open)}><Check /> {item}</button>)}
  </div>;
}`;
const root = document.getElementById("root");
const verdict = (state, found = {}) => tell({ kind: "verdict", state, ...found });

function loopStopped(line) {
  verdict("slow", { message: `Stopped an endless loop near line ${line}`, line });
}

function throws(thrown, componentStack) {
  const found = describe(thrown, componentStack);
  // The policy's own refusal: it has been told as something stopped.
  if (found.message === "Failed to fetch") return;
  // React has taken down what it showed by the time that the next task runs.
  setTimeout(() => verdict("throws", { ...found, empty: isBlank(document.body) }), 0);
}

window.addEventListener("error", (event) => {
  if (event.error) throws(event.error);
});
window.addEventListener("unhandledrejection", (event) => throws(event.reason));

const meta = { env: {}, url: "https://preview.invalid/prototype.tsx", glob: () => ({}) };

/** Run a script of `compile`; its default export. */
async function evaluate(script, source) {
  const require = requireFor(source, (found) => verdict("missing", found));
  const load = async (module) => require(module);
  const module = { exports: {} };
  const process = { env: { NODE_ENV: "production" } };
  let read = () => undefined;
  const build = (0, eval)(`${script}\n//# sourceURL=prototype.tsx`);
  const body = build(require, module, module.exports, process);
  await body(require, load, meta, loopGuard(loopStopped), (reader) => (read = reader));
  return read();
}

function painted() {
  return new Promise((resolve) => {
    // A frame out of sight gets no animation frames.
    setTimeout(resolve, 120);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

function render(Component) {
  return new Promise((resolve) => {
    function Committed() {
      useLayoutEffect(resolve, []);
      return createElement(Component);
    }
    const failed = (error, info) => {
      throws(error, info.componentStack);
      resolve();
    };
    createRoot(root, { onUncaughtError: failed }).render(createElement(Committed));
  });
}

/** Watch what the component does to itself later: new classes, first content. */
function follow(source, blank) {
  let content = source;
  let waiting = 0;
  const look = async () => {
    waiting = 0;
    if (blank && !isBlank(document.body)) {
      blank = false;
      verdict("renders");
    }
    const added = computedClasses(document.body, content);
    if (!added.length) return;
    content += `\n${added.join(" ")}`;
    use(await stylesFor(content));
  };
  const changed = () => (waiting ||= setTimeout(look, RESTYLE_AFTER_MS));
  new MutationObserver(changed).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["class"],
    characterData: true,
  });
  changed();
}

async function show(source) {
  tell({ kind: "phase", phase: "compiling" });
  const began = performance.now();
  let script;
  try {
    script = compile(source);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const { message, line, column } = error;
    verdict("compile", { message, line, column });
    return;
  }
  const compiled = performance.now();
  use(await stylesFor(source));
  const styled = performance.now();
  tell({ kind: "phase", phase: "running" });
  let Component;
  try {
    Component = await evaluate(script, source);
  } catch (thrown) {
    throws(thrown);
    return;
  }
  if (typeof Component !== "function" && !Component?.$$typeof) {
    verdict("compile", { message: "There is no default export, so there is nothing to render" });
    return;
  }
  await render(Component);
  await painted();
  const blank = isBlank(document.body);
  if (!blank) verdict("renders");
  else setTimeout(() => isBlank(document.body) && verdict("blank"), BLANK_AFTER_MS);
  tell({
    kind: "painted",
    compile: compiled - began,
    style: styled - compiled,
    render: performance.now() - styled,
  });
  follow(source, blank);
}

async function warmUp() {
  for (let round = 0; round < 2; round++) {
    compile(WARM_UP);
    use(await stylesFor(WARM_UP));
  }
  tell({ kind: "warm" });
}

hear({
  ping: ({ number }) => tell({ kind: "pong", number, commits: commits() }),
  warm: warmUp,
  run: ({ source }) => show(source),
});
tell({ kind: "ready" });
