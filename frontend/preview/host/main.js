// The page's part: mounts a preview under a component's root and keeps it across reruns.
import layers from "../../pictures/layers.css";
import style from "./style.css";
import { Player } from "./player.js";
import { judged, table } from "./verdict.js";
import { View } from "./view.js";
import { make } from "../../dom.js";
import { mounted } from "../../mount.js";

const HIDDEN_PAGE_MS = 60_000;
const SETTLE_MS = 1500;
const PARAMETERS = { mode: "look", device: "viewport" };
const START = { mode: "side", device: "frame" };

/** How the address says to look at it. */
function addressed() {
  const parameters = new URL(location.href).searchParams;
  const { mode, device } = PARAMETERS;
  return {
    mode: parameters.get(mode) ?? START.mode,
    device: parameters.get(device) ?? START.device,
  };
}

function isSame(a, b) {
  return a.mode === b.mode && a.device === b.device;
}

class Preview {
  source = null;
  isShown = false;
  said = "";
  sent = "";
  /** A choice that no rerun has confirmed yet. */
  asked = null;
  choices = 0;

  constructor(root) {
    this.view = new View({ choose: () => this.remember(), reload: () => this.start() });
    this.root = make("div", {}, make("style", { textContent: layers + style }), this.view.element);
    root.append(this.root);
    // A tab that is left has no box; one that is only scrolled away keeps running.
    this.seen = new ResizeObserver(() => this.setShown(this.root.offsetWidth > 0));
    this.seen.observe(this.root);
    document.addEventListener("visibilitychange", this.onVisibility);
    document.addEventListener("keydown", this.onKey);
  }

  /** Take a rerun's data; only other code starts anything anew. */
  update({ data, setStateValue }) {
    this.send = setStateValue;
    this.data = data;
    this.reasons ??= table(data.reasons);
    this.player ??= new Player(this.view.slot, data.assets, this.reasons, (verdict) =>
      this.onVerdict(verdict),
    );
    this.view.show(this.viewed(data));
    const source = data.code?.trim() ? data.code : null;
    const said = JSON.stringify([data.faults, data.empty]);
    const news = said !== this.said;
    this.said = said;
    if (source === this.source && this.heard) {
      if (news) this.onVerdict(this.heard);
      return;
    }
    this.source = source;
    if (this.isShown) this.start();
    else this.setShown(this.root.offsetWidth > 0);
  }

  setShown(shown) {
    if (shown === this.isShown || !this.player) return;
    this.isShown = shown;
    if (shown) this.start();
    else this.player.stop();
  }

  start() {
    clearTimeout(this.settling);
    if (this.source) {
      this.player.play(this.source);
    } else {
      this.player.stop();
      this.onVerdict({ state: "none", empty: true, notes: [] });
    }
  }

  onVerdict(heard) {
    this.heard = heard;
    const said = heard.state === "none" ? { ...heard, message: this.data.empty } : heard;
    const verdict = judged(said, this.data.faults, this.reasons);
    this.verdict = verdict;
    const { element, strip, curtain } = this.view;
    element.dataset.state = verdict.state;
    element.dataset.painted = String(Boolean(verdict.painted));
    strip.show(verdict, this.source ?? "");
    curtain.show(verdict);
    if (!this.data.report || verdict.state === "running") return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.report(), verdict.painted ? 0 : SETTLE_MS);
  }

  /** Tell the script, once for each verdict: every report is a rerun. */
  report() {
    const { state, word, message, line, column, notes } = this.verdict;
    const found = { state, word, message, line, column, notes, run: this.data.run };
    const text = JSON.stringify(found);
    if (text === this.sent) return;
    this.sent = text;
    this.send("verdict", found);
  }

  /** The data as the viewer looks at it: a rerun may say what was chosen before the last choice. */
  viewed(data) {
    if (!data.remember || this.choices === 0) return data;
    const { mode, device } = this.view;
    if (this.asked && isSame(this.asked, data)) {
      this.asked = null;
      this.remember();
    }
    return !this.asked && isSame(addressed(), data) ? data : { ...data, mode, device };
  }

  /** Have the script write the choice into the address; one at a time, or they overtake each other. */
  remember() {
    const { mode, device } = this.view;
    if (!this.data.remember || this.asked) return;
    if (isSame(this.view, addressed())) return;
    this.asked = { mode, device };
    // Streamlit makes a step of history of each change to the address, unless it is there already.
    const address = new URL(location.href);
    for (const [field, name] of Object.entries(PARAMETERS)) {
      if (this.view[field] === START[field]) address.searchParams.delete(name);
      else address.searchParams.set(name, this.view[field]);
    }
    history.replaceState(history.state, "", address);
    // Numbered: Streamlit calls back for a change only, and the script may have changed it meanwhile.
    this.send("view", { mode, device, number: ++this.choices });
  }

  onVisibility = () => {
    clearTimeout(this.hiding);
    if (!document.hidden) this.setShown(this.root.offsetWidth > 0);
    else this.hiding = setTimeout(() => this.setShown(false), HIDDEN_PAGE_MS);
  };

  onKey = (event) => {
    if (event.key !== "Escape" || !this.view.isFull) return;
    event.stopPropagation();
    this.view.setFull(false);
  };

  dispose() {
    for (const timer of [this.settling, this.hiding]) clearTimeout(timer);
    this.seen.disconnect();
    document.removeEventListener("visibilitychange", this.onVisibility);
    document.removeEventListener("keydown", this.onKey);
    this.view.dispose();
    this.player?.dispose();
    this.root.remove();
  }
}

/** Called as a component's default export is; returns the function that ends the preview. */
export const mount = mounted(Preview);
