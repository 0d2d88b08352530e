// The life of a component on a page. Streamlit calls a component's default export each time its data
// or the theme changes, and only at the end the function that the last call returned. It also calls,
// as soon as it has it, the function of a call that newer data has overtaken: that one ends nothing.

const decoder = new TextDecoder();

/** Data that components/frontend.py has packed; other data as it is. */
function unpacked(data) {
  return data instanceof Uint8Array ? JSON.parse(decoder.decode(data)) : data;
}

/**
 * The default export of a component. `Part` is constructed with the element to draw in, `update` gets
 * the component of each call (`data`, `setStateValue`, `setTriggerValue`), and `dispose` takes off the
 * page what the part put there, listeners and timers included.
 */
export function mounted(Part) {
  const mounts = new WeakMap();
  return (component) => {
    const { parentElement } = component;
    if (!mounts.has(parentElement)) {
      mounts.set(parentElement, { part: new Part(parentElement), calls: 0 });
    }
    const mount = mounts.get(parentElement);
    const call = ++mount.calls;
    mount.part.update({ ...component, data: unpacked(component.data) });
    return () => {
      if (call !== mount.calls || mounts.get(parentElement) !== mount) return;
      mounts.delete(parentElement);
      mount.part.dispose();
    };
  };
}
