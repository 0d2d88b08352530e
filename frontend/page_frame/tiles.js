// Makes whole tiles clickable: a click in a container whose key begins with "tile-" follows the link
// in it. The link itself stays what the keyboard and screen readers use.
const TILE = '[class*="st-key-tile-"]';

function linkOf(event) {
  const tile = event.target.closest?.(TILE);
  if (!tile || event.target.closest("a, button, input")) return null;
  return tile.querySelector("a[href]");
}

export function followTile(event) {
  const link = linkOf(event);
  if (!link || String(getSelection())) return; // somebody marks the number to copy it
  if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(link.href);
  else link.click();
}

export function showTile(event) {
  const tile = event.target.closest?.(TILE);
  if (tile?.querySelector("a[href]")) tile.style.cursor = "pointer";
}
