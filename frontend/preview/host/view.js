// Draws the toolbar, the verdict, and the stage that compares the design with the running code.
import { Layers } from "../../pictures/layers.js";
import { make } from "../../dom.js";
import { icon } from "./icons.js";
import { caption, DEVICES, designSize, liveSize, scales } from "./layout.js";
import { Curtain, Strip } from "./strip.js";

const MODES = { side: "Side by side", overlay: "Overlay", swipe: "Swipe" };
const STAGE_SHARE = 0.74;
const LEAST_STAGE = 320;
const MOST_STAGE = 900;

function choice(name, label, glyph, onClick) {
  const button = make("button", { type: "button", onclick: onClick, "data-value": name });
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

export class View {
  mode = "side";
  device = "frame";
  mix = 50;

  /** Calls `on.choose()` when mode or device change, and `on.reload()`. */
  constructor(on) {
    this.on = on;
    this.strip = new Strip();
    this.curtain = new Curtain();
    this.#makeBar();
    this.#makeStage();
    this.element = make("section", { class: "preview", "aria-label": "Preview" });
    this.element.append(this.bar, this.strip.element, this.stage);
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.stage);
    window.addEventListener("resize", this.fit);
  }

  #makeBar() {
    const choose = (field) => (event) => {
      this[field] = event.currentTarget.dataset.value;
      this.fit();
      this.on.choose();
    };
    const modes = Object.entries(MODES).map(([name, label]) => {
      return choice(name, label, name, choose("mode"));
    });
    const devices = ["frame", ...Object.keys(DEVICES)].map((name) => {
      return choice(name, name, null, choose("device"));
    });
    this.modes = group("Compare", modes);
    this.devices = group("Width in pixels", devices);
    this.range = make("input", { type: "range", min: 0, max: 100, value: this.mix });
    this.range.oninput = () => this.#mixTo(Number(this.range.value));
    this.mixer = make("label", { class: "mixer" }, make("span"), this.range);
    this.reload = choice("reload", "Reload", "reload", () => this.on.reload());
    this.full = choice("full", "Full window", "expand", () => this.setFull(!this.isFull));
    const actions = make("div", { class: "actions" }, this.reload, this.full);
    this.bar = make("div", { class: "bar", role: "toolbar", "aria-label": "Preview" });
    this.bar.append(this.modes, this.devices, this.mixer, actions);
  }

  #makeStage() {
    this.pictures = [new Layers(() => this.#say()), new Layers()];
    this.noPicture = make("div", { class: "curtain" }, icon("blank"));
    this.noPicture.append(make("strong"), make("span"));
    this.slot = make("div", { class: "slot" });
    this.cover = make("div", { class: "cover" }, this.pictures[1].element);
    // Covers the whole sheet, because the frame would receive a drag that enters it.
    this.handle = make("div", { class: "handle" });
    const drag = (event) => {
      if (!this.handle.hasPointerCapture(event.pointerId)) return;
      const { left, width } = this.liveSheet.getBoundingClientRect();
      this.#mixTo(((event.clientX - left) / width) * 100);
    };
    this.handle.onpointerdown = (event) => {
      this.handle.setPointerCapture(event.pointerId);
      drag(event);
    };
    this.handle.onpointermove = drag;
    this.designSheet = make("div", { class: "sheet" }, this.pictures[0].element, this.noPicture);
    this.liveSheet = make("div", { class: "sheet" }, this.slot, this.cover);
    this.liveSheet.append(this.curtain.element, this.handle);
    this.designCaption = make("figcaption");
    this.liveCaption = make("figcaption");
    this.designPane = make("figure", { class: "pane" }, this.designCaption, this.designSheet);
    this.livePane = make("figure", { class: "pane" }, this.liveCaption, this.liveSheet);
    this.panes = make("div", { class: "panes" }, this.designPane, this.livePane);
    this.stage = make("div", { class: "stage" }, this.panes);
  }

  /** Show a design: its size, name and picture, and how to compare it. */
  show({ width, height, name, thumbnail, drawing, placeholder, note, mode, device }) {
    this.design = designSize({ width, height });
    if (mode in MODES) this.mode = mode;
    if (device === "frame" || device in DEVICES) this.device = device;
    this.name = name;
    this.note = note;
    this.drawing = drawing;
    this.drawn = placeholder ? "Placeholder" : "Wireframe";
    const [pane, cover] = this.pictures;
    pane.show({ drawing, thumbnail, alt: `Design of ${name}` });
    cover.show({ drawing, thumbnail, alt: "" });
    this.#say();
  }

  /** Say what represents the design: its thumbnail, a drawing of it, or nothing. */
  #say() {
    const { state, failure } = this.pictures[0];
    this.isPicture = state === "waiting" || state === "loaded";
    this.why = this.isPicture ? "" : failure || this.note;
    this.element.classList.toggle("pictureless", !this.isPicture && !this.drawing);
    const [title, why] = this.noPicture.querySelectorAll("strong, span");
    title.textContent = this.name;
    why.textContent = failure ? "The design's picture could not be loaded." : "It has no picture.";
    this.fit();
  }

  #mixTo(percent) {
    this.mix = Math.min(Math.max(percent, 0), 100);
    this.range.value = this.mix;
    this.element.style.setProperty("--mix", this.mix / 100);
    this.mixer.firstChild.textContent =
      this.mode === "swipe" ? "Design up to" : `Design ${Math.round(this.mix)}%`;
  }

  /** Fit everything to the available space. */
  fit = () => {
    if (!this.design || !this.stage.clientWidth) return;
    // Without a picture there is nothing to overlay.
    const bare = this.element.classList.contains("pictureless");
    const mode = bare ? "side" : this.mode;
    const alone = mode !== "side";
    const live = liveSize(this.design, alone ? "frame" : this.device);
    const tall = window.innerHeight * STAGE_SHARE;
    const height = this.isFull
      ? window.innerHeight - this.stage.offsetTop - 64
      : Math.min(Math.max(tall, LEAST_STAGE), MOST_STAGE);
    const room = { width: this.stage.clientWidth - 32, height };
    const scale = scales(this.design, live, mode, room);
    this.element.dataset.mode = mode;
    this.panes.classList.toggle("stacked", scale.stacked);
    this.#size(this.designSheet, this.design, scale.design);
    this.#size(this.liveSheet, live, scale.live);
    Object.assign(this.slot.style, { width: `${live.width}px`, height: `${live.height}px` });
    this.slot.style.transform = `scale(${scale.live})`;
    this.stage.style.maxHeight = this.isFull ? "" : `${height + 84}px`;
    const { state } = this.pictures[0];
    const shown = state === "loaded" || !this.drawing ? "Design" : this.drawn;
    this.designCaption.textContent = caption(shown, this.design, scale.design, this.why);
    this.liveCaption.textContent = alone
      ? caption(`${shown} over live`, live, scale.live, this.why)
      : caption("Live", live, scale.live);
    for (const button of this.devices.children) button.disabled = alone;
    for (const button of this.modes.children) button.disabled = bare;
    this.devices.firstChild.lastChild.textContent = `Frame ${this.design.width}`;
    mark(this.modes, mode);
    mark(this.devices, alone ? "frame" : this.device);
    this.#mixTo(this.mix);
  };

  #size(sheet, { width, height }, scale) {
    Object.assign(sheet.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  }

  get isFull() {
    return this.element.classList.contains("full");
  }

  /** Fill the window, or go back. Uses a popover, because moving the frame would reload it. */
  setFull(full) {
    this.element.classList.toggle("full", full);
    if (full) {
      this.element.popover = "manual";
      this.element.showPopover();
    } else {
      this.element.popover = null;
    }
    this.full.replaceChildren(icon(full ? "shrink" : "expand"));
    this.full.append(make("span", { textContent: full ? "Exit full window" : "Full window" }));
    this.fit();
  }

  dispose() {
    this.resized.disconnect();
    window.removeEventListener("resize", this.fit);
    for (const picture of this.pictures) picture.dispose();
  }
}
