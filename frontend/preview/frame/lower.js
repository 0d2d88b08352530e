// Rewrites syntax that esbuild accepts and sucrase or the browser does not: it removes decorators and
// `accessor`, turns namespaces into objects, and replaces `:` in JSX names.
import { parse } from "sucrase/dist/esm/parser/index.js";
import { ContextualKeyword as keyword } from "sucrase/dist/esm/parser/tokenizer/keywords.js";
import { IdentifierRole } from "sucrase/dist/esm/parser/tokenizer/index.js";
import { TokenType as tt } from "sucrase/dist/esm/parser/tokenizer/types.js";
import { breaksOf, edited, unusedName } from "./edits.js";

const CANDIDATES = /@|\b(?:accessor|namespace|module)\b|<\/?[\w$-]+:|\s[\w$-]+:[\w$-]+\s*=/;
const OPENING = new Set([tt.parenL, tt.braceL, tt.bracketL, tt.dollarBraceL]);
const CLOSING = new Set([tt.parenR, tt.braceR, tt.bracketR]);
const BEFORE_NAME = /^(?:const|enum|function|\*|async|abstract|class|namespace|module)$/;
const VARIABLES = new Set([tt._const, tt._let, tt._var]);

/** The index of the token that closes the bracket at `from`. */
function closing(tokens, from) {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    if (OPENING.has(tokens[i].type)) depth++;
    if (CLOSING.has(tokens[i].type) && --depth === 0) return i;
  }
  return tokens.length - 1;
}

/** The last token of the decorator whose `@` is at `at`. */
function endOfDecorator(tokens, at) {
  let end = at + 1;
  if (tokens[end].type === tt.parenL) return closing(tokens, end);
  while (tokens[end + 1].type === tt.dot) end += 2;
  return tokens[end + 1].type === tt.parenL ? closing(tokens, end + 1) : end;
}

class Lowering {
  constructor(source) {
    this.source = source;
    this.tokens = parse(source, true, true, false).tokens;
    this.edits = [];
    this.colon = unusedName(source, "-colon-");
  }

  text(index) {
    return this.source.slice(this.tokens[index].start, this.tokens[index].end);
  }

  blank(from, to) {
    const [start, end] = [this.tokens[from].start, this.tokens[to].end];
    this.edits.push([start, end, breaksOf(this.source.slice(start, end))]);
  }

  run() {
    const { tokens } = this;
    for (let i = 0; i < tokens.length; i++) {
      if (tokens[i].type === tt.at) {
        const end = endOfDecorator(tokens, i);
        this.blank(i, end);
        i = end;
      } else if (tokens[i].type === tt.jsxName && tokens[i + 1].type === tt.colon) {
        this.edits.push([tokens[i + 1].start, tokens[i + 1].end, this.colon]);
      } else if (tokens[i].type === tt._export && this.text(i + 2) === "namespace") {
        // export as namespace X
        if (this.text(i + 1) === "as") this.blank(i, i + 3);
      } else if (this.isAccessor(i)) {
        this.blank(i, i);
      } else if (this.isNamespace(i)) {
        this.namespace(i);
      }
    }
    return { text: edited(this.source, this.edits), colon: this.colon };
  }

  isAccessor(at) {
    const [token, next] = this.tokens.slice(at, at + 2);
    if (token.type !== tt.name || this.text(at) !== "accessor" || !next) return false;
    // The parser takes the modifier for a property, and no other name.
    if (token.identifierRole !== IdentifierRole.ObjectKey) return false;
    const named = [tt.name, tt.hash, tt.bracketL, tt.string].includes(next.type);
    return named && !/[\n=]/.test(this.source.slice(this.tokens[at].end, next.start));
  }

  isNamespace(at) {
    const { contextualKeyword } = this.tokens[at];
    if (![keyword._namespace, keyword._module].includes(contextualKeyword)) return false;
    if (!this.tokens[at].isType || this.tokens[at + 1]?.type !== tt.name) return false;
    return this.tokens[at - 1]?.contextualKeyword !== keyword._declare;
  }

  namespace(at) {
    const names = [this.text(at + 1)];
    let open = at + 2;
    for (; this.tokens[open].type === tt.dot; open += 2) names.push(this.text(open + 1));
    if (this.tokens[open].type !== tt.braceL) return;
    const end = closing(this.tokens, open);
    const [name, ...inner] = names;
    const before = this.source.slice(0, this.tokens[at].start);
    const merged = new RegExp(`\\b(?:class|function|enum)\\s+${name}\\b`).test(before);
    if (merged && this.tokens[at - 1]?.type === tt._export) this.blank(at - 1, at - 1);
    const target = merged ? name : `typeof ${name} === "object" ? ${name} : {}`;
    const begin = inner.map((each) => `(() => {var ${each} = `);
    this.edits.push([
      this.tokens[at].start,
      this.tokens[open].end,
      `${merged ? ";" : `var ${name} = `}Object.assign(${target}, ${begin.join("")}(() => {`,
    ]);
    const exported = this.exportedNames(open, end);
    const getters = exported.map((each) => `get ${each}() {return ${each}}`);
    const finish = inner.toReversed().map((each) => `;return {${each}}})()`);
    this.edits.push([
      this.tokens[end].start,
      this.tokens[end].end,
      `;return {${getters}}})()${finish.join("")});`,
    ]);
  }

  /** The names that a namespace's body exports; removes its `export` keywords. */
  exportedNames(open, end) {
    const { tokens } = this;
    const names = new Set();
    for (let i = open + 1; i < end; i++) {
      if (OPENING.has(tokens[i].type)) i = closing(tokens, i);
      if (tokens[i].type !== tt._export) continue;
      this.blank(i, i);
      let next = i + 1;
      const type = [keyword._type, keyword._interface, keyword._declare];
      if (type.includes(tokens[next].contextualKeyword)) continue;
      if (VARIABLES.has(tokens[next].type) && this.text(next + 1) !== "enum") {
        for (const name of this.declared(next + 1, end)) names.add(name);
        continue;
      }
      while (BEFORE_NAME.test(this.text(next))) next++;
      if (tokens[next].type === tt.name) names.add(this.text(next));
    }
    return [...names];
  }

  /** The names that a list of declarators declares. */
  declared(from, end) {
    const { tokens } = this;
    const names = [];
    let expected = true;
    for (let i = from; i < end && tokens[i].type !== tt.semi && tokens[i].type !== tt._export; i++) {
      if (expected && tokens[i].type === tt.name) names.push(this.text(i));
      if (OPENING.has(tokens[i].type)) {
        const last = closing(tokens, i);
        for (let j = i + 1; expected && j < last; j++) {
          const ends = [tt.comma, tt.braceR, tt.bracketR, tt.eq].includes(tokens[j + 1].type);
          if (tokens[j].type === tt.name && ends) names.push(this.text(j));
        }
        i = last;
      }
      expected = tokens[i].type === tt.comma;
    }
    return names;
  }
}

/**
 * The source as `text`, line for line, in syntax that the transform knows; `colon` is what it has for
 * a `:` in a JSX name. Throws sucrase's errors.
 */
export function lowered(source) {
  return CANDIDATES.test(source) ? new Lowering(source).run() : { text: source, colon: null };
}
