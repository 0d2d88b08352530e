// The presenter's window: what is shown and what comes next, what to say, the time, and what is skipped.
// It knows only what the window that presents tells it, so it needs neither network nor database.
import { make } from "../dom.js";
import { listen } from "./input.js";
import { t } from "../language.js";

const LOST_MS = 4_000;

function clock(seconds) {
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function card(title) {
  const picture = make("img", { alt: "" });
  const caption = make("p", { class: "said" });
  const heading = make("h2", { textContent: title });
  const element = make("figure", {}, heading, make("div", { class: "shot" }, picture), caption);
  return { element, heading, picture, caption };
}

export class Notes {
  slides = [];
  state = null;
  heardAt = performance.now();
  began = Date.now();

  constructor() {
    this.current = card(t("Now"));
    this.next = card(t("Next"));
    this.words = make("div", { class: "words" });
    this.time = make("span", { class: "time" });
    this.elapsed = make("button", { class: "elapsed", type: "button", title: t("Start the clock anew") });
    this.elapsed.onclick = () => (this.began = Date.now());
    this.place = make("span", { class: "place" });
    this.lost = make("p", { class: "lost", role: "status" });
    this.skipped = make("ul", { class: "skipped" });
    this.list = make("ol", { class: "all" });
    this.#draw();
    this.channel = new BroadcastChannel(`present-${location.hash.slice(1)}`);
    this.channel.onmessage = ({ data }) => this.#hear(data);
    this.channel.postMessage({ kind: "hello" });
    listen((name) => this.#does(name));
    setInterval(() => this.#tick(), 500);
    this.#tick();
  }

  #does(name) {
    this.channel.postMessage({ kind: "does", name });
  }

  #draw() {
    const button = (label, name) => {
      return make("button", { type: "button", textContent: label, onclick: () => this.#does(name) });
    };
    const steps = make(
      "div", { class: "steps" },
      button(t("Previous"), "previous"), button(t("Next"), "next"), button(t("Design"), "design"), button(t("Blank"), "blank"),
    );
    document.body.append(
      make("header", {}, this.elapsed, this.place, this.time),
      this.lost,
      make(
        "main", {},
        make("div", { class: "now" }, this.current.element, steps),
        make(
          "aside", {},
          this.next.element,
          make("h2", { textContent: t("Notes") }), this.words,
          make("h2", { textContent: t("All") }), this.list,
          this.skipped,
        ),
      ),
      make("footer", {
        textContent: t("Keys, in both windows: arrows, space or a clicker to step · d design · b blank. In the other: f full screen"),
      }),
    );
  }

  #hear(data) {
    this.heardAt = performance.now();
    if (data.kind === "slides") {
      this.slides = data.slides;
      document.title = t("Presenter · {title}", { title: data.title });
    } else if (data.kind === "state") {
      this.state = data;
    }
    if (!this.slides.length) return this.channel.postMessage({ kind: "hello" });
    if (this.state) this.#show();
  }

  #show() {
    const { at, next, states, isBlank } = this.state;
    this.#fill(this.current, this.slides[at], isBlank ? t("Now: the screen is blank") : t("Now"));
    this.#fill(this.next, this.slides[next], this.slides[next] ? t("Next") : t("Next: nothing, this is the last"));
    this.words.textContent = this.slides[at]?.notes || t("No notes.");
    this.place.textContent = t("{at} of {count}", { at: at + 1, count: this.slides.length });
    const key = JSON.stringify([at, states]);
    if (key === this.drawn) return; // a list that is drawn anew loses a click on it
    this.drawn = key;
    this.list.replaceChildren(...this.slides.map((slide, place) => this.#line(slide, place, states[place])));
    const skipped = states.map(({ state, reason }, place) => ({ state, reason, place }));
    this.skipped.replaceChildren(
      ...skipped
        .filter(({ state }) => state === "failed")
        .map(({ reason, place }) => make("li", { textContent: t("Skipped: {name}. {reason}", { name: this.slides[place].name, reason }) })),
    );
  }

  #line(slide, place, { state }) {
    const label = { waiting: t("getting ready"), ready: "", failed: t("skipped") }[state];
    const go = () => this.channel.postMessage({ kind: "go", at: place });
    const name = make("button", { type: "button", textContent: slide.caption || slide.name, onclick: go });
    name.disabled = state === "failed";
    const line = make("li", {}, name, make("small", { textContent: label }));
    if (place === this.state.at) line.setAttribute("aria-current", "true");
    return line;
  }

  #fill({ heading, picture, caption }, slide, title) {
    heading.textContent = title;
    const source = slide?.picture ?? slide?.drawing ?? "";
    picture.hidden = !source;
    if (picture.getAttribute("src") !== source) picture.src = source;
    caption.textContent = slide ? slide.caption || slide.name : "";
  }

  #tick() {
    this.elapsed.textContent = clock((Date.now() - this.began) / 1_000);
    this.time.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const isLost = performance.now() - this.heardAt > LOST_MS;
    this.lost.hidden = !isLost;
    this.lost.textContent = isLost ? t("The window that presents does not answer. Press p there to open this one anew.") : "";
  }
}
