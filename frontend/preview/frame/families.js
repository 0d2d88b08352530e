// Which font family a text is really drawn in: the first of its list that is here.
const GENERIC = new Set(
  (
    "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace " +
    "ui-rounded math emoji -apple-system blinkmacsystemfont inherit"
  ).split(" "),
);
const SAMPLE = "mmWil10&Qg";
const canvas = document.createElement("canvas").getContext("2d");
const installed = new Map();

/** The family names of a computed `font-family`. */
export function namesIn(list) {
  return list.split(",").map((name) => name.trim().replace(/^["']|["']$/g, ""));
}

export function isGeneric(name) {
  return GENERIC.has(name.toLowerCase());
}

function width(font) {
  canvas.font = `72px ${font}`;
  return canvas.measureText(SAMPLE).width;
}

/** Whether a family changes how a text is drawn: neither of two generic ones stands in for it. */
function isHere(name) {
  if (!installed.has(name)) {
    const quoted = `"${name.replace(/["\\]/g, "")}"`;
    const changes = (generic) => width(`${quoted}, ${generic}`) !== width(generic);
    installed.set(name, changes("monospace") || changes("serif"));
  }
  return installed.get(name);
}

/** `{drawn, asked}`: the family of a computed list that is drawn, and the first that is named. */
export function familyOf(list) {
  const names = namesIn(list).slice(0, 12);
  const drawn = names.find((name) => isGeneric(name) || isHere(name)) ?? "serif";
  return { drawn, asked: names[0] };
}
