// The keyboard in the list, as in every tree.

/** A handler of `keydown` for the list of a tree. */
export function keyHandler(tree) {
  return (event) => {
    const row = event.target.closest(".row");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowDown: () => tree.choose(row.nextElementSibling),
      ArrowUp: () => tree.choose(row.previousElementSibling),
      Home: () => tree.choose(tree.element.firstElementChild),
      End: () => tree.choose(tree.element.lastElementChild),
      ArrowRight: () => unfold(tree, row),
      ArrowLeft: () => fold(tree, row),
      Enter: () => press(tree, row),
      " ": () => press(tree, row),
    }[event.key];
    if (act) act();
    else if (!/^\S$/u.test(event.key)) return;
    else typeAhead(tree, row, event.key.toLowerCase());
    event.preventDefault();
    event.stopPropagation();
  };
}

function press(tree, row) {
  if (row.dataset.of) return tree.loadMore(row);
  if (row.hasAttribute("aria-expanded")) tree.toggle(Number(row.dataset.at));
  tree.choose(row);
}

function unfold(tree, row) {
  const expanded = row.getAttribute("aria-expanded");
  if (expanded === "false") tree.toggle(Number(row.dataset.at));
  else if (expanded === "true") tree.choose(row.nextElementSibling);
}

function fold(tree, row) {
  if (row.getAttribute("aria-expanded") === "true") return tree.toggle(Number(row.dataset.at));
  const parent = row.dataset.of ?? tree.node(Number(row.dataset.at)).parent;
  if (!tree.isSearch) tree.choose(tree.row(parent));
}

/** Chooses the next row whose name begins with a letter. */
function typeAhead(tree, from, letter) {
  const rows = [...tree.element.querySelectorAll("[data-at]")];
  const begin = rows.indexOf(from) + 1;
  const next = [...rows.slice(begin), ...rows.slice(0, begin)].find((row) =>
    tree.node(Number(row.dataset.at)).name.toLowerCase().startsWith(letter),
  );
  tree.choose(next);
}
