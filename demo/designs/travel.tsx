import { useState } from "react";
import { Calendar, Compass, Heart, MapPin, Search, Settings, Star, User } from "lucide-react";

const kinds = ["Beach", "Cabins", "Cities", "Vineyards"];

const stays = [
  { name: "Casa Azul", place: "Comporta, Portugal", score: "4.92", price: 148, kind: "Beach", photo: "from-cyan-300 to-sky-600" },
  { name: "The Salt House", place: "Naxos, Greece", score: "4.87", price: 212, kind: "Beach", photo: "from-amber-200 to-orange-500" },
  { name: "Larch Cabin", place: "Bled, Slovenia", score: "4.95", price: 124, kind: "Cabins", photo: "from-lime-200 to-emerald-600" },
];

const tabs = [
  { label: "Explore", icon: Compass },
  { label: "Saved", icon: Heart },
  { label: "Trips", icon: Calendar },
  { label: "Profile", icon: User },
];

export default function Explore() {
  const [kind, setKind] = useState("Beach");
  const [tab, setTab] = useState("Explore");
  const [query, setQuery] = useState("");
  const [saved, setSaved] = useState<string[]>([]);

  const shown = stays.filter(
    (stay) => stay.kind === kind && `${stay.name} ${stay.place}`.toLowerCase().includes(query.toLowerCase()),
  );

  function toggle(name: string) {
    setSaved(saved.includes(name) ? saved.filter((each) => each !== name) : [...saved, name]);
  }

  return (
    <div className="flex h-[844px] w-[390px] flex-col bg-stone-50 font-sans text-stone-900">
      <main className="flex flex-1 flex-col gap-3.5 overflow-y-auto px-6 pt-11">
        <header className="flex items-center justify-between">
          <div>
            <h1 className="text-2xl font-bold">Where to next?</h1>
            <p className="text-sm text-stone-500">Stays for 12 to 19 June</p>
          </div>
          <span className="h-11 w-11 rounded-full bg-gradient-to-br from-rose-200 to-rose-400" />
        </header>

        <label className="flex h-12 shrink-0 items-center gap-3 rounded-full border border-stone-200 bg-white px-4">
          <Search className="h-5 w-5 text-stone-400" />
          <input
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder="Search places"
            className="w-full bg-transparent text-[15px] outline-none placeholder:text-stone-400"
          />
          <Settings className="h-5 w-5 text-rose-600" />
        </label>

        <div className="flex shrink-0 gap-2 overflow-x-auto">
          {kinds.map((label) => (
            <button
              key={label}
              onClick={() => setKind(label)}
              className={`rounded-full border px-4 py-2 text-sm font-semibold ${
                kind === label ? "border-rose-600 bg-rose-600 text-white" : "border-stone-200 bg-white text-stone-600"
              }`}
            >
              {label}
            </button>
          ))}
        </div>

        {shown.map((stay) => (
          <article key={stay.name} className="shrink-0 overflow-hidden rounded-[20px] border border-stone-200 bg-white">
            <div className={`relative h-40 bg-gradient-to-br ${stay.photo}`}>
              <button
                aria-label={`Save ${stay.name}`}
                onClick={() => toggle(stay.name)}
                className="absolute right-3 top-3 flex h-9 w-9 items-center justify-center rounded-full bg-white/90"
              >
                <Heart
                  className={`h-[18px] w-[18px] ${
                    saved.includes(stay.name) ? "fill-rose-600 text-rose-600" : "text-stone-700"
                  }`}
                />
              </button>
              <span className="absolute inset-x-0 bottom-3 flex justify-center gap-[5px]">
                {[0, 1, 2, 3].map((dot) => (
                  <span key={dot} className={`h-1.5 w-1.5 rounded-full ${dot === 0 ? "bg-white" : "bg-white/50"}`} />
                ))}
              </span>
            </div>
            <div className="flex flex-col gap-1 px-4 pb-3.5 pt-3">
              <div className="flex items-center gap-1">
                <h2 className="flex-1 font-semibold">{stay.name}</h2>
                <Star className="h-4 w-4 text-rose-600" />
                <span className="text-sm font-semibold">{stay.score}</span>
              </div>
              <p className="flex items-center gap-1.5 text-sm text-stone-500">
                <MapPin className="h-4 w-4 text-stone-400" /> {stay.place}
              </p>
              <p>
                <span className="font-bold">${stay.price}</span> <span className="text-sm text-stone-500">a night</span>
              </p>
            </div>
          </article>
        ))}
        {shown.length === 0 && <p className="py-10 text-center text-sm text-stone-500">No stays here yet.</p>}
      </main>

      <nav className="flex h-20 justify-between border-t border-stone-200 bg-white px-8 pb-5 pt-3">
        {tabs.map(({ label, icon: Icon }) => (
          <button
            key={label}
            onClick={() => setTab(label)}
            className={`flex flex-col items-center gap-0.5 text-[11px] font-semibold ${
              tab === label ? "text-rose-600" : "text-stone-400"
            }`}
          >
            <Icon className="h-6 w-6" />
            {label}
          </button>
        ))}
      </nav>
    </div>
  );
}
