// Sizes: the frame keeps its exact size in CSS pixels and is scaled to fit the stage.
export const DEVICES = { 375: 812, 768: 1024, 1280: 800 };
const FALLBACK = { width: 1280, height: 800 };
const TALL = 2.6;
const GAP = 24;
const STACK_BELOW = 620;
// Of two previews beside each other, each has half of the page.
const STACK_PAIRED_BELOW = 400;

function usable(value) {
  return Number.isFinite(value) && value > 0 ? Math.min(value, 20_000) : null;
}

/** The design's size; a missing side is derived from the other. */
export function designSize({ width, height }) {
  const w = usable(width);
  const h = usable(height);
  if (!w && !h) return FALLBACK;
  return { width: w ?? Math.round(h * 1.6), height: h ?? Math.round(w / 1.6) };
}

/** The live frame's size on a device; "frame" is the design's own size. */
export function liveSize(design, device) {
  return device === "frame" ? design : { width: Number(device), height: DEVICES[device] };
}

function fit({ width, height }, room) {
  const scale = Math.min(room.width / width, 1);
  // Long pages fit the width and scroll; a screen is shown whole.
  return height / width > TALL ? scale : Math.min(scale, room.height / height);
}

/** `{stacked, design, live}`: whether the panes are stacked, and the scale of each; `paired`, whether another
 * preview is beside this one. */
export function scales(design, live, mode, stage, paired = false) {
  const single = mode !== "side";
  const stacked = !single && stage.width < (paired ? STACK_PAIRED_BELOW : STACK_BELOW);
  const room = {
    width: single || stacked ? stage.width : (stage.width - GAP) / 2,
    height: stage.height,
  };
  const same = design.width === live.width && design.height === live.height;
  const scale = fit(live, room);
  return { stacked, live: scale, design: same ? scale : fit(design, room) };
}

/** The caption of a pane: its content, size and scale. */
export function caption(title, { width, height }, scale, note = "") {
  const percent = Math.round(scale * 100);
  const scaled = percent === 100 ? "" : ` · ${percent}%`;
  return `${title} · ${width} × ${height}${scaled}${note && ` · ${note}`}`;
}
