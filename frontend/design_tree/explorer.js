// Puts tree, search and picture together, and requests from the page's script what is not loaded yet.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { glyph, range } from "./labels.js";
import { Stage } from "./stage.js";
import { LONGEST_PART, Tree } from "./tree.js";
import { N, t } from "../language.js";
import { Unanswered } from "../unanswered.js";

const TYPING_MS = 250;
const SETTLED_MS = 500;
const MOST_REQUESTS = 20;
const MATCHES = { one: N("match"), many: N("matches") };

class Explorer {
  #requests = new Map();
  #number = 0;
  #base = false;
  #selected = -1;

  constructor(root) {
    this.asking = new Unanswered(() => this.#send(), () => this.#requests.size);
    this.tree = new Tree({ request: (what) => this.#request(what), select: (node) => this.#choose(node) });
    this.stage = new Stage({
      point: (x, y, sheet) => this.#request({ kind: "point", x, y, sheet }),
      reveal: () => this.#request({ kind: "show", at: this.#selected }),
      turn: (sheet) => this.#request({ kind: "turn", sheet }),
      choose: (at) => {
        this.#endSearch();
        this.#request({ kind: "show", at });
      },
    });
    this.search = make("input", { type: "search", placeholder: t("Search names, texts, types, ids") });
    this.search.setAttribute("aria-label", t("Search nodes"));
    this.search.maxLength = 200;
    this.search.oninput = () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.#find(0), TYPING_MS);
    };
    this.search.onkeydown = (event) => this.#onSearchKey(event);
    this.count = make("span", { role: "status" });
    this.before = make("button", { type: "button", textContent: t("Previous") });
    this.before.setAttribute("aria-label", t("Previous matches"));
    this.after = make("button", { type: "button", textContent: t("Next") });
    this.after.setAttribute("aria-label", t("Next matches"));
    this.before.onclick = () => this.#find(Math.max(this.matches.start - LONGEST_PART, 0));
    this.after.onclick = () => this.#find(this.matches.start + this.matches.rows.length);
    this.bar = make("div", { class: "counts" }, this.count, this.before, this.after);
    const field = make("label", { class: "field" }, glyph("search"), this.search);
    const side = make("div", { class: "side" }, field, this.bar, this.tree.element);
    this.element = make("section", { class: "explorer", "aria-label": t("Nodes") }, this.stage.element, side);
    root.append(this.element);
  }

  update({ data, setStateValue }) {
    this.setState = setStateValue;
    if (data.design !== this.design) this.#reset(data.design);
    if (data.base && !this.#base) this.#start(data.base);
    if (!this.#base) return this.asking.ask();
    for (const answer of data.answers) {
      const request = this.#requests.get(answer.id);
      if (this.#requests.delete(answer.id)) this.#take(request, answer);
    }
    if (this.#hasUnsent) this.asking.ask();
    this.element.setAttribute("aria-busy", String(this.#requests.size > 0));
  }

  #reset(design) {
    this.design = design;
    this.#base = false;
    this.#selected = -1;
    this.#requests.clear();
    clearTimeout(this.typing);
    this.search.value = "";
    this.matches = null;
    this.tree.clear();
  }

  #start(base) {
    this.#base = true;
    this.nodes = base.nodes;
    this.stage.begin(base);
    this.tree.add(base.parts);
    if (base.shown) this.#show(base.shown);
    this.#count();
  }

  /** Whether anything was requested after the requests that were just answered had been sent. */
  get #hasUnsent() {
    return [...this.#requests.keys()].some((id) => !this.sent?.has(id));
  }

  #request(what) {
    // A newer request of these kinds replaces the older one.
    for (const [id, { kind }] of this.#requests) {
      if (what.kind !== "open" && kind === what.kind) this.#requests.delete(id);
    }
    if (this.#requests.size >= MOST_REQUESTS) return;
    const id = ++this.#number;
    this.#requests.set(id, { ...what, id });
    this.asking.ask();
  }

  /** Sends what is requested. */
  #send() {
    clearTimeout(this.settling);
    const asks = [...this.#requests.values()];
    this.sent = new Set(this.#requests.keys());
    this.element.setAttribute("aria-busy", String(asks.length > 0));
    const { design } = this;
    this.setState("wanted", { design, has: this.#base, selected: this.#selected, asks });
  }

  #take(request, { part, found, shown, picture }) {
    if (picture) this.stage.show(picture);
    if (part) this.tree.add([part]);
    if (found && request.text === this.#query) this.#showMatches(found);
    if (shown) {
      if (request.kind === "show") this.#endSearch();
      this.#show(shown);
      this.#choose(shown.node);
    }
  }

  /** Unfolds the tree down to a node; one too deep for that is shown in the picture only. */
  #show({ node, parts }) {
    if (!this.matches) this.tree.add(parts);
    this.#selected = node.at;
    this.tree.select(node.at);
    this.stage.select(node);
  }

  #choose(node) {
    this.#selected = node.at;
    this.stage.select(node);
    this.stage.reveal.hidden = !this.matches;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.asking.ask(), SETTLED_MS);
  }

  get #query() {
    return this.search.value.trim();
  }

  #find(start) {
    clearTimeout(this.typing);
    if (this.#query) this.#request({ kind: "find", text: this.#query, start });
    else this.#endSearch();
  }

  #showMatches(matches) {
    this.matches = matches;
    this.tree.showMatches(matches);
    this.stage.reveal.hidden = this.#selected < 0;
    this.#count();
  }

  #endSearch() {
    this.search.value = "";
    this.matches = null;
    this.tree.showMatches(null);
    this.stage.reveal.hidden = true;
    this.#count();
  }

  #count() {
    const { matches } = this;
    const end = matches ? matches.start + matches.rows.length : 0;
    this.count.textContent = matches
      ? range(matches.start, matches.rows.length, matches.total, MATCHES)
      : range(0, this.nodes, this.nodes, { one: N("node"), many: N("nodes") });
    this.before.hidden = !matches || matches.start === 0;
    this.after.hidden = !matches || end >= matches.total;
  }

  #onSearchKey(event) {
    if (event.key === "Enter") this.#find(0);
    else if (event.key === "ArrowDown") this.tree.element.querySelector("[tabindex='0']")?.focus();
    else if (event.key === "Escape" && this.search.value) this.#endSearch();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.stopPropagation(); // the page's shortcuts cannot see that this is an input
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  dispose() {
    clearTimeout(this.typing);
    clearTimeout(this.settling);
    this.asking.dispose();
    this.stage.dispose();
    this.element.remove();
  }
}

export default mounted(Explorer);
