"use client";

import { useState } from "react";
import { Plus } from "lucide-react";

export default function Counter() {
  const [count, setCount] = useState(0);
  return (
    <button onClick={() => setCount(count + 1)} className="rounded bg-slate-900 px-4 py-2 text-white">
      <Plus className="h-4 w-4" /> {count}
    </button>
  );
}
"use client";

import { useState } from "react";
import { Plus } from "lucide-react";

export default function Counter() {
  const [count, setCount] = useState(0);
  return (
    <button onClick={() => setCount(count + 1)} className="rounded bg-slate-900 px-4 py-2 text-white">
      <Plus className="h-4 w-4" /> {count}
    </button>
  );
}
