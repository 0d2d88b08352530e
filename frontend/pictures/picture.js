// One picture, with a note below it where there is room.
import { make } from "../dom.js";
import { mounted } from "../mount.js";
import { Layers } from "./layers.js";

class Picture {
  constructor(root) {
    this.layers = new Layers(() => this.explain());
    this.frame = make("div", { class: "picture" }, this.layers.element);
    this.note = make("p", { class: "note" });
    root.append(this.frame, this.note);
  }

  update({ data }) {
    this.data = data;
    Object.assign(this.frame.style, {
      width: `${data.width}px`,
      aspectRatio: `${data.width} / ${data.height}`,
    });
    this.layers.show(data);
    this.explain();
  }

  explain() {
    const { reason, note, noted } = this.data;
    const why = [reason, this.layers.failure || note].filter(Boolean).join(" · ");
    this.note.textContent = noted ? why : "";
    this.frame.title = noted ? "" : why;
  }

  dispose() {
    this.layers.dispose();
    this.frame.remove();
    this.note.remove();
  }
}

export default mounted(Picture);
