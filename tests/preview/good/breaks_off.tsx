import { useState } from "react";

const TASKS = ["Plan", "Build"];

export default function Board() {
  const [open, setOpen] = useState(0);
  return (
    <main className="p-8">
      {TASKS.map((task, index) => (
        <button key={task} onClick={() => setOpen(index)} className="block">
          {open === index ? <strong>{task}</strong> : <span>{task}</span>}
        </button>
      ))}
      <section className="mt-6">
        {TASKS.map((task) => (
          <article key={task} className="rounded-lg
