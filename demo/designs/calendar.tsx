import { useState } from "react";
import { ChevronLeft, ChevronRight, Plus } from "lucide-react";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

type Event = { title: string; tone: string };

const tones: Record<string, string> = {
  blue: "bg-blue-100 text-blue-700",
  fuchsia: "bg-fuchsia-100 text-fuchsia-700",
  emerald: "bg-emerald-100 text-emerald-700",
  rose: "bg-rose-100 text-rose-700",
  amber: "bg-amber-100 text-amber-700",
  sky: "bg-sky-100 text-sky-700",
};

const june: Record<number, Event[]> = {
  2: [{ title: "Sprint planning", tone: "blue" }],
  3: [
    { title: "Design review", tone: "fuchsia" },
    { title: "Lunch with Amir", tone: "emerald" },
  ],
  5: [{ title: "Release 4.2", tone: "rose" }],
  9: [{ title: "Dentist", tone: "amber" }],
  11: [{ title: "Workshop, day 1", tone: "blue" }],
  12: [{ title: "Workshop, day 2", tone: "blue" }],
  16: [{ title: "Team dinner", tone: "emerald" }],
  18: [
    { title: "Budget call", tone: "amber" },
    { title: "Usability tests", tone: "fuchsia" },
  ],
  24: [{ title: "Flight to Oslo", tone: "sky" }],
  25: [{ title: "Nordic design days", tone: "sky" }],
};

const agenda = [
  { at: "9:30", title: "Design review", place: "Room Linden", dot: "bg-fuchsia-500" },
  { at: "12:30", title: "Lunch with Amir", place: "The corner bistro", dot: "bg-emerald-500" },
  { at: "15:00", title: "Write the release notes", place: "Blocked for one hour", dot: "bg-blue-500" },
];

export default function Calendar() {
  const [month, setMonth] = useState(new Date(2026, 5, 1));
  const [view, setView] = useState("Month");
  const [events, setEvents] = useState(june);
  const [selected, setSelected] = useState(3);

  const isJune = month.getMonth() === 5 && month.getFullYear() === 2026;
  const first = (month.getDay() + 6) % 7;
  const cells = Array.from({ length: first > 4 ? 42 : 35 }, (_, index) => {
    const date = new Date(month.getFullYear(), month.getMonth(), index - first + 1);
    return { date, number: date.getDate(), inside: date.getMonth() === month.getMonth() };
  });

  function turn(by: number) {
    setMonth(new Date(month.getFullYear(), month.getMonth() + by, 1));
  }

  function add() {
    setEvents({ ...events, [selected]: [...(events[selected] ?? []), { title: "New event", tone: "amber" }] });
  }

  return (
    <div className="flex min-h-[768px] w-[1024px] flex-col gap-[18px] bg-slate-50 p-7 font-sans text-slate-900">
      <header className="flex items-center gap-4">
        <h1 className="text-2xl font-bold">
          {MONTHS[month.getMonth()]} {month.getFullYear()}
        </h1>
        <div className="flex flex-1 gap-2 text-slate-500">
          <button aria-label="Previous month" onClick={() => turn(-1)}>
            <ChevronLeft className="h-5 w-5" />
          </button>
          <button aria-label="Next month" onClick={() => turn(1)}>
            <ChevronRight className="h-5 w-5" />
          </button>
        </div>
        <div className="flex rounded-[10px] bg-slate-200 p-1 text-[13px]">
          {["Month", "Week", "Day"].map((name) => (
            <button
              key={name}
              onClick={() => setView(name)}
              className={`rounded-lg px-3.5 py-1.5 ${view === name ? "bg-white font-semibold shadow" : "font-medium text-slate-500"}`}
            >
              {name}
            </button>
          ))}
        </div>
        <button
          onClick={add}
          className="flex h-10 items-center gap-2 rounded-[10px] bg-indigo-600 px-4 text-sm font-semibold text-white"
        >
          <Plus className="h-[18px] w-[18px]" /> New event
        </button>
      </header>

      <section className="flex flex-1 flex-col overflow-hidden rounded-2xl border border-slate-200 bg-white">
        <div className="grid grid-cols-7 text-xs font-semibold text-slate-400">
          {DAYS.map((day) => (
            <span key={day} className="px-2.5 py-2">
              {day}
            </span>
          ))}
        </div>
        <div className="grid flex-1 auto-rows-fr grid-cols-7">
          {cells.map(({ date, number, inside }) => {
            const today = isJune && inside && number === 3;
            return (
              <button
                key={date.toISOString()}
                onClick={() => inside && setSelected(number)}
                className="flex flex-col items-stretch gap-[3px] border border-slate-100 p-1.5 text-left"
              >
                <span
                  className={`flex h-[26px] w-[26px] items-center justify-center rounded-full text-[13px] ${
                    today
                      ? "bg-indigo-600 font-semibold text-white"
                      : inside
                        ? "font-medium text-slate-700"
                        : "font-medium text-slate-300"
                  }`}
                >
                  {number}
                </span>
                {isJune &&
                  inside &&
                  (events[number] ?? []).map((event, index) => (
                    <span key={index} className={`truncate rounded-[5px] px-1.5 py-0.5 text-[11px] font-semibold ${tones[event.tone]}`}>
                      {event.title}
                    </span>
                  ))}
              </button>
            );
          })}
        </div>
      </section>

      <section className="flex items-center gap-4 rounded-2xl border border-slate-200 bg-white p-5">
        <div className="w-[170px]">
          <p className="text-[13px] font-semibold text-slate-500">Today</p>
          <p className="font-semibold">Wednesday, 3 June</p>
        </div>
        {agenda.map(({ at, title, place, dot }) => (
          <div key={title} className="flex flex-1 items-center gap-3">
            <span className="w-11 text-[13px] font-semibold text-slate-500">{at}</span>
            <span className={`h-2.5 w-2.5 shrink-0 rounded-full ${dot}`} />
            <div>
              <p className="text-sm font-semibold">{title}</p>
              <p className="text-[13px] text-slate-500">{place}</p>
            </div>
          </div>
        ))}
      </section>
    </div>
  );
}
