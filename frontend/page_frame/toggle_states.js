// Streamlit's buttons cannot be toggles: `aria-pressed` is set on those that are, by their keys,
// each of which is a class of the button's container.
function draw(pressed) {
  for (const [key, on] of Object.entries(pressed)) {
    const name = `st-key-${key.trim().replace(/[^a-zA-Z0-9_-]/g, "-")}`;
    const button = document.getElementsByClassName(name)[0]?.querySelector("button");
    const value = String(on);
    if (button && button.getAttribute("aria-pressed") !== value) {
      button.setAttribute("aria-pressed", value);
    }
  }
}

const mounted = new WeakMap();

export default function ({ data, parentElement }) {
  const before = mounted.get(parentElement);
  before?.disconnect();
  // A button that changes its looks is another element.
  const observer = new MutationObserver(() => draw(data.pressed));
  observer.observe(document.body, { childList: true, subtree: true });
  mounted.set(parentElement, observer);
  draw(data.pressed);
  return () => observer.disconnect();
}
