// Removes the parameters of other pages from the URL.
import { mounted } from "../mount.js";

class CleanUrl {
  // Once each time the page is opened: later, they may belong to a page that is about to open.
  isDone = false;

  update({ data: { page, own } }) {
    const url = new URL(window.location.href);
    if (this.isDone || url.pathname.split("/").pop() !== page) return;
    this.isDone = true;
    const others = [...new Set(url.searchParams.keys())].filter(
      (name) => !own.includes(name) && !name.startsWith("embed"),
    );
    if (!others.length) return;
    for (const name of others) url.searchParams.delete(name);
    window.history.replaceState(window.history.state, "", url);
  }

  dispose() {}
}

export default mounted(CleanUrl);
