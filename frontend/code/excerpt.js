// Everything is set as text, never as markup: the code is untrusted.

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const lineOf = ({ number, text, marked, chosen, start, end }) => {
  const classes = ["line", marked && "marked", chosen && (marked ? "chosen" : "looked-at")];
  const made = element("div", classes.filter(Boolean).join(" "));
  made.setAttribute("role", "row");
  made.append(element("span", "mark", marked || chosen ? "▸" : ""), element("span", "number", number));
  const code = element("span", "code", start < end ? text.slice(0, start) : text);
  if (start < end) code.append(element("span", "point", text.slice(start, end)), text.slice(end));
  made.append(code);
  for (const cell of made.children) cell.setAttribute("role", "cell");
  if (chosen) made.setAttribute("aria-current", "true");
  return made;
};

export default function ({ parentElement, data }) {
  const drawn = parentElement.querySelector(".excerpt");
  if (drawn?.dataset.fingerprint === data.fingerprint) return;
  const frame = element("div", "excerpt");
  frame.dataset.fingerprint = data.fingerprint;
  frame.tabIndex = 0;
  const lines = element("div", "lines");
  lines.setAttribute("role", "table");
  lines.setAttribute("aria-label", data.label);
  lines.append(...data.lines.map(lineOf));
  frame.append(lines);
  if (drawn) drawn.replaceWith(frame);
  else parentElement.append(frame);
}
