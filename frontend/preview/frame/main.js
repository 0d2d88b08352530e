// The runtime of a frame: renders one source and reports the outcome.
import { commits } from "./commits.js";
import { stopped } from "./harden.js";
import { hear, tell } from "./port.js";
import { createElement, isValidElement, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { addFonts } from "./fonts.js";
import { passGestures } from "./gestures.js";
import { useIcons } from "./icons.js";
import { loopGuard } from "./guard.js";
import { declarationOf, describe, isRefusal, SOURCE } from "./errors.js";
import { isBlank } from "./blank.js";
import { NotShown, Watched } from "./outcome.js";
import { requireFor } from "./modules.js";
import { takeTools, toolkit } from "./toolkit.js";
import { warmUp } from "./warm_up.js";
import { painted, passed, tellMeasured } from "./settled.js";
import { computedClasses, use } from "./styles.js";

const BLANK_AFTER_MS = 1200;
const COMMIT_WITHIN_MS = 4000;
const WAITS = "It suspends and never resumes, so nothing is shown";
const RESTYLE_AFTER_MS = 150;
const root = document.getElementById("root");
const verdict = (state, details = {}) => tell({ kind: "verdict", state, ...details });

function loopStopped(line) {
  verdict("slow", { message: `Stopped an endless loop near line ${line}`, line });
}

let source = "";
let modules = [];

function throws(thrown, seen) {
  const error = describe(thrown, source, seen);
  if (thrown instanceof NotShown) error.line = declarationOf(thrown.component, source);
  // Refused by the policy, and already reported as prevented.
  if (error.message === "Failed to fetch") return;
  if (isRefusal(thrown)) {
    stopped(error.message);
    return;
  }
  // By the next task, React has removed what it had rendered.
  setTimeout(() => verdict("throws", { ...error, empty: isBlank(document.body) }), 0);
}

window.addEventListener("error", ({ error, filename, lineno }) => {
  // Errors without a line of the source are this page's own, such as ResizeObserver loops.
  if (filename === SOURCE || error) throws(error, { line: filename === SOURCE ? lineno : null });
});
window.addEventListener("unhandledrejection", (event) => throws(event.reason));

const meta = { env: {}, url: "https://preview.invalid/prototype.tsx", glob: () => ({}) };

/** Run a script from `compile`; returns its default export. */
async function evaluate(script) {
  const require = requireFor(source, modules, (module) => verdict("missing", module));
  const load = async (module) => require(module);
  const module = { exports: {} };
  const process = { env: { NODE_ENV: "production" } };
  let read = () => undefined;
  const build = (0, eval)(`${script}\n//# sourceURL=${SOURCE}`);
  const body = build(require, module, module.exports, process);
  await body(require, load, meta, loopGuard(loopStopped), (reader) => (read = reader));
  return read();
}

/** Render a component; false if it neither rendered nor failed in time. */
function render(Component) {
  return new Promise((resolve) => {
    function Committed() {
      useLayoutEffect(() => resolve(true), []);
      return createElement(Component);
    }
    const failed = (error, info) => {
      throws(error, info);
      resolve(true);
    };
    setTimeout(() => resolve(false), COMMIT_WITHIN_MS);
    createRoot(root, { onUncaughtError: failed }).render(createElement(Committed));
  });
}

/** Watch for later changes: new classes, first content. */
function follow(watched, blank) {
  let content = source;
  let waiting = 0;
  const look = async () => {
    waiting = 0;
    if (blank && !watched.why() && !isBlank(document.body)) {
      blank = false;
      verdict("renders");
      tellMeasured();
    }
    const added = computedClasses(document.body, content);
    if (!added.length) return;
    content += `\n${added.join(" ")}`;
    const { stylesFor } = await toolkit();
    use(await stylesFor(content), content);
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

/** A script's default export; null if it cannot be rendered, which is then reported. */
async function componentOf(script) {
  let value;
  try {
    value = await evaluate(script);
  } catch (thrown) {
    throws(thrown);
    return null;
  }
  const isType = value?.$$typeof && !isValidElement(value);
  if (typeof value === "function" || isType) return value;
  if (value === undefined) {
    const message = "There is no default export, so there is nothing to render";
    verdict("compile", { reason: "no-default-export", message });
  } else {
    const what = isValidElement(value) ? "an element" : "not a component";
    const message = `The default export is ${what}`;
    const line = declarationOf("", source);
    verdict("compile", { reason: "not-a-component", message, line });
  }
  return null;
}

/** Tell whether it renders or is blank; a page without content gets some time for it. */
async function tellOutcome(reason, blank, shown, name) {
  if (!blank && !reason) return verdict("renders");
  if (reason) return verdict("blank", { message: reason, line: declarationOf(name, source) });
  if (!shown) return verdict("blank", { message: WAITS });
  await passed(BLANK_AFTER_MS);
  if (isBlank(document.body)) verdict("blank");
}

async function run(prepared) {
  tell({ kind: "phase", phase: "compiling" });
  const { error, script, css, compile, style } = prepared ?? (await (await toolkit()).prepare(source));
  if (error) return verdict("compile", error);
  use(css, source);
  const began = performance.now();
  tell({ kind: "phase", phase: "running" });
  const Component = await componentOf(script);
  if (!Component) return;
  const watched = new Watched(Component);
  const shown = await render(watched.component);
  await painted();
  const reason = watched.why();
  const blank = isBlank(document.body);
  const told = tellOutcome(reason, blank, shown, watched.name);
  tell({ kind: "painted", compile, style, render: performance.now() - began });
  follow(watched, blank || Boolean(reason));
  await told;
}

/** Run a source; its last message holds what was measured. */
async function show({ fonts, icons, prepared, ...given }) {
  ({ source, modules } = given);
  useIcons(icons);
  const ready = addFonts(fonts, source);
  try {
    await run(prepared);
  } finally {
    await ready;
    await tellMeasured();
  }
}

hear({
  ping: ({ number }) => tell({ kind: "pong", number, commits: commits() }),
  gestures: passGestures,
  warm: warmUp,
  tools: takeTools,
  run: (message) => show(message),
  measure: tellMeasured,
});
tell({ kind: "ready" });
