// The fonts that the page has handed over, under every name that a source calls them by.
const STYLES = {
  thin: 100,
  extralight: 200,
  light: 300,
  regular: 400,
  medium: 500,
  semibold: 600,
  demibold: 600,
  bold: 700,
  extrabold: 800,
  black: 900,
};
// Code that Figma's plug-ins write names family and style: `Inter:Semi_Bold`.
const STYLED = /([A-Za-z][\w ]*?):([A-Za-z][A-Za-z_ ]*)/g;
const MOST_STYLED = 40;

function plain(name) {
  return name.replaceAll("_", " ").trim().toLowerCase();
}

/** `Inter:Semi Bold` with its weight, for each such name in a source that is one of these families. */
function styledNames(source, families) {
  const styled = new Map();
  for (const [, family, style] of source.matchAll(STYLED)) {
    const weight = STYLES[plain(style).replaceAll(" ", "").replace(/italic$/, "")];
    const known = families.find((name) => name.toLowerCase() === plain(family));
    if (!weight || !known || styled.size >= MOST_STYLED) continue;
    styled.set(`${family}:${style}`.replaceAll("_", " "), { family: known, weight });
  }
  return styled;
}

function holds(range, weight) {
  const [least, most = least] = range.split(" ").map(Number);
  return least <= weight && weight <= most;
}

function add(name, bytes, weight) {
  const face = new FontFace(name, bytes, { weight, display: "block" });
  document.fonts.add(face);
  return face.load().catch(() => {});
}

/** Make the fonts usable for a source; done when all are ready. */
export function addFonts(fonts, source) {
  const loading = [];
  for (const { names, weight, bytes } of fonts) {
    for (const name of names) loading.push(add(name, bytes, weight));
    for (const [name, style] of styledNames(source, names)) {
      if (holds(weight, style.weight)) loading.push(add(name, bytes, String(style.weight)));
    }
  }
  return Promise.all(loading);
}
