// A component whose script is too large to be sent with each of its mounts: browsers fetch and cache it.
import { language, texts } from "./language.js";

/** Imports a script of ours, in the language of the page. */
export function imported(address) {
  const at = new URL(address, window.location.origin);
  // The page keeps what it imported by its address, and the texts in it are of one language.
  if (language !== "en") at.searchParams.set("language", language);
  // Another component's script may still be on its way.
  const before = globalThis.dashboardTexts;
  globalThis.dashboardTexts = before?.["%"] === texts["%"] ? { ...before, ...texts } : texts;
  return import(at.href);
}

/**
 * The default export of such a component. `address(data)` is where its script is, whose `mount` is called
 * like a component's default export; `failure` is shown if it cannot be loaded.
 */
export function fetched(address, failure) {
  let loading;
  return (component) => {
    let end = () => {};
    let isEnded = false;
    loading ??= imported(address(component.data));
    loading.then(({ mount }) => {
      if (!isEnded) end = mount(component);
    }, () => {
      loading = undefined;
      component.parentElement.textContent = failure;
    });
    return () => {
      isEnded = true;
      end();
    };
  };
}
