"""Constructs of TypeScript and JSX, each complete by itself, with names filled in by a program."""

from __future__ import annotations

from typing import Final

# `A`, `B` and `C` are replaced by the names that a program declares.
DECLARATIONS: Final = (
    "enum A { X, Y = 'b', Z = 1 << 2 }",
    "const enum A { X }",
    "declare enum A { X }",
    "namespace A { export const a = 1, b = 2; export function f() { return a } }",
    "namespace A.B { export const c = 1 }",
    "namespace A { export type T = 1; interface I {} }",
    "namespace A { export const { a, b: [c] } = { a: 1, b: [2] }; export enum E { X } "
    "export namespace P { export let z = 1 } export class K {} }",
    "declare global { interface Window { x: number } }",
    "declare module 'x' { export const y: number }",
    "const A = { x: 1 } satisfies Record<string, number>;",
    "const B = (v: any, c?: any) => v; @B class A { @B x = 1; @(B) m() {} @B accessor y = 2 }",
    "abstract class A { abstract x: number; abstract m(): void; declare w: string; "
    "protected constructor(private readonly y: string, public z = 2) {} static #p = 1 }",
    "class A { get x(): number { return 1 } set x(v: number) {} static readonly y?: string; "
    "[k: string]: any; accessor q = 1; static accessor r = 2; async *g<T>(): any {} }",
    "class A { #x = 1; static { A.name } has(o: any) { return #x in o } static async *#g() {} }",
    "class A<T> extends Map<string, T> implements Iterable<any> { override clear(): void {} }",
    "class A { 'a' = 1; 1 = 2; async = 1; get; set; static = 2; static static = 3; readonly }",
    "function A() { using b = { [Symbol.dispose]() {} }; return b }",
    "async function A() { await using b = null; return b }",
    "const A = await Promise.resolve(1);",
    "for await (const A of []) { break }",
    r"const A = /[\p{L}--[a-z]]/v, B = /(?<y>a)|(?<y>b)/d, C = /(?i:a)b/;",
    "function* A<T>(): Generator<T> { yield* [] }",
    "const A = <T,>(x: T) => x, B = <T extends {}>(x: T) => x, C = async <T,>(x: T) => x;",
    "function A<const T>(x: T): x is T & string { return true }",
    "function A(a: string): void; function A(a: number): void; function A(a: any) {}",
    "function A(this: Window, x?: number, ...r: any[]): asserts x is number {}",
    "type A = `a${string}` | keyof typeof import('x');",
    "type A<T> = T extends infer U extends string ? U : never;",
    "interface A<T = unknown> extends Array<T> { (x: T): void; new (x: T): A<T>; "
    "readonly [k: string]: any }",
    "let A: any; (A as any) = 1; A!.b = A?.b?.[0]?.() ?? (A ||= 1); A = A satisfies any;",
    "const A = [1, 2] as const, B = 1_000n, C = 2 ** 3;",
    "const A = String.raw`\\u`, B = `${`${1}`}`;",
    "let A = 1; label: for (;;) { break label }",
    "let A = 0; do A++; while (A < 3) for (const b of [1]) for (const c in {}) A = 1",
    "const A = { m<T>(x: T): T { return x }, get a(): number { return 1 }, async *['k']() {} };",
    "const A = (b: number): b is 1 => true, B = true ? (b) : (d) => d; var b",
    "export const A = () => <p>&nbsp;&copy;&#123; &hearts; é <b>x</b></p>;",
    "const A = () => <><i /><>{/* nothing */}{}</></>;",
    "const A = () => <svg xlink:href='a' xmlns:xlink='b'><a:b c:d='e' /></svg>;",
    "const A = (p: any) => <p {...p} key='a' data-x={1} aria-label='b'>{...[1, 2]}</p>;",
    'const A = (p: any) => <p /* a */ title=\'"\' lang="a&amp;b" // c\n>'
    "{p.x > 1 ? <b /> : '}'}</p>;",
    "const A = () => <B.C<string> x=<i /> y='a\nb' />; const B = { C: (p: any) => p.x };",
    "import A from 'react';",
    "import A, { type B, useState as C } from 'react';",
    "import * as A from 'lucide-react';",
    "import type { A } from './types'; import { type B } from './types';",
    "import A from './data.json' with { type: 'json' };",
    "import React from 'react'; import A = React.Fragment;",
    "import './globals.css';",
    "export * from './a'; export * as A from './b';",
    "export { A, B as c, D }; const A = 1, B = 2; type D = 1;",
    "const A = () => import('./x'); const B = import.meta.env?.MODE ?? import.meta.glob('./*');",
    "const { env: A } = import.meta;",
    "export type A = 1; export interface B {} export enum C { X }",
    "'use client'; 'use strict'; var A",
    "let async = 1, of = 2, get = 3, type = 4, declare = 5, as = 6, satisfies = 7, A = 8; type",
)
DEFAULTS: Final = (
    "export default function D() { return 1 }",
    "export default function () { return 1 }",
    "export default function* D() {}",
    "export default async function () { return 1 }",
    "export default class extends Object {}",
    "export default class D { x = 1 }",
    "export default abstract class D { abstract m(): void }",
    "export default () => <p>1</p>",
    "export default (<T,>(x: T) => x)",
    "export default (a: any) => a!.b![0]!()",
    "export /* a */ default /* b */ (() => 1)",
    "const D = () => 1; export { D as default }",
    "const D = () => 1; export { D as default, D as 'a b' }",
    "function D(): any; function D(a?: any) { return a } export default D",
    "export default function D(): any; export default function D(a?: any) { return a }",
    "import { memo } from 'react'; export default memo(() => <b />)",
    "import { forwardRef as D } from 'react'; export default D<any, any>((p, r) => <b ref={r} />);",
    "import React from 'react'; export default React.lazy(() => import('./D'))",
    "export { default } from './D'",
    "export { D as default } from './D'",
    "const D = (x: any) => x; @D export default class E {}",
    "enum D { X } export default D",
    "export default (() => 1) as any",
    "export default (() => 1) satisfies any;",
)
# Names that the wrapper, the transform or Node.js would use.
NAMES: Final = (
    "process", "module", "exports", "require", "global", "React", "_jsx", "_jsxs", "_Fragment",
    "_react", "__loop", "__import", "__load", "__meta", "__export", "__value", "port", "icons",
    "root", "name", "status", "event", "location", "top", "self", "parent", "define", "Buffer",
    "Symbol", "Object", "Promise", "undefined_", "Page", "accessor", "namespace", "using",
)  # fmt: skip
# Each returns the value that its constructs must have.
VALUES: Final = (
    ("enum E { A, B = 'b', C = 1 << 2 } export default () => [E.A, E[0], E.B, E.C]",
     [0, "A", "b", 4]),
    ("namespace N { export const a = 1, b = a + 1; export namespace P { export const c = b } }\n"
     "export default () => [N.a, N.b, N.P.c]", [1, 2, 2]),
    ("namespace N.M { export const x = 1 } namespace N { export const y = 2 }\n"
     "export default () => [N.M.x, N.y]", [1, 2]),
    ("function f() { return 1 } namespace f { export const x = 2 } export default () => [f(), f.x]",
     [1, 2]),
    ("class P { constructor(public a = 1, private b = a + 1) {}\n"
     "sum() { return this.a + this.b } }\n"
     "export default () => new P().sum()", 3),
    ("const process = 1, module = 2, exports = 3, require = 4;\n"
     "export default () => process + module + exports + require", 10),
    ("export default () => [typeof process.env, typeof require, import.meta.env.X ?? 'none']",
     ["object", "function", "none"]),
    ("const x = await Promise.resolve(7); export default () => x", 7),
    ("const F = () => 5; export { F as default }", 5),
    ("export default () => <p>a &amp; b&nbsp;c</p>.props.children", "a & b\u00a0c"),
    ("export default () => Object.keys((<a xlink:href='x' b:c='y' />).props)",
     ["xlink:href", "b:c"]),
    ("import accessor, { useState as of } from 'react'; for (let accessor of [1]) accessor = 2;\n"
     "export default () => { let accessor: any = 3; return accessor as any }", 3),
    ("export default () => f(); function f() { return hoisted } var hoisted = 3", 3),
)  # fmt: skip
