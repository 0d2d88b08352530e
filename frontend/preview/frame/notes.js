// Reports what the code was prevented from doing, each thing once.
import { tell } from "./port.js";

const LIMIT = 16;
const told = new Set();

export function stopped(what) {
  if (told.size >= LIMIT || told.has(what)) return;
  told.add(what);
  tell({ kind: "stopped", what });
}

/** The host of an address, or the address itself if it has none. */
export function hostOf(address) {
  try {
    return new URL(address).host || address;
  } catch {
    return address;
  }
}
