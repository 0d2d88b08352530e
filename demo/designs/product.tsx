import { useState } from "react";
import { Heart, Minus, Package, Plus, Search, ShieldCheck, ShoppingBag, Star, Truck, User } from "lucide-react";

const colors = [
  { name: "Oat", swatch: "bg-amber-100" },
  { name: "Moss", swatch: "bg-lime-700" },
  { name: "Clay", swatch: "bg-orange-700" },
  { name: "Ink", swatch: "bg-slate-800" },
];
const sizes = ["XS", "S", "M", "L", "XL"];
const views = ["to-amber-200", "to-orange-200", "to-stone-400", "to-amber-300"];
const promises = [
  { icon: Truck, label: "Free delivery over $80" },
  { icon: Package, label: "Returns within 60 days" },
  { icon: ShieldCheck, label: "Repaired for life" },
];
const also = [
  { name: "Field overshirt", price: "$128", photo: "from-lime-200 to-emerald-500" },
  { name: "Merino crew neck", price: "$96", photo: "from-sky-200 to-slate-500" },
  { name: "Canvas tote", price: "$42", photo: "from-amber-200 to-orange-400" },
  { name: "Ribbed beanie", price: "$28", photo: "from-rose-200 to-rose-500" },
];

export default function ProductPage() {
  const [color, setColor] = useState("Oat");
  const [size, setSize] = useState("M");
  const [quantity, setQuantity] = useState(1);
  const [bag, setBag] = useState(0);
  const [saved, setSaved] = useState(false);

  return (
    <div className="w-[1280px] bg-stone-50 font-sans text-stone-900">
      <header className="flex h-[72px] items-center justify-between border-b border-stone-200 bg-white px-16">
        <span className="text-lg font-bold">HARROW & PINE</span>
        <nav className="flex gap-8 text-sm font-medium text-stone-600">
          {["New in", "Women", "Men", "Home"].map((label) => (
            <a key={label} href="#">
              {label}
            </a>
          ))}
        </nav>
        <div className="flex items-center gap-5 text-stone-700">
          <Search className="h-[22px] w-[22px]" />
          <User className="h-[22px] w-[22px]" />
          <span className="relative">
            <ShoppingBag className="h-[22px] w-[22px]" />
            {bag > 0 && (
              <span className="absolute -right-2 -top-2 rounded-full bg-emerald-800 px-1.5 text-[10px] text-white">{bag}</span>
            )}
          </span>
        </div>
      </header>

      <section className="flex items-start gap-14 px-16 py-10">
        <div className="flex gap-5">
          <div className="flex flex-col gap-4">
            {views.map((view) => (
              <span key={view} className={`h-24 w-20 rounded-xl bg-gradient-to-br from-stone-200 ${view}`} />
            ))}
          </div>
          <div className="relative h-[600px] w-[520px] rounded-[20px] bg-gradient-to-br from-amber-100 via-orange-200 to-stone-400">
            <span className="absolute left-5 top-5 rounded-full bg-white px-3 py-1.5 text-xs font-semibold">New season</span>
            <button
              aria-label="Save"
              onClick={() => setSaved(!saved)}
              className="absolute right-5 top-5 flex h-11 w-11 items-center justify-center rounded-full bg-white"
            >
              <Heart className={`h-5 w-5 ${saved ? "fill-rose-500 text-rose-500" : "text-stone-700"}`} />
            </button>
          </div>
        </div>

        <div className="flex flex-1 flex-col gap-5">
          <p className="text-[13px] text-stone-500">Home / Women / Jackets</p>
          <h1 className="text-4xl font-bold">Waxed field jacket</h1>
          <div className="flex items-center gap-1.5 text-sm">
            {[1, 2, 3, 4, 5].map((star) => (
              <Star key={star} className="h-[18px] w-[18px] text-amber-500" />
            ))}
            <span className="font-semibold">4.8</span>
            <span className="text-stone-500">214 reviews</span>
          </div>
          <div className="flex items-center gap-3">
            <span className="text-3xl font-bold">$184</span>
            <span className="text-lg text-stone-400 line-through">$230</span>
            <span className="rounded-full bg-emerald-100 px-2.5 py-1 text-xs font-semibold text-emerald-800">20% off</span>
          </div>
          <p className="text-stone-600">
            Cut from British waxed cotton with a corduroy collar and four deep pockets. Made to be worn for years, and
            mended when it needs it.
          </p>

          <div className="flex flex-col gap-3.5">
            <p className="text-sm">
              <span className="font-semibold">Color</span> <span className="ml-1 text-stone-500">{color}</span>
            </p>
            <div className="flex gap-3">
              {colors.map(({ name, swatch }) => (
                <button
                  key={name}
                  aria-label={name}
                  onClick={() => setColor(name)}
                  className={`h-9 w-9 rounded-full border-2 ${swatch} ${color === name ? "border-emerald-700" : "border-stone-200"}`}
                />
              ))}
            </div>
            <div className="flex justify-between text-sm">
              <span className="font-semibold">Size</span>
              <a href="#" className="font-medium text-emerald-700">
                Size guide
              </a>
            </div>
            <div className="flex gap-2.5">
              {sizes.map((name) => (
                <button
                  key={name}
                  onClick={() => setSize(name)}
                  className={`h-11 w-14 rounded-[10px] border text-sm font-semibold ${
                    size === name ? "border-emerald-800 bg-emerald-800 text-white" : "border-stone-300 bg-white text-stone-700"
                  }`}
                >
                  {name}
                </button>
              ))}
            </div>
          </div>

          <div className="flex gap-3">
            <div className="flex h-[52px] w-[120px] items-center justify-between rounded-xl border border-stone-300 bg-white px-4">
              <button aria-label="Less" onClick={() => setQuantity(Math.max(1, quantity - 1))}>
                <Minus className="h-[18px] w-[18px] text-stone-600" />
              </button>
              <span className="font-semibold">{quantity}</span>
              <button aria-label="More" onClick={() => setQuantity(quantity + 1)}>
                <Plus className="h-[18px] w-[18px] text-stone-600" />
              </button>
            </div>
            <button
              onClick={() => setBag(bag + quantity)}
              className="flex h-[52px] flex-1 items-center justify-center gap-2.5 rounded-xl bg-emerald-800 font-semibold text-white"
            >
              <ShoppingBag className="h-5 w-5" /> Add to bag
            </button>
          </div>
          <hr className="border-stone-200" />
          <ul className="flex flex-col gap-3 text-sm text-stone-600">
            {promises.map(({ icon: Icon, label }) => (
              <li key={label} className="flex items-center gap-3">
                <Icon className="h-5 w-5 text-emerald-700" /> {label}
              </li>
            ))}
          </ul>
        </div>
      </section>

      <section className="flex flex-col gap-5 px-16 pb-14 pt-4">
        <h2 className="text-xl font-semibold">Goes well with</h2>
        <div className="grid grid-cols-4 gap-6">
          {also.map(({ name, price, photo }) => (
            <article key={name} className="flex flex-col gap-1.5 text-sm">
              <span className={`h-[180px] rounded-2xl bg-gradient-to-br ${photo}`} />
              <h3 className="font-semibold">{name}</h3>
              <p className="text-stone-500">{price}</p>
            </article>
          ))}
        </div>
      </section>
    </div>
  );
}
