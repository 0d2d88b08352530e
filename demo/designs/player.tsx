import { useEffect, useState } from "react";
import {
  ChevronDown,
  Heart,
  MoreHorizontal,
  Pause,
  Play,
  Repeat,
  Shuffle,
  SkipBack,
  SkipForward,
  Sparkles,
} from "lucide-react";

const BARS = [
  10, 18, 26, 14, 30, 22, 36, 28, 16, 24, 34, 20, 12, 26, 38, 30, 18, 24, 14, 32, 22, 28, 16, 10, 20, 30, 24, 14, 26,
  18, 34, 22, 12, 20, 28, 16,
];
const LENGTH = 246;

const queue = [
  { title: "Paper Lanterns", artist: "Halcyon Drive", length: "3:48", cover: "from-amber-400 to-rose-500" },
  { title: "Low Tide", artist: "Marisol Vance", length: "4:12", cover: "from-sky-400 to-indigo-600" },
];

function clock(seconds: number) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export default function NowPlaying() {
  const [playing, setPlaying] = useState(true);
  const [liked, setLiked] = useState(true);
  const [shuffled, setShuffled] = useState(false);
  const [elapsed, setElapsed] = useState(102);

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setElapsed((seconds) => (seconds + 1) % LENGTH), 1000);
    return () => clearInterval(timer);
  }, [playing]);

  const played = Math.round((elapsed / LENGTH) * BARS.length);

  return (
    <div className="flex min-h-[844px] w-[390px] flex-col gap-[18px] bg-zinc-950 px-6 py-7 font-sans text-white">
      <div className="flex items-center justify-between">
        <ChevronDown className="h-6 w-6" />
        <div className="text-center">
          <p className="text-[11px] font-semibold leading-4 text-zinc-400">PLAYING FROM ALBUM</p>
          <p className="text-sm font-semibold">Northern Static</p>
        </div>
        <MoreHorizontal className="h-6 w-6" />
      </div>

      <div className="relative mx-auto h-[300px] w-[300px] overflow-hidden rounded-[28px] bg-gradient-to-br from-fuchsia-400 via-fuchsia-600 to-indigo-900">
        <span className="absolute left-1/4 top-12 h-16 w-16 rounded-full bg-white/50" />
        <span className="absolute -bottom-24 -left-10 h-56 w-72 rotate-12 bg-white/20" />
        <span className="absolute left-4 top-4 flex items-center gap-1.5 rounded-full bg-black/30 px-2.5 py-1.5 text-xs font-semibold">
          <Sparkles className="h-3.5 w-3.5" /> Lossless
        </span>
      </div>

      <div className="flex items-center justify-between">
        <div>
          <h1 className="text-2xl font-bold">Glass Rivers</h1>
          <p className="text-base text-zinc-400">Halcyon Drive</p>
        </div>
        <button aria-label="Like" onClick={() => setLiked(!liked)}>
          <Heart className={`h-[26px] w-[26px] text-fuchsia-400 ${liked ? "fill-current" : ""}`} />
        </button>
      </div>

      <div className="flex flex-col gap-2">
        <div className="flex h-10 items-center justify-between">
          {BARS.map((height, index) => (
            <button
              key={index}
              aria-label={`Seek to ${clock(Math.round((index / BARS.length) * LENGTH))}`}
              onClick={() => setElapsed(Math.round((index / BARS.length) * LENGTH))}
              className={`w-[5px] rounded-[3px] ${index < played ? "bg-fuchsia-400" : "bg-zinc-700"}`}
              style={{ height }}
            />
          ))}
        </div>
        <div className="flex justify-between text-xs font-medium text-zinc-400">
          <span>{clock(elapsed)}</span>
          <span>{clock(LENGTH)}</span>
        </div>
      </div>

      <div className="flex items-center justify-between">
        <button aria-label="Shuffle" onClick={() => setShuffled(!shuffled)}>
          <Shuffle className={`h-[22px] w-[22px] ${shuffled ? "text-fuchsia-400" : "text-zinc-400"}`} />
        </button>
        <button aria-label="Previous" onClick={() => setElapsed(0)}>
          <SkipBack className="h-7 w-7" />
        </button>
        <button
          aria-label={playing ? "Pause" : "Play"}
          onClick={() => setPlaying(!playing)}
          className="flex h-[72px] w-[72px] items-center justify-center rounded-full bg-fuchsia-400 text-zinc-950"
        >
          {playing ? <Pause className="h-7 w-7" strokeWidth={3} /> : <Play className="h-7 w-7" strokeWidth={3} />}
        </button>
        <button aria-label="Next" onClick={() => setElapsed(0)}>
          <SkipForward className="h-7 w-7" />
        </button>
        <Repeat className="h-[22px] w-[22px] text-fuchsia-400" />
      </div>

      <section className="flex flex-col gap-3.5">
        <h2 className="flex items-center gap-2 text-sm font-semibold text-zinc-300">
          Up next <span className="h-1 w-1 rounded-full bg-zinc-600" />
          <span className="font-normal text-zinc-500">2 tracks</span>
        </h2>
        {queue.map((track) => (
          <div key={track.title} className="flex items-center gap-3.5">
            <span className={`h-12 w-12 rounded-xl bg-gradient-to-br ${track.cover}`} />
            <div className="flex-1">
              <p className="text-[15px] font-semibold leading-[22px]">{track.title}</p>
              <p className="text-[13px] leading-[18px] text-zinc-400">{track.artist}</p>
            </div>
            <span className="text-[13px] text-zinc-500">{track.length}</span>
            <MoreHorizontal className="h-5 w-5 text-zinc-500" />
          </div>
        ))}
      </section>
    </div>
  );
}
