// Builds dist/: the frame's page, its runtime, the icons and the page's part, with hashed names.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const OUT = new URL("dist/", import.meta.url);
const LUCIDE = new URL("node_modules/lucide-react/dist/esm/", import.meta.url);

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [new URL(entry, import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".css": "text" },
    ...options,
  });
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

/** The runtime: an inline script that takes its port and icons from boot.js, below no other page. */
async function runtime() {
  const code = await bundle("preview/frame/main.js", { format: "iife" });
  return `{if(parent===self||parent!==top)throw new Error("Not a preview");
const{port,icons}=self.__handed;delete self.__handed;${code}}
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
const manifest = {
  scripts: [boot, run].map((script) => `sha256-${hashed(script, "sha256", "base64")}`),
  runtime: await asset("runtime", "js", run),
  icons: await asset("icons", "json", await icons()),
  host: await asset("host", "js", await bundle("preview/host/main.js", { format: "esm" })),
};
await writeFile(new URL("manifest.json", OUT), `${JSON.stringify(manifest, null, 2)}\n`);
