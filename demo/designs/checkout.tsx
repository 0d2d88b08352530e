import { useState } from "react";
import { Check, CreditCard, Lock, ShieldCheck, Truck, Wallet } from "lucide-react";

const steps = ["Bag", "Delivery", "Payment", "Review"];

const items = [
  { name: "Stoneware teapot", kind: "Speckled white", price: 68, photo: "from-stone-200 to-stone-400" },
  { name: "Linen napkins, set of 4", kind: "Terracotta", price: 36, photo: "from-orange-200 to-orange-500" },
  { name: "Beeswax candle", kind: "Honey", price: 18, photo: "from-amber-200 to-amber-500" },
];

const money = (value: number) => `$${value.toFixed(2)}`;

export default function Checkout() {
  const [method, setMethod] = useState("Card");
  const [same, setSame] = useState(true);
  const [voucher, setVoucher] = useState("");
  const [discount, setDiscount] = useState(0);
  const [paid, setPaid] = useState(false);
  const [card, setCard] = useState({
    name: "Adaeze Nwosu",
    number: "4242  4242  4242  4242",
    expires: "09 / 28",
    code: "123",
  });

  const subtotal = items.reduce((sum, item) => sum + item.price, 0);
  const total = subtotal + 6 + 10.24 - discount;

  const input = "h-12 rounded-[10px] border border-stone-300 bg-white px-3.5 text-[15px] text-stone-800 outline-none focus:border-teal-700";
  const label = "flex flex-1 flex-col gap-1.5 text-[13px] font-medium text-stone-600";

  return (
    <div className="flex min-h-[900px] w-[834px] flex-col gap-7 bg-stone-50 p-10 font-sans text-stone-900">
      <header className="flex items-center gap-2">
        <span className="flex-1 text-xl font-bold">clay & linen</span>
        <ShieldCheck className="h-[18px] w-[18px] text-teal-700" />
        <span className="text-sm text-stone-500">Secure checkout</span>
      </header>

      <ol className="flex justify-between rounded-2xl border border-stone-200 bg-white px-6 py-4 text-sm font-semibold">
        {steps.map((step, index) => (
          <li key={step} className={`flex items-center gap-2 ${index > 2 ? "text-stone-400" : "text-stone-800"}`}>
            <span
              className={`flex h-7 w-7 items-center justify-center rounded-full text-[13px] ${
                index > 2 ? "bg-stone-200 text-stone-500" : "bg-teal-700 text-white"
              }`}
            >
              {index < 2 ? <Check className="h-3.5 w-3.5" strokeWidth={3} /> : index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>

      <div className="flex items-start gap-8">
        <form
          id="payment"
          onSubmit={(event) => {
            event.preventDefault();
            setPaid(true);
          }}
          className="flex flex-1 flex-col gap-[18px]"
        >
          <h1 className="text-2xl font-bold">Payment</h1>
          <div className="flex gap-3">
            {[
              { name: "Card", icon: CreditCard },
              { name: "Wallet", icon: Wallet },
            ].map(({ name, icon: Icon }) => (
              <button
                key={name}
                type="button"
                onClick={() => setMethod(name)}
                className={`flex h-[52px] flex-1 items-center justify-center gap-2.5 rounded-xl border text-sm font-semibold ${
                  method === name ? "border-teal-700 bg-teal-50 text-teal-800" : "border-stone-300 bg-white text-stone-600"
                }`}
              >
                <Icon className={`h-5 w-5 ${method === name ? "text-teal-700" : "text-stone-500"}`} />
                {name}
              </button>
            ))}
          </div>

          <label className={label}>
            Name on card
            <input className={input} value={card.name} onChange={(event) => setCard({ ...card, name: event.target.value })} />
          </label>
          <label className={label}>
            Card number
            <span className="relative">
              <input
                className={`${input} w-full`}
                value={card.number}
                onChange={(event) => setCard({ ...card, number: event.target.value })}
              />
              <CreditCard className="absolute right-3.5 top-3.5 h-5 w-5 text-stone-400" />
            </span>
          </label>
          <div className="flex gap-3">
            <label className={label}>
              Expires
              <input
                className={`${input} w-full`}
                value={card.expires}
                onChange={(event) => setCard({ ...card, expires: event.target.value })}
              />
            </label>
            <label className={label}>
              Security code
              <span className="relative">
                <input
                  type="password"
                  className={`${input} w-full`}
                  value={card.code}
                  onChange={(event) => setCard({ ...card, code: event.target.value })}
                />
                <Lock className="absolute right-3.5 top-3.5 h-5 w-5 text-stone-400" />
              </span>
            </label>
          </div>

          <button type="button" onClick={() => setSame(!same)} className="flex items-center gap-2.5 text-sm text-stone-600">
            <span className={`flex h-5 w-5 items-center justify-center rounded-md ${same ? "bg-teal-700" : "border border-stone-300"}`}>
              {same && <Check className="h-3.5 w-3.5 text-white" strokeWidth={3} />}
            </span>
            Billing address is the delivery address
          </button>

          <section className="flex flex-col gap-2.5 rounded-2xl border border-teal-200 bg-teal-50 p-5">
            <div className="flex items-center gap-2.5">
              <Truck className="h-5 w-5 text-teal-700" />
              <h2 className="flex-1 text-[15px] font-semibold">Delivery</h2>
              <a href="#" className="text-sm font-semibold text-teal-700">
                Change
              </a>
            </div>
            <p className="whitespace-pre-line text-sm text-stone-600">{"Adaeze Nwosu\n14 Orchard Lane\nBristol BS1 4ND"}</p>
            <p className="text-[13px] font-semibold text-teal-800">Arrives Thursday, 27 November</p>
          </section>
        </form>

        <aside className="flex w-80 flex-col gap-4 rounded-[20px] border border-stone-200 bg-white p-6">
          <h2 className="text-lg font-semibold">Your order</h2>
          {items.map(({ name, kind, price, photo }) => (
            <div key={name} className="flex items-center gap-3">
              <span className={`h-14 w-14 rounded-xl bg-gradient-to-br ${photo}`} />
              <div className="flex-1">
                <p className="text-sm font-semibold text-stone-800">{name}</p>
                <p className="text-[13px] text-stone-500">{kind}</p>
              </div>
              <span className="text-sm font-semibold text-stone-800">${price}</span>
            </div>
          ))}
          <div className="flex gap-2.5">
            <input
              value={voucher}
              onChange={(event) => setVoucher(event.target.value)}
              placeholder="Voucher"
              className="h-11 min-w-0 flex-1 rounded-[10px] border border-stone-300 px-3.5 text-sm outline-none placeholder:text-stone-400"
            />
            <button
              onClick={() => setDiscount(voucher.trim() ? 10 : 0)}
              className="h-11 rounded-[10px] bg-stone-200 px-4 text-sm font-semibold text-stone-700"
            >
              Apply
            </button>
          </div>
          <hr className="border-stone-200" />
          <dl className="flex flex-col gap-4 text-sm">
            {[
              ["Subtotal", subtotal],
              ["Delivery", 6],
              ["Tax", 10.24],
            ].map(([name, value]) => (
              <div key={name} className="flex justify-between">
                <dt className="text-stone-500">{name}</dt>
                <dd className="text-stone-800">{money(value as number)}</dd>
              </div>
            ))}
          </dl>
          <hr className="border-stone-200" />
          <p className="flex items-center justify-between font-semibold">
            Total <span className="text-xl font-bold">{money(total)}</span>
          </p>
          <button
            form="payment"
            className="flex h-[52px] items-center justify-center gap-2.5 rounded-xl bg-teal-700 font-semibold text-white"
          >
            {paid ? <Check className="h-[18px] w-[18px]" /> : <Lock className="h-[18px] w-[18px]" />}
            {paid ? "Paid, thank you" : `Pay ${money(total)}`}
          </button>
          <p className="text-xs text-stone-400">By paying you agree to our terms of sale.</p>
        </aside>
      </div>
    </div>
  );
}
