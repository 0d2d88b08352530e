// Builds dist/: a script, and a style where there is one, for each component, by its name; and of the
// preview the frame's page, its runtime, the icons and the host, and the editor, by hashed names, since browsers
// cache them.
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { fontFiles } from "./fonts.js";

const OUT = new URL("dist/", import.meta.url);
const COMPONENTS = [
  "code/difference",
  "code/excerpt",
  "design_tree/explorer",
  "editing/code_editor",
  "editing/draft_keeper",
  "editing/save_key",
  "inbox/count",
  "inbox/inbox",
  "news/news",
  "overview/recent",
  "overview/tiles",
  "page_frame/page_frame",
  "page_frame/pulse",
  "page_frame/toggle_states",
  "pictures/gallery",
  "pictures/picture",
  "pictures/table",
  "present/present",
  "present/share",
  "preview/component",
  "review/pair",
  "review/review",
  "session/reply",
  "session/reveal",
  "showcases/shelves",
  "url_state/clean_url",
  "url_state/remembered",
  "url_state/shortcuts",
  "views/open_view",
];
const LUCIDE = new URL("node_modules/lucide-react/dist/esm/", import.meta.url);

/** The text of a script or style with all that it imports. A warning is an error. */
async function bundle(entry, { isFetched = false, ...options }) {
  const result = await build({
    entryPoints: [new URL(entry, import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"', "process.env.IS_FETCHED": String(isFetched) },
    ...options,
  });
  if (result.warnings.length) throw new Error(`${entry} has warnings`);
  return result.outputFiles[0].text.trim();
}

/** `{files: {ExportName: file}, nodes: {file: icon node}}`; spellings with Lucide… and …Icon are
 * left to the reader. */
async function icons() {
  const index = await readFile(new URL("lucide-react.js", LUCIDE), "utf8");
  const files = {};
  const nodes = {};
  for (const [, names, file] of index.matchAll(/export \{ (.+) \} from '\.\/icons\/(.+)\.js';/g)) {
    const { __iconNode } = await import(new URL(`icons/${file}.js`, LUCIDE));
    nodes[file] = __iconNode;
    const all = names.split(", ").map((name) => name.replace("default as ", ""));
    for (const name of all) {
      const plain = name.replace(/^Lucide(?=.)/, "").replace(/(?<=.)Icon$/, "");
      if (name === plain || !all.includes(plain)) files[name] = file;
    }
  }
  return JSON.stringify({ files, nodes });
}

function hashed(text, algorithm, encoding) {
  return createHash(algorithm).update(text).digest(encoding);
}

async function asset(name, extension, text) {
  const file = `${name}.${hashed(text, "sha256", "hex").slice(0, 12)}.${extension}`;
  await writeFile(new URL(file, OUT), text);
  await writeFile(new URL(`${file}.gz`, OUT), gzipSync(text, { level: 9 }));
  return file;
}

/** Writes the preview's fonts: `[{family, weight, file}]`. They are compressed as they are. */
async function fonts() {
  const written = (await fontFiles()).map(async ({ family, weight, name, bytes }) => {
    const file = `${name}.${hashed(bytes, "sha256", "hex").slice(0, 12)}.woff2`;
    await writeFile(new URL(file, OUT), bytes);
    return { family, weight, file };
  });
  return Promise.all(written);
}

/** Writes a component's script, and its style if it has one: `components/pictures/table.js`, `.css`.
 * Streamlit would take a text without a line break for a file's name. */
async function component(name) {
  const file = new URL(`components/${name}`, OUT);
  const heading = `/* frontend/${name} */\n`;
  await mkdir(new URL(".", file), { recursive: true });
  await writeFile(`${file.pathname}.js`, heading + (await bundle(`${name}.js`, { format: "esm" })));
  const style = `${name}.css`;
  const hasStyle = await access(new URL(style, import.meta.url)).then(() => true, () => false);
  if (hasStyle) await writeFile(`${file.pathname}.css`, heading + (await bundle(style, {})));
}

/** An expression whose value is the module tools.js. */
async function tools() {
  const code = await bundle("preview/frame/tools.js", { format: "iife", globalName: "tools" });
  return `(()=>{${code};return tools})()\n//# sourceURL=preview-tools.js`;
}

/** The runtime: an inline script that takes its port from boot.js, below no other page. */
async function runtime() {
  const code = await bundle("preview/frame/main.js", { format: "iife" });
  return `{if(parent===self||parent!==top)throw new Error("Not a preview");
const{port}=self.__handed;delete self.__handed;${code}}
//# sourceURL=preview-runtime.js`;
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT);
const boot = await bundle("preview/frame/boot.js", { format: "iife" });
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>
<meta name="viewport" content="width=device-width,initial-scale=1"></head>
<body><div id="root"></div><script>${boot}</script></body></html>\n`;
await writeFile(new URL("frame.html", OUT), page);
const run = await runtime();
await Promise.all(COMPONENTS.map(component));
const part = { format: "esm", loader: { ".css": "text" }, isFetched: true };
const manifest = {
  scripts: [boot, run].map((script) => `sha256-${hashed(script, "sha256", "base64")}`),
  runtime: await asset("runtime", "js", run),
  tools: await asset("tools", "js", await tools()),
  icons: await asset("icons", "json", await icons()),
  host: await asset("host", "js", await bundle("preview/host/main.js", part)),
  editor: await asset("editor", "js", await bundle("editing/editor.js", part)),
  headless: await asset("headless", "js", await bundle("preview/headless.js", { format: "esm" })),
  preparer: await asset("preparer", "js", await bundle("preview/preparer.js", { format: "iife" })),
  fonts: await fonts(),
};
await writeFile(new URL("manifest.json", OUT), `${JSON.stringify(manifest, null, 2)}\n`);
