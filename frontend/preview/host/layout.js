// Sizes: the frame keeps its exact size in CSS pixels and is scaled to fit the stage.
import { t } from "../../language.js";

export const DEVICES = { 375: 812, 768: 1024, 1280: 800 };
const FALLBACK = { width: 1280, height: 800 };
const TALL = 2.6;
const GAP = 24;
const STACK_BELOW = 620;
const STACK_GAP = 56;

const STAGE_SHARE = 0.74;
const COMPACT_SHARE = 0.5;
const AROUND_ROOMY = 292; // pixels of the window that are above and below the sheets
const LEAST_STAGE = 320;
const MOST_STAGE = 900;

/** How high the sheets may be in a window of this height. */
export function stageHeight(window, { compact, roomy }) {
  const tall = roomy ? window - AROUND_ROOMY : window * (compact ? COMPACT_SHARE : STAGE_SHARE);
  return Math.min(Math.max(tall, LEAST_STAGE), MOST_STAGE);
}

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

/** `{stacked, design, live}`: whether the panes are stacked, and the scale of each; `paired` are the sizes of this
 * design and of the one that is beside it, which are drawn at one scale. */
export function scales(design, live, mode, stage, paired = null) {
  const single = mode !== "side";
  const arranged = (stacked) => {
    const room = {
      width: single || stacked ? stage.width : (stage.width - GAP) / 2,
      height: paired && stacked ? (stage.height - STACK_GAP) / 2 : stage.height,
    };
    const same = design.width === live.width && design.height === live.height;
    const scale = Math.min(...(paired ?? [live]).map((size) => fit(size, room)));
    return { stacked, live: scale, design: same ? scale : fit(design, room) };
  };
  if (!paired || single) return arranged(!single && stage.width < STACK_BELOW);
  // Of two previews beside each other, each is arranged as it is larger.
  const [row, column] = [arranged(false), arranged(true)];
  return column.live > row.live ? column : row;
}

/** The captions of both panes. `shown` is what represents the design, `why` it does, `overflow` says what leaves
 * the page. */
export function captions({ mode, side, design, live, scale, shown, why, overflow }) {
  const ofDesign = caption(shown, design, scale.design, why);
  if (mode === "one" && side === "design") return [ofDesign, ofDesign];
  const overlaid = !["side", "live", "one"].includes(mode);
  if (overlaid) return [ofDesign, caption(t("{shown} over live", { shown }), live, scale.live, why)];
  return [ofDesign, caption(t("Live"), live, scale.live, overflow)];
}

/** The caption of a pane: its content, size and scale. */
function caption(title, { width, height }, scale, note = "") {
  const percent = Math.round(scale * 100);
  const scaled = percent === 100 ? "" : ` · ${percent}%`;
  return `${title} · ${width} × ${height}${scaled}${note && ` · ${note}`}`;
}
