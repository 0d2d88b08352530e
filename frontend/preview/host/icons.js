// Icons for the preview's toolbar and verdict.
import { drawing } from "../../dom.js";

const PATHS = {
  live: "M8 5l11 7-11 7z",
  side: "M4 5h7v14H4zM13 5h7v14h-7z",
  one: "M4 4h16v16H4zM11 9l2-1v8",
  overlay: "M4 4h11v11H4zM9 9h11v11H9z",
  swipe: "M12 3v18M4 6h5M4 18h5M4 6v12M15 6h5v12h-5",
  difference: "M4 4h11v11H4zM9 9h11v11H9zM9 15l6-6",
  blink: "M3 12s3-6 9-6 9 6 9 6-3 6-9 6-9-6-9-6zM12 10v4",
  heat: "M12 3c3 4 6 6 6 10a6 6 0 0 1-12 0c0-2 1-3 2-4 1 2 2 2 2 2 1-3 0-5 2-8z",
  reload: "M20 11a8 8 0 1 0-2.3 6.3M20 4v7h-7",
  expand: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  shrink: "M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5",
  renders: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8 12.5l2.7 2.7L16 9.8",
  blank: "M5 4h14v16H5zM9 12h6",
  throws: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7.5v5M12 16v.1",
  "stand-ins": "M4 4h9v9H4zM11 16h9v4h-9zM16 4h4v9h-4M4 16h4v4H4z",
  missing: "M20 12v-6h-6M4 12v6h6M4 6h4M20 18h-4M9 15l6-6",
  compile: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
  slow: "M7 3h10M7 21h10M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4",
  stopped: "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM9 9l6 6M15 9l-6 6",
  none: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  running: "M12 3a9 9 0 1 0 9 9",
};

/** The icon for an action or a verdict's state. */
export function icon(name) {
  return drawing(24, PATHS[name]);
}
