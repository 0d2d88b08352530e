import { useState } from "react";
import { Search } from "lucide-react";
import React, { useState } from "react";

const items = ["One", "Two", "Three"];

export default function App() {
  const [query, setQuery] = useState("");
  const shown = items.filter((item) => item.includes(query.trim()));
  return (
    <div className="mx-auto max-w-md p-6">
      <label className="flex items-center gap-2 rounded-lg border px-3">
        <Search size={16} />
        <input value={query} onChange={(event) => setQuery(event.target.value)} />
      </label>
      <ul className="mt-4 space-y-2">
        {shown.map((item) => (
          <li key={item} className="rounded bg-slate-100 p-2">
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}
