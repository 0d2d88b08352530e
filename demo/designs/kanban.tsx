import { useState } from "react";
import { Calendar, MessageSquare, MoreHorizontal, Plus, Search } from "lucide-react";

type Task = { kind: string; title: string; due: string; notes: number; people: string[] };

const people: Record<string, string> = {
  AO: "from-amber-300 to-orange-500",
  JW: "from-sky-300 to-blue-600",
  PR: "from-rose-300 to-pink-600",
  LM: "from-emerald-300 to-teal-600",
};

const tags: Record<string, string> = {
  Research: "bg-sky-100 text-sky-700",
  Design: "bg-fuchsia-100 text-fuchsia-700",
  Bug: "bg-rose-100 text-rose-700",
  Feature: "bg-emerald-100 text-emerald-700",
};

const initial: { name: string; dot: string; tasks: Task[] }[] = [
  {
    name: "Backlog",
    dot: "bg-slate-400",
    tasks: [
      { kind: "Research", title: "Interview five people who cancelled", due: "Dec 4", notes: 3, people: ["PR"] },
      { kind: "Design", title: "Empty states for the reports page", due: "Dec 5", notes: 1, people: ["AO"] },
      { kind: "Bug", title: "Invoice PDF cuts off long names", due: "Dec 8", notes: 0, people: ["LM"] },
    ],
  },
  {
    name: "In progress",
    dot: "bg-blue-500",
    tasks: [
      { kind: "Feature", title: "Filter tasks by several people at once", due: "Nov 27", notes: 6, people: ["JW", "AO"] },
      { kind: "Design", title: "New icons for the mobile tab bar", due: "Nov 28", notes: 4, people: ["PR"] },
      { kind: "Feature", title: "Keyboard shortcuts for moving cards", due: "Dec 1", notes: 2, people: ["LM", "JW"] },
    ],
  },
  {
    name: "In review",
    dot: "bg-amber-500",
    tasks: [
      { kind: "Bug", title: "Drag and drop jumps on touch screens", due: "Nov 25", notes: 8, people: ["JW"] },
      { kind: "Research", title: "What makes teams invite guests", due: "Nov 26", notes: 5, people: ["AO", "PR"] },
    ],
  },
  {
    name: "Done",
    dot: "bg-emerald-500",
    tasks: [
      { kind: "Feature", title: "Calendar view for due dates", due: "Nov 20", notes: 11, people: ["LM", "PR"] },
      { kind: "Bug", title: "Search ignores archived boards", due: "Nov 19", notes: 3, people: ["JW"] },
      { kind: "Design", title: "Dark mode for the whole board", due: "Nov 18", notes: 9, people: ["AO"] },
    ],
  },
];

function Person({ initials, large = false }: { initials: string; large?: boolean }) {
  return (
    <span
      className={`flex items-center justify-center rounded-full bg-gradient-to-br text-[11px] font-semibold text-white ${
        people[initials]
      } ${large ? "h-9 w-9" : "h-7 w-7"}`}
    >
      {initials}
    </span>
  );
}

export default function Board() {
  const [columns, setColumns] = useState(initial);
  const [query, setQuery] = useState("");
  const total = columns.reduce((sum, column) => sum + column.tasks.length, 0);

  function move(from: number, title: string) {
    const to = (from + 1) % columns.length;
    const task = columns[from].tasks.find((each) => each.title === title);
    if (!task) return;
    setColumns(
      columns.map((column, index) => {
        if (index === from) return { ...column, tasks: column.tasks.filter((each) => each !== task) };
        if (index === to) return { ...column, tasks: [task, ...column.tasks] };
        return column;
      }),
    );
  }

  function add() {
    const task = { kind: "Feature", title: "Untitled task", due: "Dec 12", notes: 0, people: ["AO"] };
    setColumns(columns.map((column, index) => (index === 0 ? { ...column, tasks: [task, ...column.tasks] } : column)));
  }

  return (
    <div className="flex min-h-[900px] w-[1440px] flex-col bg-slate-50 font-sans text-slate-900">
      <header className="flex h-[84px] items-center gap-4 border-b border-slate-200 bg-white px-8">
        <span className="h-9 w-9 rounded-[10px] bg-gradient-to-br from-indigo-400 to-indigo-600" />
        <div className="flex-1">
          <h1 className="text-xl font-bold">Autumn release</h1>
          <p className="text-[13px] text-slate-500">
            {total} tasks, {columns[3].tasks.length} done
          </p>
        </div>
        <div className="flex gap-1.5">
          {Object.keys(people).map((initials) => (
            <Person key={initials} initials={initials} large />
          ))}
        </div>
        <label className="flex h-10 w-[220px] items-center gap-2.5 rounded-[10px] border border-slate-200 px-3.5">
          <Search className="h-[18px] w-[18px] text-slate-400" />
          <input
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder="Search tasks"
            className="w-full text-sm outline-none placeholder:text-slate-400"
          />
        </label>
        <button
          onClick={add}
          className="flex h-10 items-center gap-2 rounded-[10px] bg-indigo-600 px-4 text-sm font-semibold text-white"
        >
          <Plus className="h-[18px] w-[18px]" /> New task
        </button>
      </header>

      <main className="grid flex-1 grid-cols-4 gap-5 px-8 pb-8 pt-6">
        {columns.map((column, index) => (
          <section key={column.name} className="flex flex-col gap-3.5 rounded-[18px] bg-slate-100 p-4">
            <div className="flex items-center gap-2.5 text-sm font-semibold text-slate-700">
              <span className={`h-2.5 w-2.5 rounded-full ${column.dot}`} />
              {column.name}
              <span className="rounded-full bg-slate-200 px-2 py-0.5 text-xs text-slate-500">{column.tasks.length}</span>
              <Plus className="ml-auto h-[18px] w-[18px] text-slate-400" />
            </div>
            {column.tasks
              .filter((task) => task.title.toLowerCase().includes(query.toLowerCase()))
              .map((task) => (
                <article
                  key={task.title}
                  className="flex flex-col gap-3 rounded-[14px] border border-slate-200 bg-white p-4 shadow-sm"
                >
                  <div className="flex items-center justify-between">
                    <span className={`rounded-full px-2.5 py-[3px] text-xs font-semibold ${tags[task.kind]}`}>{task.kind}</span>
                    <button aria-label="Move to the next column" onClick={() => move(index, task.title)}>
                      <MoreHorizontal className="h-[18px] w-[18px] text-slate-400" />
                    </button>
                  </div>
                  <h2 className="text-[15px] font-semibold leading-[22px] text-slate-800">{task.title}</h2>
                  <div className="flex items-center justify-between text-xs text-slate-500">
                    <span className="flex items-center gap-1.5">
                      <Calendar className="h-4 w-4 text-slate-400" /> {task.due}
                      {task.notes > 0 && (
                        <>
                          <MessageSquare className="h-4 w-4 text-slate-400" /> {task.notes}
                        </>
                      )}
                    </span>
                    <span className="flex gap-1">
                      {task.people.map((initials) => (
                        <Person key={initials} initials={initials} />
                      ))}
                    </span>
                  </div>
                </article>
              ))}
          </section>
        ))}
      </main>
    </div>
  );
}
