// Which icons of lucide-react a source may use: all of them are half a megabyte for every frame.
const NAME = /[A-Z]\w*/g;
const FROM_LUCIDE = /lucide/;
// These can look icons up by names that are not in the source.
const BY_ANY_NAME = /\*\s*as\b|\bicons\b|\bimport\s*\(|\brequire\b/;
const libraries = new Map();

function library(text) {
  if (!libraries.has(text)) libraries.set(text, JSON.parse(text));
  return libraries.get(text);
}

/** The name without what lucide-react lets everybody add. */
function plain(name) {
  return name.replace(/^Lucide(?=.)/, "").replace(/(?<=.)Icon$/, "");
}

/** The part of the library that a source needs; both are JSON of `{files, nodes}` (build.js). */
export function iconsFor(source, text) {
  if (BY_ANY_NAME.test(source)) return text;
  const [files, nodes] = [{}, {}];
  const all = library(text);
  const names = FROM_LUCIDE.test(source) ? new Set(source.match(NAME)) : [];
  for (const name of names) {
    for (const each of [name, plain(name)]) {
      if (!Object.hasOwn(all.files, each)) continue;
      files[each] = all.files[each];
      nodes[files[each]] = all.nodes[files[each]];
    }
  }
  return JSON.stringify({ files, nodes });
}
