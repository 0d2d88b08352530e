// Colors as the browser paints them, in whatever notation a style sheet has them.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const known = new Map();
const MOST_KNOWN = 2000;
const PLAIN = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/;
const IN_GRADIENT = /(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\([^()]*\)|#[0-9a-f]{3,8}\b/gi;

/** Red, green and blue from 0 to 255 and alpha from 0 to 1. */
function parts(text) {
  const plain = PLAIN.exec(text);
  if (plain) return [...plain.slice(1, 4).map(Number), Number(plain[4] ?? 1)];
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = "rgb(0 0 0 / 0)";
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function rgba(text) {
  if (!known.has(text)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, parts(text));
  }
  return known.get(text);
}

function hex([red, green, blue, alpha]) {
  const bytes = [red, green, blue, alpha * 255].map((part) => Math.round(part));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** `#rrggbbaa` of a computed color under an opacity; null if it is invisible. */
export function painted(text, opacity = 1) {
  const [red, green, blue, alpha] = rgba(text);
  return alpha * opacity < 0.01 ? null : hex([red, green, blue, alpha * opacity]);
}

/** The mean color of a gradient, as `#rrggbbaa`; null for any other picture. */
export function gradientMean(image, opacity) {
  if (!/gradient\(/.test(image)) return null;
  const stops = (image.match(IN_GRADIENT) ?? []).slice(0, 16).map(rgba);
  if (!stops.length) return null;
  const alpha = stops.reduce((sum, stop) => sum + stop[3], 0);
  const mean = [0, 1, 2].map((at) => stops.reduce((sum, stop) => sum + stop[at] * stop[3], 0));
  const share = (alpha / stops.length) * opacity;
  return share < 0.01 ? null : hex([...mean.map((sum) => sum / alpha), share]);
}
