// The fonts that the preview has, out of the packages of Fontsource: their Latin letters, upright. All
// are under the SIL Open Font License 1.1, whose text each package has.
import { readFile } from "node:fs/promises";

const PACKAGES = new URL("node_modules/", import.meta.url);
// One file for all weights.
const VARIABLE = [
  ...["inter", "roboto", "open-sans", "montserrat", "dm-sans", "plus-jakarta-sans", "manrope"],
  ...["nunito", "work-sans", "outfit", "figtree", "public-sans", "space-grotesk", "geist", "rubik"],
  ...["urbanist", "raleway", "playfair-display", "jetbrains-mono", "source-sans-3"],
];
// A file for each weight.
const STATIC = ["poppins", "lato", "arimo"];
const LICENSE = "OFL-1.1";

async function describe(directory) {
  const metadata = JSON.parse(await readFile(new URL("metadata.json", directory), "utf8"));
  if (metadata.license.type !== LICENSE) throw new Error(`${metadata.family} is not under the OFL`);
  return metadata;
}

async function variable(id) {
  const directory = new URL(`@fontsource-variable/${id}/`, PACKAGES);
  const { family, variable } = await describe(directory);
  const bytes = await readFile(new URL(`files/${id}-latin-wght-normal.woff2`, directory));
  return [{ family, weight: `${variable.wght.min} ${variable.wght.max}`, name: id, bytes }];
}

async function each(id) {
  const directory = new URL(`@fontsource/${id}/`, PACKAGES);
  const { family, weights } = await describe(directory);
  return Promise.all(
    weights.map(async (weight) => {
      const bytes = await readFile(new URL(`files/${id}-latin-${weight}-normal.woff2`, directory));
      return { family, weight: String(weight), name: `${id}-${weight}`, bytes };
    }),
  );
}

/** Every file: `{family, weight, name, bytes}`; `weight` as a font face has it, `100 900` or `400`. */
export async function fontFiles() {
  const all = await Promise.all([...VARIABLE.map(variable), ...STATIC.map(each)]);
  return all.flat();
}
