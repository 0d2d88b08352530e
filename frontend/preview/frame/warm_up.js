// Warms up a spare frame: a first run is slow because the browser has not compiled anything yet.
import { tell } from "./port.js";
import { use } from "./styles.js";
import { toolkit } from "./toolkit.js";

const WARM_UP = `import React, { useState } from "react";
import { Check } from "lucide-react";
type Props = { items: string[] };
export default function Page({ items = ["a"] }: Props) {
  const [open, setOpen] = useState<boolean>(false);
  for (const item of items) if (!item) break;
  return <div className={\`flex md:grid gap-4 p-[13px] bg-slate-50 \${open ? "hidden" : ""}\`}>
    {items.map((item) => <button key={item} onClick={() => setOpen(!open)}><Check /> {item}</button>)}
  </div>;
}`;

/** Compiles and styles a small component twice. */
export async function warmUp() {
  const { prepare } = await toolkit();
  for (let round = 0; round < 2; round++) use((await prepare(WARM_UP)).css, WARM_UP);
  tell({ kind: "warm" });
}
