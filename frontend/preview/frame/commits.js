// Counts React's commits through the hook for developer tools, which must exist before React loads.
let count = 0;
globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberRoot: () => count++,
  onCommitFiberUnmount() {},
  onPostCommitFiberRoot() {},
};

/** Commits since the last call. */
export function commits() {
  const since = count;
  count = 0;
  return since;
}
