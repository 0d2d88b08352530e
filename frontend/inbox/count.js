// The number of items beside the inbox's name in the navigation, which Streamlit draws.
import { mounted } from "../mount.js";
import { Heartbeat } from "../news/heartbeat.js";

const EVERY_MS = 30_000;
const FIRST_MS = 3_000;
const LINK = 'a[href$="/inbox"], a[href="inbox"]';

class Count {
  constructor() {
    this.heartbeat = new Heartbeat(() => this.trigger("beat", Date.now()), EVERY_MS, { firstMs: FIRST_MS });
    // Streamlit makes the links anew, and moves them into a menu on narrow screens.
    this.observer = new MutationObserver(() => this.draw());
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  update({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    this.data = data;
    this.draw();
  }

  draw() {
    const { count, label } = this.data;
    for (const link of document.querySelectorAll(LINK)) {
      if (!count) {
        link.removeAttribute("data-count");
        link.removeAttribute("aria-label");
      } else if (link.dataset.count !== String(count)) {
        link.dataset.count = count;
        link.setAttribute("aria-label", label);
      }
    }
  }

  dispose() {
    this.heartbeat.stop();
    this.observer.disconnect();
  }
}

export default mounted(Count);
