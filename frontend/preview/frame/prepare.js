// What a frame runs of a source: its script and its style sheet. It touches no page, so that
// scripts/render can prepare many sources in one worker, which is warm after the first few.
import { CompileError, compile } from "./compile.js";
import { stylesFor } from "./tailwind.js";

/**
 * A source made ready: `{script, css, compile, style}`, the last two the ms that each took; or
 * `{error}`, `{message, line, column}`, if it does not compile.
 */
export async function prepare(source) {
  const began = performance.now();
  let script;
  try {
    script = compile(source);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const { message, line, column } = error;
    return { error: { message, line, column } };
  }
  const compiled = performance.now();
  const css = await stylesFor(source);
  return { script, css, compile: compiled - began, style: performance.now() - compiled };
}
