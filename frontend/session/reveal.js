// A credential, shown for some seconds by the browser's own clock, so that it is hidden in a tab left
// alone or without a connection too.
import { copied } from "../clipboard.js";
import { mounted } from "../mount.js";
import { t } from "../language.js";

// When each reveal, by its token, has to end. Kept as long as the page: drawing a value again must
// not show it any longer.
const ends = new Map();

class Reveal {
  tick = () => {
    const left = Math.ceil((this.end - Date.now()) / 1000);
    if (left <= 0) this.hide();
    else this.left.textContent = t("Hidden again in {left} s", { left });
  };

  constructor(root) {
    const part = (name) => root.querySelector(`.${name}`);
    [this.text, this.copy, this.left] = ["value", "copy", "left"].map(part);
    document.addEventListener("visibilitychange", this.tick);
  }

  update({ data: { value, seconds, token } }) {
    if (!ends.has(token)) ends.set(token, Date.now() + seconds * 1000);
    this.end = ends.get(token);
    this.text.hidden = false;
    this.text.textContent = value;
    this.copy.hidden = false;
    this.copy.textContent = t("Copy");
    this.copy.onclick = async () => {
      const isCopied = await copied(value, this.copy);
      this.copy.textContent = isCopied ? t("Copied") : t("Not copied");
    };
    clearInterval(this.timer);
    this.timer = setInterval(this.tick, 500);
    this.tick();
  }

  hide() {
    clearInterval(this.timer);
    this.text.textContent = "";
    this.text.hidden = this.copy.hidden = true;
    this.copy.onclick = null;
    this.left.textContent = t("Hidden again.");
  }

  dispose() {
    document.removeEventListener("visibilitychange", this.tick);
    this.hide();
  }
}

export default mounted(Reveal);
