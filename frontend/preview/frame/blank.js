// Whether anything is visible.
const REPLACED = new Set(["img", "svg", "canvas", "video", "input", "textarea", "select", "hr"]);
const LOOKED_AT = 4000;
const WHITE = "rgb(255, 255, 255)";
const NONE = "rgba(0, 0, 0, 0)";

function paints(element) {
  const box = element.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return false;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  if (REPLACED.has(element.localName)) return true;
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return true;
  }
  const style = getComputedStyle(element);
  if (style.backgroundImage !== "none" || style.boxShadow !== "none") return true;
  if (style.backgroundColor !== NONE && style.backgroundColor !== WHITE) return true;
  return parseFloat(style.borderTopWidth) > 0 || parseFloat(style.borderBottomWidth) > 0;
}

/** Whether nothing below `root` is visible, judged by its first few thousand elements. */
export function isBlank(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  for (let count = 0; count < LOOKED_AT && walker.nextNode(); count++) {
    if (paints(walker.currentNode)) return false;
  }
  return true;
}
