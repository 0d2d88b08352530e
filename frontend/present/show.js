// What everybody sees: one prototype on a calm ground, and its caption. Nothing here says that something
// is wrong; the presenter's window does.
import { make } from "../dom.js";
import { Deck } from "./deck.js";
import { listen } from "./input.js";
import { Loop } from "./loop.js";
import { t } from "../language.js";

const IDLE_MS = 2_500;
// Code in a frame could wish to step on and on: so many wishes in so long.
const MOST_WISHES = 4;
const WISHES_MS = 1_000;
// What a browser lets only the window do that somebody acts in.
const HERE = new Set(["notes", "full"]);
const NOTES = "width=1180,height=760";

export class Show {
  #wishes = [];
  #isBlank = false;
  #hasDesign = false;

  constructor(setup) {
    this.setup = setup;
    this.stage = make("main", { class: "stage" });
    this.caption = make("p", { class: "caption", "aria-live": "polite" });
    this.design = make("span", { class: "design-word", textContent: t("Design") });
    const foot = make("footer", {}, this.design, this.caption);
    foot.hidden = !setup.slides.some(({ caption }) => caption);
    document.body.append(this.stage, foot);
    this.deck = new Deck(setup.slides, setup, {
      change: () => this.#tell(),
      shown: (slide) => this.#onShown(slide),
      gesture: (name) => this.#onGesture(name),
    });
    this.stage.append(...this.deck.slides.map(({ element }) => element));
    for (const slide of this.deck.slides) slide.show(false);
    new ResizeObserver(() => this.#fit()).observe(this.stage);
    this.loop = new Loop(setup.every, this.deck);
    this.#channel();
    listen((name) => this.does(name));
    this.#hidePointer();
    window.addEventListener("blur", () => setTimeout(() => this.#onFocus(), 0));
    this.#fit();
    const asked = Number(location.hash.slice(1)) - 1;
    const first = this.deck.from(this.deck.slides[asked] ? asked : 0, 1, { wraps: true });
    if (first !== null) this.deck.go(first);
  }

  does(name) {
    const began = performance.now();
    const wraps = this.loop.isOn;
    const { deck } = this;
    this.loop.rest();
    const steps = {
      next: () => deck.step(1, { wraps }),
      previous: () => deck.step(-1, { wraps }),
      first: () => deck.go(deck.from(0, 1) ?? deck.at),
      last: () => deck.go(deck.from(deck.slides.length - 1, -1) ?? deck.at),
      design: () => this.#setDesign(!this.#hasDesign),
      blank: () => this.#setBlank(!this.#isBlank),
      full: () => this.#setFull(),
      notes: () => window.open(`${this.setup.notes}#${this.id}`, `notes-${this.id}`, NOTES),
      leave: () => this.#leave(),
    };
    const before = deck.at;
    if (this.#isBlank && name !== "blank") this.#setBlank(false);
    steps[name]?.();
    if (deck.at !== before) this.#measure(began);
  }

  /** How long it took until the step stood on the screen, for whoever measures. */
  #measure(start) {
    requestAnimationFrame(() => requestAnimationFrame(() => performance.measure("step", { start })));
  }

  #onGesture(name) {
    const now = performance.now();
    this.#wishes = this.#wishes.filter((at) => now - at < WISHES_MS);
    if (!navigator.userActivation.hasBeenActive || this.#wishes.length >= MOST_WISHES) return;
    this.#wishes.push(now);
    if (!HERE.has(name)) this.does(name);
  }

  #onShown(slide) {
    document.activeElement?.blur();
    window.focus();
    this.caption.textContent = slide.data.caption;
    this.#setDesign(false);
    history.replaceState(null, "", `#${this.deck.at + 1}`);
    this.#tell();
  }

  /** A frame has the keyboard: of the one that is shown, because somebody uses it. */
  #onFocus() {
    const focused = this.deck.slides.find(({ frame }) => frame && frame === document.activeElement);
    if (!focused) return;
    if (focused === this.deck.current) focused.isTouched = true;
    else focused.frame.blur();
  }

  #setDesign(has) {
    this.#hasDesign = has;
    document.body.classList.toggle("designed", has);
  }

  #setBlank(isBlank) {
    this.#isBlank = isBlank;
    document.body.classList.toggle("blank", isBlank);
    this.#tell();
  }

  #setFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  #leave() {
    document.activeElement?.blur();
    window.focus();
    this.#setDesign(false);
  }

  #fit() {
    const { width, height } = this.stage.getBoundingClientRect();
    const style = getComputedStyle(this.stage);
    const room = {
      width: width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
      height: height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
    };
    for (const slide of this.deck.slides) slide.fit(room);
  }

  #hidePointer() {
    let timer = 0;
    const moved = () => {
      clearTimeout(timer);
      document.body.classList.remove("idle");
      timer = setTimeout(() => document.body.classList.add("idle"), IDLE_MS);
    };
    window.addEventListener("pointermove", moved);
    moved();
  }

  #channel() {
    this.id = crypto.randomUUID();
    this.channel = new BroadcastChannel(`present-${this.id}`);
    this.channel.onmessage = ({ data }) => {
      if (data.kind === "hello") this.#tellSlides();
      else if (data.kind === "go") this.deck.go(data.at);
      else if (data.kind === "does" && !HERE.has(data.name)) this.does(data.name);
    };
    setInterval(() => this.#tell(), 1_000);
  }

  #tellSlides() {
    const slides = this.setup.slides.map(({ code, faults, thumbnail, ...shown }) => shown);
    this.channel.postMessage({ kind: "slides", slides, title: document.title });
    this.#tell();
  }

  #tell() {
    if (!this.deck) return; // it is being made
    const { at, slides } = this.deck;
    const states = slides.map(({ state, reason }) => ({ state, reason }));
    const next = this.deck.from(at + 1, 1, { wraps: this.loop.isOn });
    this.channel?.postMessage({ kind: "state", at, next, states, isBlank: this.#isBlank });
  }
}
