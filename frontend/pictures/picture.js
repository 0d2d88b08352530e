// One picture, with a note below it where there is room. Follows layers.js.
const mounted = new WeakMap();

class Picture {
  constructor(root) {
    this.layers = new Layers(() => this.say());
    this.frame = document.createElement("div");
    this.frame.className = "picture";
    this.frame.append(this.layers.element);
    this.note = document.createElement("p");
    this.note.className = "note";
    root.append(this.frame, this.note);
  }

  update(data) {
    this.data = data;
    Object.assign(this.frame.style, {
      width: `${data.width}px`,
      aspectRatio: `${data.width} / ${data.height}`,
    });
    this.layers.show(data);
    this.say();
  }

  say() {
    const why = [this.data.reason, this.layers.failure || this.data.note].filter(Boolean).join(" · ");
    this.note.textContent = this.data.noted ? why : "";
    this.frame.title = this.data.noted ? "" : why;
  }
}

export default function ({ data, parentElement }) {
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Picture(parentElement));
  const picture = mounted.get(parentElement);
  picture.update(data);
  return () => picture.layers.dispose();
}
