import { useState } from "react";
import { ArrowRight, Layers, Pause, Play, ShieldCheck, Sparkles, TrendingUp, Zap } from "lucide-react";

const logos = ["Fernwood", "OKTAVE", "Brightside", "Nordlys", "Parcel & Co"];

const features = [
  { icon: Zap, title: "Set up in a minute", words: "Paste one line of code. No build step, no cookies." },
  { icon: ShieldCheck, title: "Private by design", words: "Hosted in Frankfurt, nothing shared, nothing sold." },
  { icon: Layers, title: "One place for answers", words: "Replays, surveys and numbers beside each other." },
];

const faces = ["from-amber-200 to-orange-500", "from-sky-200 to-blue-500", "from-rose-200 to-pink-500"];
const line = [30, 52, 44, 78, 66, 96, 88, 122, 110, 140];
const bars = [38, 62, 50, 84, 70, 104, 92];

function curve(values: number[]) {
  const step = 440 / (values.length - 1);
  return values
    .map((value, index) => {
      const x = index * step;
      if (index === 0) return `M0 ${150 - value}`;
      return `C${x - step / 2} ${150 - values[index - 1]} ${x - step / 2} ${150 - value} ${x} ${150 - value}`;
    })
    .join(" ");
}

export default function Landing() {
  const [playing, setPlaying] = useState(false);
  const [bar, setBar] = useState(5);

  return (
    <div className="w-[1440px] bg-slate-950 font-sans text-white">
      <nav className="flex h-[88px] items-center justify-between px-[120px] text-sm">
        <div className="flex items-center gap-2.5 text-lg font-bold">
          <span className="h-7 w-7 rounded-[9px] bg-gradient-to-br from-violet-400 to-fuchsia-500" />
          Lumenstack
        </div>
        <div className="flex gap-9 font-medium text-slate-300">
          {["Product", "Customers", "Docs", "Pricing"].map((label) => (
            <a key={label} href="#" className="hover:text-white">
              {label}
            </a>
          ))}
        </div>
        <div className="flex items-center gap-6 font-semibold">
          <a href="#">Sign in</a>
          <button className="rounded-full bg-white px-[18px] py-2.5 text-slate-900">Try for free</button>
        </div>
      </nav>

      <section className="flex items-center justify-between px-[120px] pb-[72px] pt-14">
        <div className="flex flex-col items-start gap-6">
          <span className="flex items-center gap-2 rounded-full bg-violet-500/20 px-3.5 py-1.5 text-[13px] font-medium text-violet-200">
            <Sparkles className="h-4 w-4 text-violet-300" /> New: surveys that ask at the right moment
          </span>
          <h1 className="w-[600px] text-6xl font-bold leading-[66px]">See what your users do, and why</h1>
          <p className="w-[520px] text-lg text-slate-300">
            Session replays, funnels and short surveys in one tool that your whole team understands on the first day.
          </p>
          <div className="flex gap-4 font-semibold">
            <button className="flex h-14 items-center gap-2.5 rounded-full bg-violet-500 px-7 hover:bg-violet-400">
              Start for free <ArrowRight className="h-5 w-5" />
            </button>
            <button
              onClick={() => setPlaying(!playing)}
              className="flex h-14 items-center gap-2.5 rounded-full border border-slate-600 px-6"
            >
              {playing ? <Pause className="h-[18px] w-[18px]" /> : <Play className="h-[18px] w-[18px]" />}
              {playing ? "Pause the tour" : "Watch the tour"}
            </button>
          </div>
          <div className="flex items-center gap-3.5 text-sm text-slate-400">
            <span className="flex gap-1">
              {faces.map((face) => (
                <span key={face} className={`h-8 w-8 rounded-full border-2 border-slate-950 bg-gradient-to-br ${face}`} />
              ))}
            </span>
            Loved by 4,200 product teams
          </div>
        </div>

        <div className="relative h-[430px] w-[540px]">
          <div className="absolute left-0 top-0 h-[416px] w-[504px] rounded-3xl border border-slate-700 bg-slate-800 px-8">
            <div className="absolute left-6 top-[22px] flex gap-2">
              <span className="h-2.5 w-2.5 rounded-full bg-rose-400" />
              <span className="h-2.5 w-2.5 rounded-full bg-amber-400" />
              <span className="h-2.5 w-2.5 rounded-full bg-emerald-400" />
            </div>
            <p className="mt-[60px] text-sm font-semibold">Active users</p>
            <p className="text-xs text-slate-400">Last 10 weeks</p>
            <svg viewBox="0 0 440 150" className="mt-5 h-[150px] w-[440px] overflow-visible">
              {[0, 50, 100, 150].map((y) => (
                <line key={y} x1="0" x2="440" y1={y} y2={y} className="stroke-slate-700" />
              ))}
              <path d={`${curve(line)} L440 150 L0 150 Z`} className="fill-violet-500/20" />
              <path d={curve(line)} fill="none" strokeWidth="3" className="stroke-violet-400" />
            </svg>
            <div className="mt-5 flex h-[110px] items-end gap-2.5">
              {bars.map((height, index) => (
                <button
                  key={index}
                  aria-label={`Week ${index + 1}`}
                  onClick={() => setBar(index)}
                  className={`w-7 rounded-md ${index === bar ? "bg-violet-400" : "bg-violet-400/40"}`}
                  style={{ height }}
                />
              ))}
            </div>
          </div>
          <div className="absolute left-[356px] top-[340px] flex items-center gap-3 rounded-[18px] bg-white p-3.5 text-slate-900 shadow-lg">
            <span className="flex h-10 w-10 items-center justify-center rounded-xl bg-emerald-100">
              <TrendingUp className="h-5 w-5 text-emerald-600" />
            </span>
            <div>
              <p className="text-xs font-medium text-slate-500">Sign-ups</p>
              <p className="whitespace-nowrap text-[15px] font-bold">+38% this week</p>
            </div>
          </div>
        </div>
      </section>

      <section className="flex justify-between px-[120px] pb-12 text-xl font-semibold text-slate-500">
        {logos.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </section>

      <section className="grid grid-cols-3 gap-6 bg-slate-50 px-[120px] pb-16 pt-14 text-slate-900">
        {features.map(({ icon: Icon, title, words }) => (
          <article key={title} className="flex flex-col gap-3 rounded-[20px] border border-slate-200 bg-white p-7">
            <span className="flex h-12 w-12 items-center justify-center rounded-[14px] bg-violet-100">
              <Icon className="h-[22px] w-[22px] text-violet-600" />
            </span>
            <h2 className="text-lg font-semibold">{title}</h2>
            <p className="text-[15px] leading-[22px] text-slate-500">{words}</p>
          </article>
        ))}
      </section>
    </div>
  );
}
