import React, { useEffect, useRef, useState } from "react";
import { ChevronLeft, Mic, Phone, Plus, Send, Video } from "lucide-react";

type Message = { from: "me" | "them" | "photo"; text: string; at: string };

const initial: Message[] = [
  { from: "them", text: "Morning! Did the courier come by with the print proofs?", at: "9:02" },
  { from: "me", text: "Yes, twenty minutes ago. The blue on the cover is perfect.", at: "9:04" },
  { from: "photo", text: "Page 14, second proof", at: "9:07" },
  { from: "me", text: "A touch dark, but I like it. Shall we approve?", at: "9:07" },
  { from: "them", text: "Let us do it. I will call the printer now.", at: "9:10" },
];

function Avatar({ className = "h-7 w-7" }: { className?: string }) {
  return <span className={`block shrink-0 rounded-full bg-gradient-to-br from-amber-300 to-rose-400 ${className}`} />;
}

function Bubble({ message }: { message: Message }) {
  if (message.from === "photo") {
    return (
      <div className="flex justify-end">
        <figure className="w-[236px] overflow-hidden rounded-[18px] bg-slate-100">
          <div className="h-32 bg-gradient-to-br from-sky-300 to-blue-500" />
          <figcaption className="flex items-center justify-between px-3 py-2 text-[13px] font-medium text-slate-700">
            {message.text}
            <span className="text-[11px] font-normal text-slate-400">{message.at}</span>
          </figcaption>
        </figure>
      </div>
    );
  }
  const mine = message.from === "me";
  return (
    <div className={`flex items-end gap-2 ${mine ? "justify-end" : ""}`}>
      {!mine && <Avatar />}
      <div
        className={`flex max-w-[260px] flex-col gap-1 rounded-[18px] px-3.5 py-2.5 ${
          mine ? "items-end bg-violet-600 text-white" : "bg-slate-100 text-slate-800"
        }`}
      >
        <p className="text-[15px] leading-[22px]">{message.text}</p>
        <span className={`text-[11px] leading-4 ${mine ? "text-violet-200" : "text-slate-400"}`}>{message.at}</span>
      </div>
    </div>
  );
}

export default function Chat() {
  const [messages, setMessages] = useState(initial);
  const [draft, setDraft] = useState("");
  const [typing, setTyping] = useState(true);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [messages]);

  function send() {
    if (!draft.trim()) return;
    setMessages([...messages, { from: "me", text: draft.trim(), at: "9:11" }]);
    setDraft("");
    setTyping(false);
  }

  return (
    <div className="flex h-[844px] w-[390px] flex-col bg-white font-sans text-slate-900">
      <header className="flex h-24 items-center gap-3 border-b border-slate-100 pb-2 pl-3 pr-5 pt-9">
        <ChevronLeft className="h-6 w-6 text-violet-600" />
        <span className="relative">
          <Avatar className="h-11 w-11" />
          <span className="absolute bottom-0 right-0 h-3 w-3 rounded-full border-2 border-white bg-emerald-500" />
        </span>
        <div className="flex-1">
          <h1 className="font-semibold">Ines Cardoso</h1>
          <p className="text-[13px] leading-[18px] text-emerald-600">Online</p>
        </div>
        <Video className="h-[22px] w-[22px] text-violet-600" />
        <Phone className="h-[22px] w-[22px] text-violet-600" />
      </header>

      <main className="flex flex-1 flex-col gap-3 overflow-y-auto px-4 py-3.5">
        <span className="self-center rounded-full bg-slate-100 px-3 py-1 text-xs font-semibold text-slate-500">Today</span>
        {messages.map((message, index) => (
          <Bubble key={index} message={message} />
        ))}
        {typing && (
          <div className="flex items-center gap-2">
            <Avatar />
            <span className="flex gap-[5px] rounded-[18px] bg-slate-100 px-3.5 py-3">
              <span className="h-[7px] w-[7px] animate-bounce rounded-full bg-slate-400" />
              <span className="h-[7px] w-[7px] animate-bounce rounded-full bg-slate-300" />
              <span className="h-[7px] w-[7px] animate-bounce rounded-full bg-slate-200" />
            </span>
          </div>
        )}
        <div ref={end} />
      </main>

      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        className="flex items-center gap-2.5 border-t border-slate-100 px-4 pb-[30px] pt-2.5"
      >
        <button type="button" aria-label="Attach" className="flex h-11 w-11 items-center justify-center rounded-full bg-violet-50">
          <Plus className="h-[22px] w-[22px] text-violet-600" />
        </button>
        <label className="flex h-11 flex-1 items-center rounded-full bg-slate-100 px-4">
          <input
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            placeholder="Message"
            className="w-full bg-transparent text-[15px] outline-none placeholder:text-slate-400"
          />
          <Mic className="h-5 w-5 text-slate-400" />
        </label>
        <button aria-label="Send" className="flex h-11 w-11 items-center justify-center rounded-full bg-violet-600">
          <Send className="h-5 w-5 text-white" />
        </button>
      </form>
    </div>
  );
}
