// The page's part: mounts a preview under a component's root and keeps it across reruns.
import layers from "../../../pictures/layers.css";
import style from "./style.css";
import { Player } from "./player.js";
import { judged, table } from "./verdict.js";
import { View } from "./view.js";
import { make } from "./elements.js";

const HIDDEN_PAGE_MS = 60_000;
const SETTLE_MS = 1500;
const STARTS = new Set(["side", "frame"]);
const mounted = new WeakMap();

class Preview {
  source = null;
  isShown = false;
  said = "";
  sent = "";

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
    this.view.show(data);
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

  remember() {
    if (!this.data.remember) return;
    const { mode, device } = this.view;
    // Streamlit makes a step of history of each change to the address, unless it is there already.
    const address = new URL(location.href);
    for (const [name, value] of Object.entries({ look: mode, viewport: device })) {
      if (STARTS.has(value)) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    history.replaceState(history.state, "", address);
    this.send("view", { mode, device });
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

/** Show or update the preview under a component's root; returns what ends it. */
export function mount(component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Preview(parentElement));
  const preview = mounted.get(parentElement);
  preview.update(component);
  return () => {
    mounted.delete(parentElement);
    preview.dispose();
  };
}
