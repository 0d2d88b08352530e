// A credential, in sight for some seconds by the browser's own clock: also in a tab that is left
// alone, and when the connection is gone. Drawing it anew does not begin anew.
const ends = new Map();

export default function ({ parentElement, data: { value, seconds, token } }) {
  if (!ends.has(token)) ends.set(token, Date.now() + seconds * 1000);
  const find = (name) => parentElement.querySelector(`.${name}`);
  const [text, copy, left] = ["value", "copy", "left"].map(find);
  let timer;

  function hide() {
    clearInterval(timer);
    text.textContent = "";
    text.hidden = copy.hidden = true;
    left.textContent = "Hidden again.";
  }

  function tick() {
    const rest = Math.ceil((ends.get(token) - Date.now()) / 1000);
    if (rest <= 0) hide();
    else left.textContent = `Hidden again in ${rest} s`;
  }

  text.hidden = false;
  text.textContent = value;
  copy.hidden = !navigator.clipboard; // browsers offer it to secure pages alone
  copy.textContent = "Copy";
  copy.onclick = async () => {
    await navigator.clipboard.writeText(value);
    copy.textContent = "Copied";
  };
  timer = setInterval(tick, 500);
  document.addEventListener("visibilitychange", tick);
  tick();
  return () => {
    document.removeEventListener("visibilitychange", tick);
    hide();
  };
}
