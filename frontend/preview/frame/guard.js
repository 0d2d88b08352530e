// Stops endless loops: every loop body first calls a function (loops.js) that throws once the task runs
// too long.
const LIMIT_MS = 2000;

/** The function that the check calls. `onTrip(line)` is called the first time that it throws. */
export function loopGuard(onTrip) {
  const now = performance.now.bind(performance);
  const nextTask = new MessageChannel();
  const ask = nextTask.port2.postMessage.bind(nextTask.port2);
  let calls = 0;
  let began = 0;
  let tripped = 0;
  nextTask.port1.onmessage = () => (began = 0);
  return (line) => {
    // Once tripped, it always throws: React renders a failing component a second time, and the code
    // may catch the error.
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
