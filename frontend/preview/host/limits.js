// How long the page waits for a preview, and how much it bears.
export const TICK_MS = 500;
export const SILENT_TICKS = 6;
export const DEADLINE_MS = 10_000;
export const BOOT_MS = 30_000;
/** A frame that has not started by then may be in the process of one that hung, and is made again. */
export const START_MS = 5_000;
/** How long a process that hangs goes on without frames: Chromium keeps it for two seconds. */
export const AFTER_HANG_MS = 2_500;
export const SPARE_AFTER_MS = 400;
export const MESSAGES_PER_TICK = 60;
export const COMMITS_PER_TICK = 150;
export const BUSY_TICKS = 6;
/** A removed frame's messages may still arrive for this long. */
export const LATE_MS = 10_000;
