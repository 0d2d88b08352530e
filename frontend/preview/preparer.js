// A worker that makes sources ready for their frames, for scripts/render. A frame is new for every row,
// so what it compiles and styles runs slowly; here the browser has long optimized it.
import { prepare } from "./frame/prepare.js";

/** What failed here is tried again in the frame, which says what it is. */
async function attempt(source) {
  try {
    return await prepare(source);
  } catch {
    return null;
  }
}

onmessage = async ({ data: source }) => postMessage(await attempt(source));
