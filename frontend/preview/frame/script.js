// Turns a module into a script: a single function, with the same lines as the source and guarded loops.
import { Parser } from "acorn";
import { full } from "acorn-walk";
import { breaksOf, edited, unusedName } from "./edits.js";
import { guards } from "./loops.js";

// Names that code for Node.js or a bundler may use without declaring them, or may declare itself.
export const AMBIENT = ["require", "module", "exports", "process"];
const EXPORT_DEFAULT = /^export(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)+default/;
const MODULE_SYNTAX = /^\s*(?:import|export)\b|\bimport\.meta\b/m;

// An exported name that is declared nowhere may be a type, which has been removed by now.
const ModuleParser = Parser.extend((Base) => {
  return class extends Base {
    checkLocalExport() {}
  };
});

class Conversion {
  constructor(script) {
    this.script = script;
    this.names = Object.fromEntries(
      ["import", "load", "meta", "loop", "export", "value"].map((name) => {
        return [name, unusedName(script, `__${name}`)];
      }),
    );
    this.head = "";
    this.edits = [];
  }

  convert() {
    const tree = ModuleParser.parse(this.script, {
      ecmaVersion: "latest",
      sourceType: "module",
      locations: true,
      // Without imports and exports it is a CommonJS module, whose body may return.
      allowReturnOutsideFunction: !MODULE_SYNTAX.test(this.script),
    });
    if (this.script.startsWith("#!")) this.edits.push([0, 2, "//"]);
    for (const node of tree.body) this[node.type]?.(node);
    full(tree, (node) => {
      if (node.type === "ImportExpression") this.replace(node.start, node.start + 6, this.names.load);
      if (node.type === "MetaProperty" && node.meta.name === "import") {
        this.replace(node.start, node.end, this.names.meta);
      }
    });
    this.edits.push(...guards(tree, this.names.loop));
    const own = ["import", "load", "meta", "loop", "export"].map((name) => this.names[name]);
    // These names are declared in an outer scope, so the code may declare them again.
    return (
      `(function(${AMBIENT}){"use strict";return async function(${own}){${this.head}` +
      `${edited(this.script, this.edits)}\n}})`
    );
  }

  replace(start, end, text) {
    this.edits.push([start, end, text]);
  }

  blank(start, end) {
    this.replace(start, end, breaksOf(this.script.slice(start, end)));
  }

  from(source) {
    return `${this.names.import}(${JSON.stringify(source.value)})`;
  }

  exportDefault(expression) {
    this.head += `${this.names.export}(() => ${expression});`;
  }

  ImportDeclaration(node) {
    this.blank(node.start, node.end);
    const parts = [];
    for (const { type, imported, local } of node.specifiers) {
      if (type === "ImportNamespaceSpecifier") {
        this.head += `const ${local.name} = ${this.from(node.source)};`;
      } else {
        const name = imported ? (imported.name ?? imported.value) : "default";
        parts.push(`${JSON.stringify(name)}: ${local.name}`);
      }
    }
    if (parts.length) this.head += `const {${parts}} = ${this.from(node.source)};`;
    else if (!node.specifiers.length) this.head += `${this.from(node.source)};`;
  }

  ExportDefaultDeclaration(node) {
    const { declaration, start, end } = node;
    const keywords = EXPORT_DEFAULT.exec(this.script.slice(start))[0];
    if (declaration.type.endsWith("Declaration") && declaration.id) {
      this.blank(start, start + keywords.length);
      this.exportDefault(declaration.id.name);
      return;
    }
    const { value } = this.names;
    this.replace(start, start + keywords.length, `const ${value} =${breaksOf(keywords)}`);
    this.replace(end, end, ";");
    this.exportDefault(value);
  }

  ExportNamedDeclaration(node) {
    if (node.declaration) {
      this.blank(node.start, node.start + "export".length);
      return;
    }
    this.blank(node.start, node.end);
    if (node.source) this.head += `${this.from(node.source)};`;
    for (const { local, exported } of node.specifiers) {
      if ((exported.name ?? exported.value) !== "default") continue;
      const name = local.name ?? local.value;
      this.exportDefault(node.source ? `${this.from(node.source)}[${JSON.stringify(name)}]` : name);
    }
  }

  ExportAllDeclaration(node) {
    this.blank(node.start, node.end);
    this.head += `${this.from(node.source)};`;
  }
}

/**
 * A function of the names in AMBIENT that returns an async function `(import, load, meta, loop,
 * export)`. They import a module by name, promise one, are `import.meta`, check a loop, and take a
 * function that reads the default export. Throws acorn's SyntaxError (with `loc`).
 */
export function scriptOf(module) {
  return new Conversion(module).convert();
}
