// Inlined into the frame's page; the page's policy allows this script by its hash and no other.
// It waits for the one message that hands over the runtime, the icons and a port to speak on.
addEventListener("message", function begin(event) {
  if (event.source !== parent || event.ports.length !== 1) return;
  removeEventListener("message", begin);
  const { runtime, icons } = event.data;
  new Function("port", "icons", `${runtime}\n//# sourceURL=preview-runtime.js`)(event.ports[0], icons);
});
