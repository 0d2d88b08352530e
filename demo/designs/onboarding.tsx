import { useState } from "react";
import { Activity, ArrowLeft, ArrowRight, Check, Heart, Moon } from "lucide-react";

const goals = [
  { icon: Moon, title: "Sleep better", words: "Wind down at the same time" },
  { icon: Activity, title: "Move more", words: "Small walks, every day" },
  { icon: Heart, title: "Eat with care", words: "Cook at home twice a week" },
];

const stars = [
  { size: 5, left: 40, top: 40 },
  { size: 4, left: 88, top: 70 },
  { size: 6, left: 132, top: 34 },
  { size: 4, left: 176, top: 84 },
];

export default function Onboarding() {
  const [step, setStep] = useState(2);
  const [chosen, setChosen] = useState(["Sleep better", "Move more"]);

  function toggle(title: string) {
    setChosen(chosen.includes(title) ? chosen.filter((each) => each !== title) : [...chosen, title]);
  }

  return (
    <div className="flex min-h-[844px] w-[390px] flex-col gap-5 bg-white px-6 pb-8 pt-12 font-sans text-slate-900">
      <div className="flex items-center justify-between">
        <button aria-label="Back" onClick={() => setStep(Math.max(1, step - 1))}>
          <ArrowLeft className="h-6 w-6 text-slate-700" />
        </button>
        <button onClick={() => setStep(3)} className="text-[15px] font-semibold text-slate-500">
          Skip
        </button>
      </div>

      <div className="relative h-[260px] overflow-hidden rounded-[28px] bg-gradient-to-br from-violet-100 to-violet-300">
        <span className="absolute left-[214px] top-9 h-[84px] w-[84px] rounded-full bg-white/80" />
        {stars.map(({ size, left, top }) => (
          <span key={left} className="absolute rounded-full bg-white/90" style={{ width: size, height: size, left, top }} />
        ))}
        <svg viewBox="0 0 342 260" className="absolute inset-0">
          <path
            d="M0 190C45 190 45 130 90 130S140 176 190 176S235 112 280 112S311 150 342 150V260H0Z"
            className="fill-violet-500/60"
          />
          <path d="M0 220C55 220 55 180 110 180S165 214 220 214S281 176 342 176V260H0Z" className="fill-violet-700" />
        </svg>
      </div>

      <header className="flex flex-col gap-1.5">
        <h1 className="text-2xl font-bold">What would you like to change first?</h1>
        <p className="text-[15px] leading-[22px] text-slate-500">Choose one or two. You can add more later.</p>
      </header>

      <div className="flex flex-col gap-2.5">
        {goals.map(({ icon: Icon, title, words }) => {
          const active = chosen.includes(title);
          return (
            <button
              key={title}
              onClick={() => toggle(title)}
              className={`flex items-center gap-3.5 rounded-2xl border px-4 py-3 text-left ${
                active ? "border-violet-600 bg-violet-50" : "border-slate-200 bg-white"
              }`}
            >
              <span className="flex h-10 w-10 items-center justify-center rounded-xl bg-violet-100">
                <Icon className="h-5 w-5 text-violet-600" />
              </span>
              <span className="flex-1">
                <span className="block text-[15px] font-semibold leading-[22px]">{title}</span>
                <span className="block text-[13px] leading-[18px] text-slate-500">{words}</span>
              </span>
              <span
                className={`flex h-6 w-6 items-center justify-center rounded-full ${
                  active ? "bg-violet-600" : "border-2 border-slate-300 bg-white"
                }`}
              >
                {active && <Check className="h-3.5 w-3.5 text-white" strokeWidth={3} />}
              </span>
            </button>
          );
        })}
      </div>

      <div className="flex items-center justify-between">
        <div className="flex gap-1.5">
          {[1, 2, 3].map((dot) => (
            <span key={dot} className={`h-2 rounded ${dot === step ? "w-7 bg-violet-600" : "w-2 bg-slate-200"}`} />
          ))}
        </div>
        <button
          onClick={() => setStep(Math.min(3, step + 1))}
          className="flex h-[52px] items-center gap-2 rounded-full bg-violet-600 px-6 font-semibold text-white"
        >
          Continue <ArrowRight className="h-5 w-5" />
        </button>
      </div>
    </div>
  );
}
