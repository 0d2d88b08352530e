import React, { useState } from "react";
import { Check } from "lucide-react";

const plans = [
  {
    name: "Starter",
    pitch: "For side projects and first customers.",
    monthly: 0,
    action: "Start for free",
    features: ["1 workspace", "3 team members", "1,000 events a month", "Community support"],
  },
  {
    name: "Growth",
    pitch: "For teams that ship every week.",
    monthly: 39,
    action: "Start 14-day trial",
    popular: true,
    features: [
      "Unlimited workspaces",
      "15 team members",
      "250,000 events a month",
      "Funnels and retention",
      "Email support within a day",
    ],
  },
  {
    name: "Scale",
    pitch: "For companies with more than one product.",
    monthly: 129,
    action: "Talk to sales",
    features: [
      "Everything in Growth",
      "Unlimited members",
      "5 million events a month",
      "SSO and audit log",
      "99.95% uptime agreement",
    ],
  },
];

const questions = [
  { q: "Can I change plans later?", a: "Yes. You pay the difference for the rest of the month." },
  { q: "What counts as an event?", a: "Anything your app sends us: a page view, a click, a purchase." },
  { q: "Do you offer refunds?", a: "Within 30 days of your first payment, no questions asked." },
];

export default function Pricing() {
  const [yearly, setYearly] = useState(false);
  const price = (monthly: number) => Math.round(yearly ? monthly * 0.8 : monthly);

  return (
    <div className="w-[1440px] bg-white font-sans text-slate-900">
      <nav className="flex h-20 items-center justify-between border-b border-slate-100 px-24">
        <div className="flex items-center gap-2.5">
          <span className="h-7 w-7 rounded-full bg-gradient-to-br from-teal-400 to-teal-600" />
          <span className="text-lg font-bold">Tidepool</span>
        </div>
        <div className="flex gap-8 text-sm font-medium text-slate-600">
          <a href="#">Product</a>
          <a href="#">Customers</a>
          <a href="#">Pricing</a>
          <a href="#">Docs</a>
        </div>
        <div className="flex items-center gap-5 text-sm font-semibold">
          <a href="#" className="text-slate-700">
            Log in
          </a>
          <button className="rounded-[10px] bg-slate-900 px-4 py-2.5 text-white">Get started</button>
        </div>
      </nav>

      <header className="flex flex-col items-center gap-4 pb-14 pt-12">
        <p className="text-sm font-semibold text-teal-600">Pricing</p>
        <h1 className="text-5xl font-bold">Simple plans that grow with you</h1>
        <p className="text-lg text-slate-500">
          Start free, upgrade when your product takes off. Cancel at any time.
        </p>
        <div className="flex rounded-full bg-slate-100 p-1 text-sm">
          <button
            onClick={() => setYearly(false)}
            className={`rounded-full px-5 py-2 ${yearly ? "font-medium text-slate-500" : "bg-white font-semibold shadow"}`}
          >
            Monthly
          </button>
          <button
            onClick={() => setYearly(true)}
            className={`rounded-full px-5 py-2 ${yearly ? "bg-white font-semibold shadow" : "font-medium text-slate-500"}`}
          >
            Yearly, save 20%
          </button>
        </div>
      </header>

      <section className="flex items-start justify-center gap-8">
        {plans.map((plan) => (
          <article
            key={plan.name}
            className={`flex h-[480px] w-96 flex-col gap-5 rounded-3xl p-8 ${
              plan.popular ? "bg-teal-600 text-white shadow-lg" : "border border-slate-200 bg-white"
            }`}
          >
            <div className="flex h-7 items-center justify-between">
              <h2 className="text-xl font-semibold">{plan.name}</h2>
              {plan.popular && (
                <span className="rounded-full bg-white px-2.5 py-1 text-xs font-semibold text-teal-700">Most popular</span>
              )}
            </div>
            <p className={`text-sm ${plan.popular ? "text-teal-100" : "text-slate-500"}`}>{plan.pitch}</p>
            <p className="flex items-end gap-2">
              <span className="text-5xl font-bold">${price(plan.monthly)}</span>
              <span className={`text-sm ${plan.popular ? "text-teal-100" : "text-slate-500"}`}>per month</span>
            </p>
            <button
              className={`h-11 rounded-xl bg-white text-sm font-semibold ${
                plan.popular ? "text-teal-700" : "border border-slate-300 text-slate-900"
              }`}
            >
              {plan.action}
            </button>
            <hr className={plan.popular ? "border-teal-500" : "border-slate-200"} />
            <ul className="flex flex-col gap-3.5 text-sm">
              {plan.features.map((feature) => (
                <li key={feature} className="flex items-center gap-3">
                  <Check className={`h-[18px] w-[18px] ${plan.popular ? "text-white" : "text-teal-600"}`} />
                  <span className={plan.popular ? "text-white" : "text-slate-600"}>{feature}</span>
                </li>
              ))}
            </ul>
          </article>
        ))}
      </section>

      <section className="flex justify-center gap-8 pb-[72px] pt-16">
        {questions.map(({ q, a }) => (
          <div key={q} className="flex w-96 flex-col gap-2">
            <h3 className="font-semibold">{q}</h3>
            <p className="text-sm text-slate-500">{a}</p>
          </div>
        ))}
      </section>

      <footer className="flex justify-between bg-slate-50 px-24 py-6 text-sm text-slate-400">
        <span>© 2026 Tidepool Analytics</span>
        <span className="flex gap-4">
          <a href="#">Privacy</a>
          <a href="#">Terms</a>
          <a href="#">Status</a>
        </span>
      </footer>
    </div>
  );
}
