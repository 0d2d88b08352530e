// Prints the strings of the modules that are given, for scripts/messages, which picks what is prose:
// [[path, line, text, the same text with 0 for each value, whether it is in a catalog], …].
import { readFile } from "node:fs/promises";
import { parse } from "acorn";
import { simple } from "acorn-walk";

const texts = [];

async function read(path) {
  const source = await readFile(path, "utf8");
  const tree = parse(source, { ecmaVersion: "latest", sourceType: "module", locations: true });
  const marked = new Set();
  simple(tree, {
    CallExpression: ({ callee, arguments: [first] }) => {
      if (["t", "N"].includes(callee.name)) marked.add(first);
    },
  });
  const add = (node, text, words = text) =>
    texts.push([path, node.loc.start.line, text, words, marked.has(node)]);
  simple(tree, {
    Literal: (node) => typeof node.value === "string" && add(node, node.value),
    TemplateLiteral: (node) => {
      const words = node.quasis.map(({ value }) => value.cooked).join("0");
      add(node, source.slice(node.start + 1, node.end - 1), words);
    },
  });
}

for (const path of process.argv.slice(2)) await read(path);
texts.sort((a, b) => a[0].localeCompare(b[0]) || a[1] - b[1]);
process.stdout.write(JSON.stringify(texts));
