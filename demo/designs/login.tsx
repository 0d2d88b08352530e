import React, { useState } from "react";
import { Check, Eye, EyeOff, Globe, Lock, Mail, ShieldCheck } from "lucide-react";

export default function Login() {
  const [email, setEmail] = useState("maya.lindqvist@northwind.io");
  const [password, setPassword] = useState("correct-horse");
  const [visible, setVisible] = useState(false);
  const [remember, setRemember] = useState(true);
  const [message, setMessage] = useState("");

  function handleSubmit(event: React.FormEvent) {
    event.preventDefault();
    setMessage(email.includes("@") ? `Signed in as ${email}` : "Please enter a valid email address.");
  }

  return (
    <div className="mx-auto flex min-h-[844px] w-[390px] flex-col gap-7 bg-slate-50 px-6 pb-10 pt-[72px] font-sans text-slate-900">
      <div className="relative h-14 w-14 rounded-2xl bg-gradient-to-br from-indigo-500 to-indigo-700">
        <span className="absolute left-3.5 top-3.5 h-7 w-7 rounded-full bg-white/90" />
        <span className="absolute left-6 top-5 h-5 w-5 rounded-full bg-indigo-600" />
      </div>

      <header className="flex flex-col gap-2">
        <h1 className="text-3xl font-bold">Welcome back</h1>
        <p className="text-base text-slate-500">Sign in to pick up where you left off.</p>
      </header>

      <form onSubmit={handleSubmit} className="flex flex-col gap-5">
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-medium text-slate-700">Email</span>
          <span className="flex h-[52px] items-center gap-3 rounded-xl border border-slate-200 bg-white px-4 focus-within:border-indigo-600">
            <Mail className="h-5 w-5 text-slate-400" />
            <input
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              className="w-full bg-transparent text-base text-slate-500 outline-none"
            />
          </span>
        </label>

        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-medium text-slate-700">Password</span>
          <span className="flex h-[52px] items-center gap-3 rounded-xl border border-slate-200 bg-white px-4 focus-within:border-indigo-600">
            <Lock className="h-5 w-5 text-slate-400" />
            <input
              type={visible ? "text" : "password"}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              className="w-full bg-transparent text-base text-slate-500 outline-none"
            />
            <button type="button" aria-label="Show password" onClick={() => setVisible(!visible)}>
              {visible ? <EyeOff className="h-5 w-5 text-slate-400" /> : <Eye className="h-5 w-5 text-slate-400" />}
            </button>
          </span>
        </label>

        <div className="flex items-center justify-between text-sm">
          <button type="button" onClick={() => setRemember(!remember)} className="flex items-center gap-2 text-slate-600">
            <span
              className={`flex h-5 w-5 items-center justify-center rounded-md ${
                remember ? "bg-indigo-600" : "border border-slate-300 bg-white"
              }`}
            >
              {remember && <Check className="h-3.5 w-3.5 text-white" strokeWidth={3} />}
            </span>
            Remember me
          </button>
          <a href="#" className="font-semibold text-indigo-600">
            Forgot password?
          </a>
        </div>

        <button type="submit" className="h-[52px] rounded-xl bg-indigo-600 font-semibold text-white shadow-md hover:bg-indigo-700">
          Sign in
        </button>
        {message && <p className="text-center text-sm text-slate-600">{message}</p>}
      </form>

      <div className="flex items-center gap-3 text-sm text-slate-400">
        <span className="h-px flex-1 bg-slate-200" />
        or continue with
        <span className="h-px flex-1 bg-slate-200" />
      </div>

      <div className="flex gap-3 text-sm font-semibold text-slate-700">
        <button className="flex h-12 flex-1 items-center justify-center gap-2 rounded-xl border border-slate-200 bg-white">
          <Globe className="h-5 w-5" /> Google
        </button>
        <button className="flex h-12 flex-1 items-center justify-center gap-2 rounded-xl border border-slate-200 bg-white">
          <ShieldCheck className="h-5 w-5" /> Passkey
        </button>
      </div>

      <p className="mt-2 flex justify-center gap-1.5 text-sm text-slate-500">
        New to Northwind?
        <a href="#" className="font-semibold text-indigo-600">
          Create an account
        </a>
      </p>
    </div>
  );
}
