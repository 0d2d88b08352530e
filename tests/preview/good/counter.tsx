import { useState } from "react";
import { Check, Github } from "lucide-react";

type Props = { start?: number };

export default function Counter({ start = 3 }: Props) {
  const [count, setCount] = useState<number>(start);
  return (
    <main className="min-h-screen bg-slate-50 p-[24px]">
      <h1 className="text-2xl font-bold text-slate-900">Counter</h1>
      <p data-testid="count" className="mt-4 text-[#0f766e]">
        Count is {count}
      </p>
      <button className="mt-4 rounded bg-indigo-600 px-4 py-2 text-white" onClick={() => setCount(count + 1)}>
        <Check className="inline" /> Add one
      </button>
      <Github data-testid="github" />
    </main>
  );
}
