// Registered with Streamlit; what does the work is fetched once and kept by the browser's cache.
let loading;

export default function (component) {
  let end = () => {};
  let ended = false;
  const { host } = component.data.assets;
  loading ??= import(new URL(host, window.location.origin).href);
  loading.then(({ mount }) => {
    if (!ended) end = mount(component);
  }, () => {
    loading = undefined;
    component.parentElement.textContent = "The preview could not be loaded. Reload the page.";
  });
  return () => {
    ended = true;
    end();
  };
}
