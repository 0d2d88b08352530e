// Why the page itself ends a preview, as the verdict says it.
export const ENDS = {
  left: "It tried to leave the preview",
  nested: "It opened another page inside the preview",
  history: "It added entries to the tab's history",
  past: "It sent a message to the page around it",
  keyboard: "It kept taking keyboard focus from the page",
  files: "The preview's own files could not be loaded",
  flood: "It flooded the page with messages",
  outdated: "The dashboard was updated; reload the page",
  busy: "It never stops rerendering",
  boot: "The preview did not start; this machine is busy",
  silent: "It did not answer for 3 seconds",
  late: "It showed nothing within 10 seconds",
  shared: "Another preview on this page was stopped, which stopped this one too",
};
