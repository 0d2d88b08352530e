// Why the page itself ends a preview, as the verdict says it.
import { N } from "../../language.js";

export const ENDS = {
  left: N("It tried to leave the preview"),
  nested: N("It opened another page inside the preview"),
  history: N("It added entries to the tab's history"),
  past: N("It sent a message to the page around it"),
  keyboard: N("It kept taking keyboard focus from the page"),
  files: N("The preview's own files could not be loaded"),
  flood: N("It flooded the page with messages"),
  outdated: N("The dashboard was updated; reload the page"),
  busy: N("It never stops rerendering"),
  boot: N("The preview did not start; this machine is busy"),
  silent: N("It did not answer for 3 seconds"),
  late: N("It showed nothing in time"),
};

/** What tells of the machine as much as of the code: never kept as its render. */
export const OF_THE_MACHINE = new Set([
  ENDS.files, ENDS.outdated, ENDS.boot, ENDS.silent, ENDS.late,
]);
