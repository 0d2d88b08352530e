// The previews of a review: the row on screen, and the next one, which already runs unseen.
import { make } from "../dom.js";
import { imported } from "../fetched.js";
import { t } from "../language.js";

let loading;

/** The host of previews, which the browser caches. */
function host(address) {
  loading ??= imported(address);
  loading.catch(() => (loading = undefined));
  return loading;
}

/** One preview, in a tree of its own; `stage` has the `look` and hears of another one. */
export class Run {
  constructor(item, stage) {
    this.stage = stage;
    this.element = make("div", { class: "run" });
    this.root = this.element.attachShadow({ mode: "open" });
    this.update(item);
  }

  update(item) {
    const text = JSON.stringify(item.preview);
    if (text === this.text) return;
    this.text = text;
    this.data = item.preview;
    this.draw();
  }

  /** Call the host's component, as Streamlit would, with the way that the reviewer looks at rows. */
  draw() {
    const component = {
      parentElement: this.root,
      data: { ...this.data, ...this.stage.look },
      setStateValue: (name, value) => name === "view" && this.stage.looked(value),
      setTriggerValue: () => {},
    };
    host(this.data.assets.host).then(
      ({ mount }) => {
        if (!this.isOver) this.end = mount(component);
      },
      () => (this.root.textContent = t("The preview could not be loaded. Reload the page.")),
    );
  }

  /** Where the design is drawn: over the code, while it has no sheet of its own. */
  get sheet() {
    const sheets = [...this.root.querySelectorAll(".sheet")];
    return sheets.find((each) => each.offsetWidth > 0) ?? sheets[0];
  }

  /** Press a button of its toolbar, which may be hidden. */
  press(name) {
    this.root.querySelector(`.bar [data-value="${name}"]`)?.click();
  }

  remove() {
    this.isOver = true;
    this.end?.();
    this.element.remove();
  }
}

export class Stage {
  runs = new Map(); // by row and version
  look = {};

  /** `onLook` is called when the reviewer looks at the row in another way. */
  constructor(onLook) {
    this.onLook = onLook;
    this.waiting = make("p", { class: "waiting", role: "status", textContent: t("The next one is on its way…") });
    this.element = make("div", { class: "stage" }, this.waiting);
  }

  /** Keep exactly these rows running, and show the first one; null: the next one is not there yet. */
  show(item, ahead) {
    const wanted = new Map([item, ...ahead].filter(Boolean).map((each) => [`${each.id} ${each.version}`, each]));
    for (const [key, run] of this.runs) {
      if (wanted.has(key)) continue;
      run.remove();
      this.runs.delete(key);
    }
    for (const [key, each] of wanted) {
      if (this.runs.has(key)) {
        this.runs.get(key).update(each);
        continue;
      }
      const run = new Run(each, this);
      this.runs.set(key, run);
      this.element.append(run.element);
    }
    this.run = item ? this.runs.get(`${item.id} ${item.version}`) : null;
    for (const run of this.runs.values()) {
      run.element.classList.toggle("ahead", run !== this.run);
      run.element.inert = run !== this.run;
    }
    this.waiting.hidden = Boolean(item);
  }

  /** Look at the rows that follow in the same way. */
  looked({ mode, device }) {
    this.look = { mode, device };
    for (const run of this.runs.values()) run.draw();
    this.onLook();
  }

  dispose() {
    for (const run of this.runs.values()) run.remove();
  }
}
