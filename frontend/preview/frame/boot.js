// Inlined into the frame's page. It waits for the one message with the runtime and a port.
// The page's policy allows this script and the runtime, by hash. Nested pages inherit that policy, so
// this script does nothing below the first level.
addEventListener("message", function begin(event) {
  if (parent === self || parent !== top) return;
  if (event.source !== parent || event.ports.length !== 1) return;
  removeEventListener("message", begin);
  const { runtime } = event.data;
  // Never closed: while a page is loading, its scripts cannot add entries to the tab's history.
  document.open();
  document.write('<!doctype html><html lang="en"><head><title>Preview</title>');
  document.write('<meta name="viewport" content="width=device-width,initial-scale=1"></head>');
  document.write('<body><div id="root"></div>');
  const [port] = event.ports;
  self.__handed = { port };
  const script = document.createElement("script");
  script.textContent = runtime;
  document.head.append(script);
  script.remove();
  // Still there: the runtime is from another build, and this page's policy does not allow it.
  if (self.__handed) port.postMessage({ kind: "outdated" });
});
