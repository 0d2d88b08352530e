// Mounts a preview under a component's root and keeps it across reruns.
import layers from "../../pictures/layers.css";
import style from "./style.css";
import { markPlace } from "./place.js";
import { Player } from "./player.js";
import { judged, table } from "./verdict.js";
import { View } from "./view.js";
import { make } from "../../dom.js";
import { mounted } from "../../mount.js";

const HIDDEN_PAGE_MS = 60_000;
const SETTLE_MS = 1500;
const MEASURE_AFTER_MS = 300;
const COMPARED = new Set(["renders", "stand-ins"]);
const PARAMETERS = { mode: "look", device: "viewport" };
const START = { mode: "side", device: "frame" };

/** The mode and device in the address. */
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
    this.view = new View({
      choose: () => this.remember(),
      resize: () => this.measureAgain(),
      reload: () => this.start(),
    });
    this.root = make("div", {}, make("style", { textContent: layers + style }), this.view.element);
    root.append(this.root);
    // A hidden tab has no box. One that is only scrolled out of view keeps running.
    this.seen = new ResizeObserver(() => this.setShown(this.root.offsetWidth > 0));
    this.seen.observe(this.root);
    document.addEventListener("visibilitychange", this.onVisibility);
    document.addEventListener("keydown", this.onKey);
  }

  /** Take the data of a rerun; only new code starts another run. */
  update({ data, setStateValue, setTriggerValue }) {
    this.send = setStateValue;
    this.trigger = setTriggerValue;
    this.data = data;
    this.reasons ??= table(data.reasons);
    this.player ??= new Player(this.view.slot, data.assets, this.reasons, (verdict) =>
      this.onVerdict(verdict),
    );
    this.player.spare.isKept = data.spare ?? true;
    this.view.show(this.viewed(data));
    markPlace(this.view, data.place);
    if (data.match !== this.match) this.view.showMatch(data.match?.run === data.run ? data.match : null);
    this.match = data.match;
    const source = data.code?.trim() ? data.code : null;
    const said = JSON.stringify([data.faults, data.empty]);
    const news = said !== this.said;
    this.said = said;
    const isOther = data.subject !== this.subject;
    this.subject = data.subject;
    if (source === this.source && this.heard) {
      if (isOther) this.onMeasured(this.measured);
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
      this.player.play(this.source, this.data.modules);
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
    if (verdict.measured !== this.measured) this.onMeasured(verdict.measured);
    strip.show(verdict, this.source ?? "");
    curtain.show(verdict);
    if (!this.data.report || verdict.state === "running") return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.report(), verdict.painted ? 0 : SETTLE_MS);
  }

  /** Mark what overflows, and have the script compare the page if it has the size of its design. */
  onMeasured(measured) {
    this.measured = measured;
    this.view.showOverflows(measured?.overflows ?? []);
    const isComparable = COMPARED.has(this.verdict.state) && this.view.device === "frame";
    if (!this.data.compare || !measured?.page || !isComparable) return;
    this.trigger("measured", { run: this.data.run, page: measured.page });
  }

  measureAgain() {
    clearTimeout(this.measuring);
    this.measuring = setTimeout(() => this.player?.measure(), MEASURE_AFTER_MS);
  }

  /** Report each verdict to the script only once, because every report causes a rerun. */
  report() {
    const { state, word, message, line, column, notes, byMachine = false } = this.verdict;
    const about = { run: this.data.run, by_machine: byMachine };
    const outcome = { state, word, message, line, column, notes, ...about };
    const text = JSON.stringify(outcome);
    if (text === this.sent) return;
    this.sent = text;
    this.send("verdict", outcome);
  }

  /** The data with the viewer's latest choice: a rerun may still have the one before. */
  viewed(data) {
    const { mode, device } = this.view;
    if (data.compact && this.heard) return { ...data, mode, device };
    if (!data.remember || this.choices === 0) return data;
    if (this.asked && isSame(this.asked, data)) {
      this.asked = null;
      this.remember();
    }
    return !this.asked && isSame(addressed(), data) ? data : { ...data, mode, device };
  }

  /** Have the script write the choice to the address, one at a time so that they stay in order. */
  remember() {
    const { mode, device } = this.view;
    if (!this.data.remember || this.asked) return;
    if (isSame(this.view, addressed())) return;
    this.asked = { mode, device };
    // Streamlit adds a history entry for each change of the address, unless the address has it already.
    const address = new URL(location.href);
    for (const [field, name] of Object.entries(PARAMETERS)) {
      if (this.view[field] === START[field]) address.searchParams.delete(name);
      else address.searchParams.set(name, this.view[field]);
    }
    history.replaceState(history.state, "", address);
    // Numbered, because Streamlit calls back only on a change, and the script may have changed the
    // choice.
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
    for (const timer of [this.settling, this.hiding, this.measuring]) clearTimeout(timer);
    this.seen.disconnect();
    document.removeEventListener("visibilitychange", this.onVisibility);
    document.removeEventListener("keydown", this.onKey);
    this.view.dispose();
    this.player?.dispose();
    this.root.remove();
  }
}

/** Called like a component's default export; returns the function that unmounts the preview. */
export const mount = mounted(Preview);
