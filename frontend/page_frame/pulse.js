// After a lost connection, checks that the server still has this page's session. If not, the page has to start
// over: a fragment of a session that is gone does not answer, and one of another session has another name.
import { mounted } from "../mount.js";
import { Connection } from "./connection.js";
import { SESSION_LOST } from "./session_lost.js";

// A server that is busy with others answers late. To call its session lost closes a dialog with what was typed.
const PATIENCE_MS = 15_000;

// Of the page, not of the component: a session that replaces the lost one may draw another.
let pinged = 0;
let waiting;
let session = null;

function lost() {
  clearTimeout(waiting);
  session = null; // the next one is this page's
  document.dispatchEvent(new Event(SESSION_LOST));
}

class Pulse {
  constructor() {
    this.connection = new Connection((isLost) => isLost || this.ping());
  }

  ping() {
    pinged = Date.now();
    this.trigger("ping", pinged);
    clearTimeout(waiting);
    waiting = setTimeout(lost, PATIENCE_MS);
  }

  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    if (session !== null && data.session !== session) {
      lost();
      return;
    }
    session = data.session;
    if (data.answer !== null && data.answer === pinged) clearTimeout(waiting);
  }

  dispose() {
    this.connection.dispose();
  }
}

export default mounted(Pulse);
