// Which fonts a source gets: those that it names, and the one that the system's own is shown as. The
// frame has no network, so the page loads their files and hands them over.
const DEFAULT = "Inter";
const GENERIC = /^(?:-apple-system|system-ui|ui-sans-serif)$/;
const files = new Map();

function load(address) {
  if (!files.has(address)) {
    const loading = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.arrayBuffer();
    });
    loading.catch(() => files.delete(address));
    files.set(address, loading);
  }
  return files.get(address);
}

/** A family's name in code, where blanks may be underscores, as in Tailwind's classes. */
function pattern(name) {
  return new RegExp(`(?<![\\w-])${name.replaceAll(" ", "[ _+]")}(?![\\w-])`, "i");
}

/** The names of families that are substituted and that a source has: `[name as written, family]`. */
function substituted(source, substitutes) {
  let rest = source;
  const named = [];
  // The longest first: Helvetica Neue is not Helvetica.
  const names = Object.entries(substitutes).sort(([one], [other]) => other.length - one.length);
  for (const [name, family] of names) {
    const written = pattern(name).exec(rest)?.[0].replaceAll(/[_+]/g, " ");
    if (!written || GENERIC.test(name)) continue;
    named.push([written, family]);
    rest = rest.replaceAll(new RegExp(pattern(name), "gi"), "");
  }
  return named;
}

/**
 * The fonts of a source: `{faces, substitutes}`. `faces` are files with the names that they go by,
 * `substitutes` the fonts that others stand for: `[name as written, family]`.
 */
export function fontsFor(source, { fonts, substitutes }) {
  const names = new Map([[DEFAULT, [DEFAULT]]]);
  const add = (family, name) => names.set(family, [...(names.get(family) ?? []), name]);
  for (const family of new Set(fonts.map((font) => font.family))) {
    if (family !== DEFAULT && pattern(family).test(source)) add(family, family);
  }
  const standing = substituted(source, substitutes);
  for (const [name, family] of standing) add(family, name);
  const faces = fonts
    .filter(({ family }) => names.has(family))
    .map((font) => ({ ...font, names: names.get(font.family) }));
  return { faces, substitutes: standing };
}

/** The faces with their bytes; those that cannot be loaded are left out. */
export async function withBytes(faces) {
  const loaded = faces.map(({ names, weight, address }) =>
    load(address).then(
      (bytes) => ({ names, weight, bytes }),
      () => null,
    ),
  );
  return (await Promise.all(loaded)).filter(Boolean);
}
