// Endless loops stop themselves: each loop's body first asks whether its task has run too long.
import { parse } from "acorn";
import { full } from "acorn-walk";

export const GUARD = "__loop";
const LIMIT_MS = 2000;
const LOOPS = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/** Add the question to every loop of a script. Raises acorn's SyntaxError (`loc`) if it has one. */
export function guarded(script) {
  const tree = parse(script, { ecmaVersion: "latest", sourceType: "script", locations: true });
  const edits = [];
  full(tree, (node) => {
    if (!LOOPS.test(node.type)) return;
    const ask = `${GUARD}(${node.loc.start.line});`;
    if (node.body.type === "BlockStatement") {
      edits.push([node.body.start + 1, ask]);
    } else {
      edits.push([node.body.start, `{${ask}`], [node.body.end, "}"]);
    }
  });
  edits.sort((a, b) => a[0] - b[0]);
  let text = "";
  let from = 0;
  for (const [at, addition] of edits) {
    text += script.slice(from, at) + addition;
    from = at;
  }
  return text + script.slice(from);
}

/** The function behind the question. `onTrip(line)` is told the first time that it says no. */
export function loopGuard(onTrip) {
  const now = performance.now.bind(performance);
  const nextTask = new MessageChannel();
  const ask = nextTask.port2.postMessage.bind(nextTask.port2);
  let calls = 0;
  let began = 0;
  let tripped = 0;
  nextTask.port1.onmessage = () => (began = 0);
  return (line) => {
    // Once tripped it always says no: React renders a failing component a second time, and code
    // may catch what is thrown.
    if (tripped) throw new Error(`Stopped an endless loop near line ${tripped}`);
    if (++calls & 15) return;
    if (!began) {
      began = now();
      ask(0);
    } else if (now() - began > LIMIT_MS) {
      tripped = line;
      onTrip(line);
      throw new Error(`Stopped an endless loop near line ${line}`);
    }
  };
}
