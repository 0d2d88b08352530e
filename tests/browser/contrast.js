() => {
  // Texts on the page whose contrast is below WCAG AA: 4.5 to 1, or 3 to 1 for large ones.
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const colors = new Map();
  const parse = (text) => {
    if (!colors.has(text)) colors.set(text, painted(text));
    return colors.get(text);
  };
  const painted = (text) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, under) =>
    [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const parent = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const linear = (value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const all = (root) =>
    [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);

  // The color behind a node's text, and how opaque the node is with all that it lies in.
  const backdrops = new Map([[null, { ground: [255, 255, 255, 1], opacity: 1 }]]);
  const backdrop = (node) => {
    if (!backdrops.has(node)) {
      const { ground, opacity } = backdrop(parent(node));
      const style = getComputedStyle(node);
      const top = parse(style.backgroundColor);
      backdrops.set(node, {
        ground: over(top, ground),
        opacity: opacity * Number(style.opacity),
      });
    }
    return backdrops.get(node);
  };

  const faint = [];
  let texts = 0;
  for (const element of all(document)) {
    const text = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent.trim())
      .join("");
    const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!text || !isShown || element.closest("[disabled], [aria-hidden=true], style, script")) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const { ground, opacity } = backdrop(element);
    const [red, green, blue, alpha] = parse(style.color);
    const ink = [red, green, blue, alpha * opacity];
    const [light, dark] = [luminance(over(ink, ground)), luminance(ground)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`);
  }
  return { texts, faint };
}
