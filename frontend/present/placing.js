// How large a prototype stands in the room that there is: at its own size if it fits, else smaller.
const TALL = 2.6;
const PHONE = 500;
const READABLE = 0.7;

/**
 * `{width, height, scale}` of its frame. A screen is shown whole; a page that would be too small then is
 * as wide as it can be, and scrolls.
 */
export function placed({ width, height }, room) {
  const across = Math.min(room.width / width, 1);
  const whole = Math.min(across, room.height / height);
  const isPage = height / width > TALL || (width > PHONE && whole < across * READABLE);
  if (!isPage) return { width, height, scale: whole };
  return { width, height: Math.min(height, Math.round(room.height / across)), scale: across };
}
