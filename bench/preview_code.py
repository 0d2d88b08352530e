"""Code of any size, like what the model generates: one component, Tailwind, icons, state."""

from __future__ import annotations

from typing import Final

HEAD: Final = """import { useState } from "react";
import { ArrowRight, Check, CreditCard, Search, Star, Users } from "lucide-react";

type Card = { title: string; text: string; price: number };

export default function Page() {
  const [open, setOpen] = useState<number | null>(null);
  const cards: Card[] = [{ title: "Starter", text: "For side projects", price: 0 }];
  return (
    <main className="min-h-screen bg-slate-50 font-sans text-slate-900 antialiased">
"""
SECTION: Final = """      <section className="mx-auto max-w-[%(w)dpx] px-6 py-%(p)d lg:grid">
        <header className="mb-%(p)d flex items-center justify-between border-b border-%(c)s-200">
          <h2 className="text-[%(s)dpx] font-semibold text-%(c)s-900">Part %(n)d</h2>
          <button onClick={() => setOpen(open === %(n)d ? null : %(n)d)}
            className="rounded-lg bg-%(c)s-600 px-4 py-2 text-white hover:bg-%(c)s-700">
            <Search className="mr-2 inline h-4 w-4" /> {open === %(n)d ? "Close" : "Open"}
          </button>
        </header>
        {cards.map((card) => (
          <article key={card.title} className="rounded-2xl border bg-white p-[%(s)dpx] shadow-sm">
            <h3 className="flex items-center gap-2 text-lg font-medium">
              <Star className="h-5 w-5 text-%(c)s-500" /> {card.title} %(n)d
            </h3>
            <p className="mt-2 text-sm/6 text-slate-500 line-clamp-2">{card.text}</p>
            <p className="mt-4 text-3xl font-bold">${card.price}<Check className="inline" /></p>
            <Users className="h-4 w-4" /> <CreditCard className="h-4 w-4" /> <ArrowRight />
          </article>
        ))}
      </section>
"""
TAIL: Final = """      <footer className="p-8 text-sm text-slate-500">Version %d</footer>
    </main>
  );
}
"""
COLORS: Final = ("indigo", "rose", "emerald", "amber", "sky", "violet", "teal")


def component(size: int, turn: int) -> str:
    """About `size` bytes of code; another `turn` gives different code of the same size."""
    parts = [HEAD]
    while sum(map(len, parts)) + len(TAIL) < size:
        number = len(parts)
        values = {
            "n": number,
            "w": 900 + (turn * 7 + number * 13) % 400,
            "p": 4 + number % 9,
            "s": 14 + (turn + number) % 20,
            "c": COLORS[(turn + number) % len(COLORS)],
        }
        parts.append(SECTION % values)
    return "".join(parts) + TAIL % turn
