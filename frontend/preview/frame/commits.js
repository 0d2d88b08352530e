// Counts React's commits, through the hook that developer tools use: it must exist before React.
let count = 0;
globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberRoot: () => count++,
  onCommitFiberUnmount() {},
  onPostCommitFiberRoot() {},
};

/** Commits since this was last asked. */
export function commits() {
  const since = count;
  count = 0;
  return since;
}
