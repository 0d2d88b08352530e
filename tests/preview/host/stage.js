// Mounts the samples that the address names as Streamlit does, and again after each click.
import component from "/stage/component.js";

const find = (id) => document.getElementById(id);
const root = find("preview").attachShadow({ mode: "open" });
let parentElement;
let end = () => {};
let steps = [];
let at = 0;
let clicks = 0;

function rerun() {
  find("clicks").textContent = clicks;
  if (!steps.length) return;
  const { name, data } = steps[at % steps.length];
  find("sample").textContent = `Sample ${name}`;
  end = component({ parentElement, data, setStateValue() {}, setTriggerValue() {} });
}

/** Show the samples of `query` in a preview of their own. */
window.show = async (query) => {
  end();
  root.replaceChildren();
  const response = await fetch(`/stage/steps?${query}`);
  steps = await response.json();
  at = 0;
  parentElement = root.appendChild(document.createElement("div"));
  rerun();
};

/** Show a sample beside it, in another preview. */
window.showBeside = async (query) => {
  const [{ data }] = await (await fetch(`/stage/steps?${query}`)).json();
  const beside = root.appendChild(document.createElement("div"));
  component({ parentElement: beside, data, setStateValue() {}, setTriggerValue() {} });
};

find("click").addEventListener("click", () => {
  clicks += 1;
  rerun();
});
find("next").addEventListener("click", () => {
  at += 1;
  rerun();
});
await window.show(location.search.slice(1));
