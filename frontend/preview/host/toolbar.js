// The buttons above the preview: how to compare, how wide, and what to show over it.
import { make } from "../../dom.js";
import { icon } from "./icons.js";
import { DEVICES } from "./layout.js";
import { t } from "../../language.js";

export const MODES = {
  live: t("Live"),
  side: t("Side by side"),
  one: t("One at a time"),
  overlay: t("Overlay"),
  swipe: t("Swipe"),
  difference: t("Difference"),
  blink: t("Blink"),
};
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

function choice(name, label, glyph, onClick) {
  const button = make("button", { type: "button", onclick: onClick, "data-value": name, title: glyph ? label : "" });
  if (glyph) button.append(icon(glyph));
  button.append(make("span", { textContent: label }));
  return button;
}

function group(label, buttons) {
  return make("div", { class: "group", role: "group", "aria-label": label }, ...buttons);
}

function mark(container, value) {
  for (const button of container.children) {
    button.setAttribute("aria-pressed", String(button.dataset.value === value));
  }
}

export class Toolbar {
  /** `on` hears `choose(field, value)`, `mix(percent)`, `reload()`, `full()` and `heat()`. */
  constructor(on) {
    const choose = (field) => (event) => on.choose(field, event.currentTarget.dataset.value);
    const modes = Object.entries(MODES).map(([name, label]) => {
      return choice(name, label, name, choose("mode"));
    });
    const devices = ["frame", ...Object.keys(DEVICES)].map((name) => {
      return choice(name, name, null, choose("device"));
    });
    this.modes = group(t("Compare"), modes);
    this.devices = group(t("Width in pixels"), devices);
    this.range = make("input", { type: "range", min: 0, max: 100, value: 50 });
    this.range.oninput = () => on.mix(Number(this.range.value));
    this.mixer = make("label", { class: "mixer" }, make("span"), this.range);
    const sides = Object.entries({ design: t("Design"), live: t("Live") });
    this.sides = group(t("What is shown"), sides.map(([name, label]) => choice(name, label, null, choose("side"))));
    this.sides.classList.add("sides");
    this.heat = choice("heat", t("Heat map"), "heat", on.heat);
    this.heat.setAttribute("aria-pressed", "false");
    const reload = choice("reload", t("Reload"), "reload", on.reload);
    this.full = choice("full", t("Full window"), "expand", on.full);
    const actions = make("div", { class: "actions" }, this.heat, reload, this.full);
    this.element = make("div", { class: "bar", role: "toolbar", "aria-label": t("Preview") });
    this.element.append(this.modes, this.devices, actions);
  }

  /** Show what is chosen; a `bare` design has no picture that could be laid over the code. The render
   * alone is only offered where that is how it starts. */
  show({ mode, side, device, width, bare, compact, compare }) {
    const alone = mode !== "side" && mode !== "live";
    for (const button of this.devices.children) button.disabled = alone;
    for (const button of this.modes.children) button.disabled = bare;
    this.modes.firstChild.hidden = !compact;
    this.heat.hidden = !compare;
    for (const button of this.element.querySelectorAll("button")) {
      button.ariaLabel = compact ? button.textContent : null;
    }
    const [blink] = [...this.modes.children].filter((each) => each.dataset.value === "blink");
    blink.disabled ||= STILL.matches;
    blink.title = STILL.matches ? t("Off, because this device asks for less motion") : MODES.blink;
    this.devices.firstChild.lastChild.textContent = t("Frame {width}", { width });
    mark(this.modes, mode);
    mark(this.devices, alone ? "frame" : device);
    mark(this.sides, side);
  }

  /** Just icons where the words do not fit into one row. */
  fit() {
    const { classList } = this.element;
    classList.remove("icons");
    classList.toggle("icons", this.element.scrollWidth > this.element.clientWidth);
  }

  showMix(percent, mode) {
    this.range.value = percent;
    this.mixer.firstChild.textContent =
      mode === "swipe" ? t("Design up to") : t("Design {percent}%", { percent: Math.round(percent) });
  }

  showFull(full) {
    this.full.replaceChildren(icon(full ? "shrink" : "expand"));
    this.full.title = full ? t("Exit full window") : t("Full window");
    this.full.append(make("span", { textContent: this.full.title }));
  }

  showHeat(has, isThere) {
    this.heat.setAttribute("aria-pressed", String(has));
    this.heat.disabled = !isThere;
    this.heat.title = isThere ? t("Heat map") : t("There is nothing to compare yet");
  }
}
