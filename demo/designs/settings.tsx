import { useState } from "react";
import { Bell, Camera, CreditCard, Globe, Lock, Phone, Sun, User, Users } from "lucide-react";

const sections = [
  { label: "Profile", icon: User },
  { label: "Notifications", icon: Bell },
  { label: "Security", icon: Lock },
  { label: "Billing", icon: CreditCard },
  { label: "Team", icon: Users },
  { label: "Language", icon: Globe },
];

const switches = [
  { title: "Comments on my work", words: "When somebody writes below a file of yours", on: true },
  { title: "Mentions", words: "When somebody writes your name", on: true },
  { title: "Weekly summary", words: "Every Monday at 9:00 in your time zone", on: false },
  { title: "Product news", words: "At most once a month", on: false },
];

const devices = [
  { name: "MacBook Pro, Lisbon", seen: "This device", icon: Sun },
  { name: "iPhone 15, Lisbon", seen: "2 hours ago", icon: Phone },
  { name: "Chrome on Windows, Porto", seen: "12 November", icon: Globe },
];

function Card({ title, words, children }: { title: string; words: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-[18px] rounded-2xl border border-zinc-200 bg-white p-6">
      <div className="flex flex-col gap-0.5">
        <h2 className="text-lg font-semibold text-zinc-900">{title}</h2>
        <p className="text-sm text-zinc-500">{words}</p>
      </div>
      {children}
    </section>
  );
}

function Field({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="flex flex-1 flex-col gap-1.5">
      <span className="text-[13px] font-medium leading-[18px] text-zinc-600">{label}</span>
      <input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-11 rounded-[10px] border border-zinc-300 px-3.5 text-[15px] outline-none focus:border-sky-600"
      />
    </label>
  );
}

export default function Settings() {
  const initial = { first: "Tomas", last: "Andrade", email: "tomas@papertrail.studio" };
  const [section, setSection] = useState("Profile");
  const [person, setPerson] = useState(initial);
  const [enabled, setEnabled] = useState(switches.map((each) => each.on));
  const [saved, setSaved] = useState(false);

  return (
    <div className="flex min-h-[1194px] w-[834px] bg-zinc-100 font-sans text-zinc-900">
      <aside className="flex w-[232px] flex-col gap-6 border-r border-zinc-200 bg-zinc-50 px-5 py-10">
        <h1 className="text-2xl font-bold">Settings</h1>
        <nav className="flex flex-col gap-1">
          {sections.map(({ label, icon: Icon }) => (
            <button
              key={label}
              onClick={() => setSection(label)}
              className={`flex h-11 items-center gap-3 rounded-[10px] px-3 text-sm ${
                section === label ? "bg-sky-100 font-semibold text-sky-700" : "font-medium text-zinc-600"
              }`}
            >
              <Icon className={`h-5 w-5 ${section === label ? "text-sky-700" : "text-zinc-500"}`} />
              {label}
            </button>
          ))}
        </nav>
      </aside>

      <main className="flex flex-1 flex-col gap-5 px-8 py-10">
        <Card title="Profile" words="What your team sees of you.">
          <div className="flex items-center gap-4">
            <span className="h-[72px] w-[72px] rounded-full bg-gradient-to-br from-sky-200 to-sky-400" />
            <div className="flex-1">
              <p className="font-semibold">
                {person.first} {person.last}
              </p>
              <p className="text-[13px] text-zinc-500">PNG or JPG, at most 2 MB</p>
            </div>
            <button className="flex h-10 items-center gap-2 rounded-[10px] border border-zinc-300 px-3.5 text-sm font-semibold text-zinc-700">
              <Camera className="h-[18px] w-[18px]" /> Change photo
            </button>
          </div>
          <div className="flex gap-4">
            <Field label="First name" value={person.first} onChange={(first) => setPerson({ ...person, first })} />
            <Field label="Last name" value={person.last} onChange={(last) => setPerson({ ...person, last })} />
          </div>
          <Field label="Email" value={person.email} onChange={(email) => setPerson({ ...person, email })} />
        </Card>

        <Card title="Notifications" words="Sent by email.">
          {switches.map(({ title, words }, index) => (
            <div key={title} className="flex items-center justify-between border-t border-zinc-100 pt-[18px]">
              <div>
                <p className="text-sm font-semibold">{title}</p>
                <p className="text-[13px] text-zinc-500">{words}</p>
              </div>
              <button
                role="switch"
                aria-checked={enabled[index]}
                aria-label={title}
                onClick={() => setEnabled(enabled.map((on, at) => (at === index ? !on : on)))}
                className={`h-6 w-11 rounded-full p-0.5 transition-colors ${enabled[index] ? "bg-sky-600" : "bg-zinc-300"}`}
              >
                <span
                  className={`block h-5 w-5 rounded-full bg-white transition-transform ${enabled[index] ? "translate-x-5" : ""}`}
                />
              </button>
            </div>
          ))}
        </Card>

        <Card title="Devices" words="Where you are signed in.">
          {devices.map(({ name, seen, icon: Icon }) => (
            <div key={name} className="flex items-center gap-3">
              <span className="flex h-9 w-9 items-center justify-center rounded-[10px] bg-zinc-100">
                <Icon className="h-[18px] w-[18px] text-zinc-600" />
              </span>
              <span className="flex-1 text-sm font-medium text-zinc-800">{name}</span>
              <span className="text-[13px] text-zinc-500">{seen}</span>
            </div>
          ))}
        </Card>

        <div className="flex items-center justify-end gap-3 text-sm font-semibold">
          {saved && <span className="font-normal text-zinc-500">Saved.</span>}
          <button onClick={() => setPerson(initial)} className="h-11 rounded-[10px] border border-zinc-300 bg-white px-[18px] text-zinc-700">
            Cancel
          </button>
          <button onClick={() => setSaved(true)} className="h-11 rounded-[10px] bg-sky-600 px-[18px] text-white">
            Save changes
          </button>
        </div>
      </main>
    </div>
  );
}
