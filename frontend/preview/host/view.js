// Draws the toolbar, the verdict, and the stage that compares the design with the running code.
import { Layers } from "../../pictures/layers.js";
import { make } from "../../dom.js";
import { swipeHandle } from "./handle.js";
import { Heat } from "./heat.js";
import { icon } from "./icons.js";
import { captions, DEVICES, designSize, liveSize, scales, stageHeight } from "./layout.js";
import { MatchPanel } from "./match_panel.js";
import { Overflow } from "./overflow.js";
import { Curtain, Strip } from "./strip.js";
import { MODES, Toolbar } from "./toolbar.js";
import { t } from "../../language.js";

export class View {
  mode = "side";
  side = "live"; // of one at a time
  device = "frame";
  mix = 50;
  match = null;
  overflows = [];
  sized = "";

  /** Calls `on.choose()` when mode or device change, `on.resize()` of the frame, `on.reload()`. */
  constructor(on) {
    this.on = on;
    this.strip = new Strip();
    this.curtain = new Curtain();
    this.toolbar = new Toolbar({
      choose: (field, value) => this.#choose(field, value),
      mix: (percent) => this.#mixTo(percent),
      reload: () => this.on.reload(),
      full: () => this.setFull(!this.isFull),
      heat: () => this.setHeat(!this.hasHeat),
    });
    this.#makeStage();
    this.matched = new MatchPanel((index) => this.heat.point(index));
    this.element = make("section", { class: "preview", "aria-label": t("Preview") });
    const body = make("div", { class: "body" }, this.stage, this.matched.aside);
    this.strip.status.append(this.matched.summary);
    this.element.append(this.toolbar.element, this.strip.element, body);
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.stage);
    window.addEventListener("resize", this.fit);
  }

  #choose(field, value) {
    // Pressed again, it shows the other one.
    if (value === "one" && this.mode === "one") this.side = this.side === "live" ? "design" : "live";
    this[field] = value;
    this.fit();
    if (field !== "side") this.on.choose();
  }

  #makeStage() {
    this.pictures = [new Layers(() => this.#say()), new Layers()];
    this.noPicture = make("div", { class: "curtain" }, icon("blank"));
    this.noPicture.append(make("strong"), make("span"));
    this.slot = make("div", { class: "slot" });
    this.cover = make("div", { class: "cover" }, this.pictures[1].element);
    this.heat = new Heat((item) => this.matched.inspect(item));
    this.overflow = new Overflow();
    const [designHeat, liveHeat] = this.heat.layers;
    const picture = this.pictures[0].element;
    this.designSheet = make("div", { class: "sheet" }, picture, this.noPicture, designHeat);
    this.liveSheet = make("div", { class: "sheet" }, this.slot, this.cover);
    this.liveSheet.append(this.overflow.element, liveHeat);
    const handle = swipeHandle(this.liveSheet, (percent) => this.#mixTo(percent));
    this.liveSheet.append(this.curtain.element, handle);
    this.designCaption = make("figcaption");
    this.liveCaption = make("figcaption");
    this.designPane = make("figure", { class: "pane" }, this.designCaption, this.designSheet);
    const head = make("div", { class: "head" }, this.liveCaption, this.toolbar.sides, this.toolbar.mixer);
    this.livePane = make("figure", { class: "pane" }, head, this.liveSheet);
    this.panes = make("div", { class: "panes" }, this.designPane, this.livePane);
    this.stage = make("div", { class: "stage" }, this.panes);
  }

  /** Show a design: its size, name and picture, and how to compare it. */
  show({ width, height, name, thumbnail, drawing, placeholder, note, mode, device, compact, roomy, compare, paired }) {
    this.design = designSize({ width, height });
    if (mode in MODES) this.mode = mode;
    this.element.classList.toggle("compact", compact);
    this.element.classList.toggle("roomy", Boolean(roomy));
    if (device === "frame" || device in DEVICES) this.device = device;
    this.name = name;
    Object.assign(this, { note, drawing, compact, roomy, compare, paired: paired?.map(designSize) });
    this.drawn = placeholder ? t("Placeholder") : t("Wireframe");
    const [pane, cover] = this.pictures;
    pane.show({ drawing, thumbnail, alt: t("Design of {name}", { name }) });
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
    why.textContent = failure ? t("The design's picture could not be loaded.") : t("It has no picture.");
    this.fit();
  }

  #mixTo(percent) {
    this.mix = Math.min(Math.max(percent, 0), 100);
    this.element.style.setProperty("--mix", this.mix / 100);
    this.toolbar.showMix(this.mix, this.mode);
  }

  /** Take the match of the code that is shown, or null. */
  showMatch(match) {
    this.match = typeof match?.score === "number" ? match : null;
    this.matched.show(match);
    this.heat.show(this.match);
    this.setHeat(this.hasHeat);
  }

  get hasHeat() {
    return this.element.classList.contains("heated");
  }

  setHeat(has) {
    const isThere = Boolean(this.match);
    this.element.classList.toggle("heated", has && isThere);
    this.matched.aside.hidden = !this.hasHeat;
    this.toolbar.showHeat(this.hasHeat, isThere);
    this.fit();
  }

  /** Mark what overflows the page. */
  showOverflows(boxes) {
    this.overflows = boxes;
    this.fit();
  }

  /** Fit everything to the available space. */
  fit = () => {
    if (!this.design || !this.stage.clientWidth) return;
    // Without a picture there is nothing to overlay.
    const bare = this.element.classList.contains("pictureless");
    const mode = bare && this.mode !== "live" ? "side" : this.mode;
    const alone = mode !== "side" && mode !== "live";
    const live = liveSize(this.design, alone ? "frame" : this.device);
    const below = this.roomy ? this.strip.element.offsetHeight : 0;
    const height = this.isFull
      ? window.innerHeight - this.stage.offsetTop - below - 64
      : stageHeight(window.innerHeight, this);
    const room = { width: this.stage.clientWidth - 32, height };
    const scale = scales(this.design, live, mode, room, this.paired);
    Object.assign(this.element.dataset, { mode, side: this.side });
    this.panes.classList.toggle("stacked", scale.stacked);
    this.#size(this.designSheet, this.design, scale.design);
    this.#size(this.liveSheet, live, scale.live);
    Object.assign(this.slot.style, { width: `${live.width}px`, height: `${live.height}px` });
    this.slot.style.transform = `scale(${scale.live})`;
    this.stage.style.maxHeight = this.isFull ? "" : `${height + 84}px`;
    const sized = `${live.width}x${live.height}`;
    if (this.sized && sized !== this.sized) this.on.resize();
    this.sized = sized;
    this.heat.fit(this.design, scale.live);
    this.overflow.show(this.overflows, scale.live, live.width);
    const { state } = this.pictures[0];
    const shown = state === "loaded" || !this.drawing ? t("Design") : this.drawn;
    const { device, side, compact, compare, design, why } = this;
    const words = captions({ mode, side, design, live, scale, shown, why, overflow: this.overflow.words });
    [this.designCaption.textContent, this.liveCaption.textContent] = words;
    this.toolbar.show({ mode, side, device, width: design.width, bare, compact, compare });
    if (this.roomy) this.toolbar.fit();
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
    this.toolbar.showFull(full);
    this.fit();
  }

  dispose() {
    this.resized.disconnect();
    window.removeEventListener("resize", this.fit);
    for (const picture of this.pictures) picture.dispose();
  }
}
