// Registered with Streamlit. It loads the host, which the browser caches.
let loading;

export default function (component) {
  let end = () => {};
  let isEnded = false;
  const { host } = component.data.assets;
  loading ??= import(new URL(host, window.location.origin).href);
  loading.then(({ mount }) => {
    if (!isEnded) end = mount(component);
  }, () => {
    loading = undefined;
    component.parentElement.textContent = "The preview could not be loaded. Reload the page.";
  });
  return () => {
    isEnded = true;
    end();
  };
}
