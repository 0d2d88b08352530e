// Inlined into the frame's page. It waits for the one message that hands over the runtime, the
// icons and a port to speak on. The page's policy allows two scripts, this one and the runtime, each
// by its hash; nested pages inherit that policy, so this one starts nothing below the first level.
addEventListener("message", function begin(event) {
  if (parent === self || parent !== top) return;
  if (event.source !== parent || event.ports.length !== 1) return;
  removeEventListener("message", begin);
  const { runtime, icons } = event.data;
  // Opened and never closed: while a page is loading, no script of it adds to the tab's history.
  document.open();
  document.write('<!doctype html><html lang="en"><head><title>Preview</title>');
  document.write('<meta name="viewport" content="width=device-width,initial-scale=1"></head>');
  document.write('<body><div id="root"></div>');
  const [port] = event.ports;
  self.__handed = { port, icons };
  const script = document.createElement("script");
  script.textContent = runtime;
  document.head.append(script);
  script.remove();
  // Another build's runtime: the policy of this page does not allow it.
  if (self.__handed) port.postMessage({ kind: "outdated" });
});
