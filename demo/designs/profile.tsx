import { useState } from "react";
import { ArrowLeft, Check, Heart, MapPin, MessageSquare, MoreHorizontal, Plus } from "lucide-react";

const tabs = ["Photos", "Albums", "Saved"];

const photos = [
  { name: "Fjord", colors: "from-sky-300 to-indigo-700", height: 148, likes: 444 },
  { name: "Harbour", colors: "from-amber-200 to-rose-500", height: 108, likes: 324 },
  { name: "Pines", colors: "from-emerald-300 to-teal-800", height: 108, likes: 324 },
  { name: "Dunes", colors: "from-orange-200 to-amber-600", height: 148, likes: 444 },
];

export default function Profile() {
  const [following, setFollowing] = useState(false);
  const [tab, setTab] = useState("Photos");
  const [liked, setLiked] = useState<string[]>([]);

  const numbers = [
    { value: "128", label: "Photos" },
    { value: "9.4k", label: "Followers" },
    { value: "312", label: "Following" },
  ];

  const like = (name: string) =>
    setLiked(liked.includes(name) ? liked.filter((each) => each !== name) : [...liked, name]);

  return (
    <div className="min-h-[844px] w-[390px] bg-white font-sans text-slate-900">
      <div className="relative h-[228px]">
        <div className="h-[180px] bg-gradient-to-br from-cyan-300 via-cyan-600 to-indigo-800" />
        <ArrowLeft className="absolute left-6 top-[52px] h-6 w-6 text-white" />
        <button
          aria-label="More"
          className="absolute left-[330px] top-11 flex h-10 w-10 items-center justify-center rounded-full bg-black/30"
        >
          <MoreHorizontal className="h-[22px] w-[22px] text-white" />
        </button>
        <span className="absolute left-[143px] top-[124px] h-[104px] w-[104px] rounded-full border-4 border-white bg-gradient-to-br from-amber-100 to-rose-300" />
      </div>

      <div className="flex flex-col gap-[18px] px-6 pt-3.5">
        <header className="flex flex-col items-center gap-1.5">
          <h1 className="flex items-center gap-1.5 text-2xl font-bold">
            Freya Holm <Check className="h-[18px] w-[18px] text-cyan-600" strokeWidth={3} />
          </h1>
          <p className="flex items-center gap-[5px] text-sm text-slate-500">
            <MapPin className="h-4 w-4 text-slate-400" /> Bergen, Norway
          </p>
          <p className="text-center text-sm text-slate-600">
            Landscapes on film. Slow travel, early mornings, strong coffee.
          </p>
        </header>

        <div className="grid grid-cols-3">
          {numbers.map(({ value, label }) => (
            <div key={label} className="text-center">
              <p className="text-lg font-bold">{value}</p>
              <p className="text-[13px] text-slate-500">{label}</p>
            </div>
          ))}
        </div>

        <div className="flex gap-3 text-[15px] font-semibold">
          <button
            onClick={() => setFollowing(!following)}
            className="flex h-[46px] flex-1 items-center justify-center gap-2 rounded-full bg-cyan-600 text-white"
          >
            {following ? <Check className="h-[18px] w-[18px]" /> : <Plus className="h-[18px] w-[18px]" />}
            {following ? "Following" : "Follow"}
          </button>
          <button className="flex h-[46px] flex-1 items-center justify-center gap-2 rounded-full border border-slate-200 text-slate-700">
            <MessageSquare className="h-[18px] w-[18px]" /> Message
          </button>
        </div>

        <div className="flex justify-between px-7 text-sm font-semibold">
          {tabs.map((label) => (
            <button
              key={label}
              onClick={() => setTab(label)}
              className={`flex flex-col items-center gap-1.5 ${tab === label ? "text-cyan-700" : "text-slate-400"}`}
            >
              {label}
              <span className={`h-[3px] w-7 rounded-sm ${tab === label ? "bg-cyan-600" : "bg-transparent"}`} />
            </button>
          ))}
        </div>

        {tab === "Photos" ? (
          <div className="columns-2 gap-3">
            {photos.map(({ name, colors, height, likes }) => (
              <button
                key={name}
                aria-label={name}
                onClick={() => like(name)}
                className={`relative mb-3 block w-[165px] rounded-2xl bg-gradient-to-br ${colors}`}
                style={{ height }}
              >
                <span className="absolute bottom-2 left-2.5 flex items-center gap-[5px] rounded-full bg-black/30 px-2 py-1 text-xs font-semibold text-white">
                  <Heart className={`h-3.5 w-3.5 ${liked.includes(name) ? "fill-white" : ""}`} />
                  {likes + (liked.includes(name) ? 1 : 0)}
                </span>
              </button>
            ))}
          </div>
        ) : (
          <p className="py-12 text-center text-sm text-slate-400">Nothing in {tab.toLowerCase()} yet.</p>
        )}
      </div>
    </div>
  );
}
