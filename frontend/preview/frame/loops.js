// Finds the loops of a script, for a check at the start of each body (guard.js).
import { full } from "acorn-walk";

const LOOPS = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/** The edits that add the check, a call of `name`, to every loop of a tree. */
export function guards(tree, name) {
  const edits = [];
  full(tree, (node) => {
    if (!LOOPS.test(node.type)) return;
    const ask = `${name}(${node.loc.start.line});`;
    const { start, end } = node.body;
    if (node.body.type === "BlockStatement") edits.push([start + 1, start + 1, ask]);
    else edits.push([start, start, `{${ask}`], [end, end, "}"]);
  });
  return edits;
}
