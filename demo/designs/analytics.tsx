import React, { useMemo, useState } from "react";
import {
  Activity,
  ArrowDownRight,
  ArrowUpRight,
  BarChart3,
  Bell,
  DollarSign,
  Home,
  Search,
  Settings,
  ShoppingBag,
  Users,
  Wallet,
} from "lucide-react";

const menu = [
  { label: "Overview", icon: Home },
  { label: "Reports", icon: BarChart3 },
  { label: "Customers", icon: Users },
  { label: "Orders", icon: ShoppingBag },
  { label: "Payouts", icon: Wallet },
  { label: "Settings", icon: Settings },
];

const tiles = [
  { label: "Revenue", value: "$48,294", change: "+12.4%", up: true, icon: DollarSign },
  { label: "Orders", value: "1,842", change: "+6.1%", up: true, icon: ShoppingBag },
  { label: "New customers", value: "386", change: "-2.3%", up: false, icon: Users },
  { label: "Conversion", value: "3.84%", change: "+0.6%", up: true, icon: Activity },
];

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const thisYear = [62, 78, 70, 96, 88, 120, 112, 138, 126, 158, 172, 190];
const lastYear = [50, 56, 64, 70, 66, 82, 90, 88, 102, 110, 116, 124];

const channels = [
  { label: "Direct", value: "$27,044", dot: "bg-blue-600" },
  { label: "Search", value: "$13,522", dot: "bg-blue-300" },
  { label: "Referral", value: "$7,728", dot: "bg-slate-300" },
];

const orders = [
  { id: "#10482", customer: "Amara Okafor", product: "Linen duvet set", state: "Paid", total: "$249.00" },
  { id: "#10481", customer: "Jonas Weber", product: "Walnut side table", state: "Paid", total: "$389.00" },
  { id: "#10480", customer: "Priya Raman", product: "Stoneware mugs, 4", state: "Pending", total: "$64.00" },
  { id: "#10479", customer: "Lucas Moreau", product: "Floor lamp, brass", state: "Refunded", total: "$179.00" },
  { id: "#10478", customer: "Sofia Lindgren", product: "Wool throw, sand", state: "Paid", total: "$120.00" },
];

const badges: Record<string, string> = {
  Paid: "bg-emerald-50 text-emerald-700",
  Pending: "bg-amber-50 text-amber-700",
  Refunded: "bg-rose-50 text-rose-700",
};

function curve(values: number[]) {
  const step = 760 / (values.length - 1);
  return values
    .map((value, index) => {
      const x = index * step;
      const y = 200 - value;
      if (index === 0) return `M${x} ${y}`;
      const middle = x - step / 2;
      return `C${middle} ${200 - values[index - 1]} ${middle} ${y} ${x} ${y}`;
    })
    .join(" ");
}

export default function Dashboard() {
  const [active, setActive] = useState("Overview");
  const [query, setQuery] = useState("");
  const shown = useMemo(
    () => orders.filter((order) => `${order.customer} ${order.product}`.toLowerCase().includes(query.toLowerCase())),
    [query],
  );

  return (
    <div className="flex min-h-[1024px] w-[1440px] bg-slate-50 font-sans text-slate-900">
      <aside className="flex w-60 flex-col gap-8 border-r border-slate-200 bg-white px-5 py-7">
        <div className="flex items-center gap-2.5 text-lg font-bold">
          <span className="h-8 w-8 rounded-[10px] bg-gradient-to-br from-blue-500 to-blue-700" />
          Meridian
        </div>
        <nav className="flex flex-col gap-1">
          {menu.map(({ label, icon: Icon }) => (
            <button
              key={label}
              onClick={() => setActive(label)}
              className={`flex h-[42px] items-center gap-3 rounded-[10px] px-3 text-sm ${
                active === label ? "bg-blue-50 font-semibold text-blue-700" : "font-medium text-slate-600"
              }`}
            >
              <Icon className={`h-5 w-5 ${active === label ? "text-blue-600" : "text-slate-400"}`} />
              {label}
            </button>
          ))}
        </nav>
      </aside>

      <main className="flex flex-1 flex-col gap-6 px-8 py-7">
        <header className="flex items-center justify-between">
          <div>
            <h1 className="text-2xl font-bold">Good morning, Elena</h1>
            <p className="text-sm text-slate-500">Here is what happened in your store this month.</p>
          </div>
          <div className="flex items-center gap-5">
            <label className="flex h-[42px] w-60 items-center gap-2.5 rounded-[10px] border border-slate-200 bg-white px-3.5">
              <Search className="h-[18px] w-[18px] text-slate-400" />
              <input
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                placeholder="Search orders"
                className="w-full text-sm outline-none placeholder:text-slate-400"
              />
            </label>
            <Bell className="h-[22px] w-[22px] text-slate-500" />
            <span className="h-10 w-10 rounded-full bg-gradient-to-br from-amber-200 to-rose-300" />
          </div>
        </header>

        <section className="grid grid-cols-4 gap-5">
          {tiles.map(({ label, value, change, up, icon: Icon }) => (
            <div key={label} className="flex flex-col gap-2 rounded-2xl border border-slate-200 bg-white p-5">
              <div className="flex items-center justify-between text-sm font-medium text-slate-500">
                {label}
                <span className="flex h-9 w-9 items-center justify-center rounded-[10px] bg-blue-50">
                  <Icon className="h-[18px] w-[18px] text-blue-600" />
                </span>
              </div>
              <p className="text-3xl font-bold">{value}</p>
              <p className="flex items-center gap-1.5 text-sm">
                {up ? <ArrowUpRight className="h-4 w-4 text-emerald-600" /> : <ArrowDownRight className="h-4 w-4 text-rose-600" />}
                <span className={`font-semibold ${up ? "text-emerald-600" : "text-rose-600"}`}>{change}</span>
                <span className="text-slate-400">vs. last month</span>
              </p>
            </div>
          ))}
        </section>

        <section className="flex gap-5">
          <div className="flex w-[808px] flex-col gap-4 rounded-2xl border border-slate-200 bg-white p-6">
            <div className="flex items-center justify-between">
              <div>
                <h2 className="font-semibold">Revenue</h2>
                <p className="text-xs text-slate-500">Thousands of dollars, by month</p>
              </div>
              <div className="flex items-center gap-2 text-xs font-medium text-slate-500">
                <span className="h-2 w-2 rounded-full bg-blue-600" /> This year
                <span className="h-2 w-2 rounded-full bg-slate-300" /> Last year
              </div>
            </div>
            <svg viewBox="0 0 760 200" className="w-full overflow-visible">
              {[0, 50, 100, 150, 200].map((y) => (
                <line key={y} x1="0" x2="760" y1={y} y2={y} className="stroke-slate-100" />
              ))}
              <path d={`${curve(thisYear)} L760 200 L0 200 Z`} className="fill-blue-500/10" />
              <path d={curve(lastYear)} fill="none" strokeWidth="2" className="stroke-slate-300" />
              <path d={curve(thisYear)} fill="none" strokeWidth="3" className="stroke-blue-600" />
            </svg>
            <div className="flex justify-between text-xs text-slate-400">
              {months.map((month) => (
                <span key={month}>{month}</span>
              ))}
            </div>
          </div>

          <div className="flex flex-1 flex-col items-center gap-[18px] rounded-2xl border border-slate-200 bg-white p-6">
            <h2 className="font-semibold">Sales by channel</h2>
            <div className="relative h-[150px] w-[150px]">
              <svg viewBox="0 0 150 150" className="-rotate-90">
                <circle cx="75" cy="75" r="65" fill="none" strokeWidth="20" className="stroke-slate-100" />
                <circle
                  cx="75"
                  cy="75"
                  r="65"
                  fill="none"
                  strokeWidth="20"
                  pathLength="100"
                  strokeDasharray="56 100"
                  className="stroke-blue-600"
                />
              </svg>
              <div className="absolute inset-0 flex flex-col items-center justify-center">
                <span className="text-3xl font-bold">56%</span>
                <span className="text-xs text-slate-500">direct</span>
              </div>
            </div>
            <ul className="flex w-full flex-col gap-2.5 text-sm">
              {channels.map(({ label, value, dot }) => (
                <li key={label} className="flex items-center gap-2.5">
                  <span className={`h-2.5 w-2.5 rounded-full ${dot}`} />
                  <span className="flex-1 text-slate-600">{label}</span>
                  <span className="font-semibold">{value}</span>
                </li>
              ))}
            </ul>
          </div>
        </section>

        <section className="rounded-2xl border border-slate-200 bg-white px-6 pb-2 pt-5">
          <div className="flex items-center justify-between pb-3">
            <h2 className="font-semibold">Recent orders</h2>
            <a href="#" className="text-sm font-semibold text-slate-500">
              View all
            </a>
          </div>
          {shown.map((order) => (
            <div key={order.id} className="flex h-12 items-center border-t border-slate-100 text-sm">
              <span className="w-[110px] font-medium text-slate-500">{order.id}</span>
              <span className="w-[260px] font-semibold">{order.customer}</span>
              <span className="flex-1 text-slate-600">{order.product}</span>
              <span className="w-[180px]">
                <span className={`rounded-full px-2.5 py-[3px] text-xs font-semibold ${badges[order.state]}`}>
                  {order.state}
                </span>
              </span>
              <span className="w-[100px] text-right font-semibold">{order.total}</span>
            </div>
          ))}
          {shown.length === 0 && <p className="border-t border-slate-100 py-4 text-sm text-slate-500">No orders match.</p>}
        </section>
      </main>
    </div>
  );
}
