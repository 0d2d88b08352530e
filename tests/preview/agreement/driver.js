// Reads sources as JSON lines, answers each with what the frame makes of it: why it does not compile,
// or, where asked to run it, what its default export returns.
import { createInterface } from "node:readline";
import { CompileError, compile } from "../../../frontend/preview/frame/compile.js";

async function value(script) {
  let read;
  const react = { jsx: (type, props) => ({ type, props }), jsxs: (type, props) => ({ type, props }) };
  const body = (0, eval)(script)(() => react, { exports: {} }, {}, { env: {} });
  await body(() => react, async () => react, { env: {} }, () => {}, (reader) => (read = reader));
  return await read()();
}

for await (const line of createInterface({ input: process.stdin })) {
  const { source, run } = JSON.parse(line);
  let answer;
  try {
    const script = compile(source);
    answer = { value: run ? await value(script) : null };
  } catch (error) {
    answer = { refused: error instanceof CompileError ? error.message : `not compiled: ${error.stack}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
