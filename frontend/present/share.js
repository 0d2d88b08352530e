// Steps through a shared showcase by keys; without them it is scrolled.
const figures = [...document.querySelectorAll("figure")];
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

addEventListener("keydown", (event) => {
  const by = STEPS[event.key];
  if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const at = figures.findIndex((figure) => figure.getBoundingClientRect().top > -innerHeight / 2);
  figures[at + by]?.scrollIntoView({ behavior: "instant" });
});
