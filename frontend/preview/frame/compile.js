// Compiles source text to a script, or says where it fails.
import { transform } from "sucrase";
import { parse } from "sucrase/dist/esm/parser/index.js";
import { TokenType as tt } from "sucrase/dist/esm/parser/tokenizer/types.js";
import { lowered } from "./lower.js";
import { scriptOf } from "./script.js";

const FENCE = /^\s*(```|~~~)/;
const OPTIONS = {
  transforms: ["typescript", "jsx"],
  jsxRuntime: "automatic",
  production: true,
  disableESTransforms: true,
  // An import that a bundler cannot find breaks a build even if it is unused.
  keepUnusedImports: true,
  filePath: "prototype.tsx",
};

/** What is wrong with a source; `line` and `column` count from 1, null when unknown. */
export class CompileError extends Error {
  constructor(message, line = null, column = null) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

function position(source, index) {
  const before = source.slice(0, index).split("\n");
  return [before.length, before.at(-1).length + 1];
}

function refuseFences(source) {
  const lines = source.split("\n");
  const filled = lines.map((text, index) => [text, index + 1]).filter(([text]) => text.trim());
  const fence = filled.length && [filled[0], filled.at(-1)].find(([text]) => FENCE.test(text));
  if (!fence) return;
  const [text, line] = fence;
  throw new CompileError(
    `A Markdown fence (${text.trim().slice(0, 20)}) was left in the code`,
    line,
    text.search(/\S/) + 1,
  );
}

/** A tag's name: `a`, `a.b`, `a:b`, or "" for a fragment. */
function nameAt(source, tokens, from) {
  if (tokens[from].type !== tt.jsxName) return "";
  let to = from;
  while ([tt.dot, tt.colon].includes(tokens[to + 1].type)) to += 2;
  return source.slice(tokens[from].start, tokens[to].end);
}

/** Reject JSX errors that sucrase accepts: mismatched tags, and `>` or `}` in text. */
function refuseBadTags(source) {
  const { tokens } = parse(source, true, true, false);
  const open = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i].type === tt.jsxText) refuseBareEnd(source, tokens[i]);
    if (tokens[i].type !== tt.jsxTagStart) continue;
    const closing = tokens[i + 1].type === tt.slash;
    let end = i + 1;
    let depth = 0;
    while (depth || tokens[end].type !== tt.jsxTagEnd) {
      if (tokens[end].type === tt.braceL || tokens[end].type === tt.dollarBraceL) depth++;
      if (tokens[end].type === tt.braceR) depth--;
      // The outer loop checks tags inside an attribute's braces.
      end++;
    }
    const name = nameAt(source, tokens, i + (closing ? 2 : 1));
    if (!closing) {
      if (tokens[end - 1].type !== tt.slash) open.push({ name, end });
      continue;
    }
    const expected = open.pop();
    if (expected && expected.name !== name) {
      throw new CompileError(
        `Expected </${expected.name}> here, found </${name}>`,
        ...position(source, tokens[i].start),
      );
    }
  }
}

function refuseBareEnd(source, { start, end }) {
  const at = source.slice(start, end).search(/[>}]/);
  if (at < 0) return;
  const character = source[start + at];
  throw new CompileError(
    `The character "${character}" is not valid in JSX text`,
    ...position(source, start + at),
  );
}

function fromSucrase(error, source) {
  const message = error.message
    .replace(/^Error transforming [^:]*: /, "")
    .replace(/\s*\(\d+:\d+\)$/, "");
  const at = error.pos ?? error.loc?.index;
  const [line, column] =
    at === undefined ? [error.loc?.line, error.loc?.column] : position(source, at);
  const lastLine = source.trimEnd().split("\n").length;
  if (line >= lastLine) {
    return new CompileError(`${message}: the code is cut off here`, lastLine, column);
  }
  return new CompileError(message, line ?? null, column ?? null);
}

function fromAcorn(error, source) {
  const message = error.message.replace(/\s*\(\d+:\d+\)$/, "");
  const line = error.loc.line;
  // The column is in the compiled script, so look for the name in the source.
  const name = /'([^']+)'/.exec(message)?.[1];
  const column = name ? source.split("\n")[line - 1]?.indexOf(name) : -1;
  return new CompileError(message, line, column >= 0 ? column + 1 : null);
}

/** The source as a script of `scriptOf`. Throws CompileError. */
export function compile(source) {
  refuseFences(source);
  let script;
  try {
    const { text, colon } = lowered(source);
    script = transform(text, OPTIONS).code;
    if (colon) script = script.replaceAll(colon, ":");
    refuseBadTags(text);
  } catch (error) {
    throw error instanceof CompileError ? error : fromSucrase(error, source);
  }
  try {
    return scriptOf(script);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fromAcorn(error, source);
  }
}
