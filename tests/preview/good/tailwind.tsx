import { useState } from "react";

export default function Page() {
  const [tone, setTone] = useState("rose");
  return (
    <main className="p-[13px]">
      <p data-testid="arbitrary" className="w-[137px] bg-[#123456] text-[17px]/[29px] shadow-sm ring">
        Arbitrary
      </p>
      <div data-testid="overlay" className="bg-black bg-opacity-50">
        Overlay
      </div>
      <div data-testid="border" className="border">
        Border
      </div>
      <p data-testid="computed" className={`text-${tone}-600`}>
        Put together
      </p>
      <button onClick={() => setTone("teal")}>Other tone</button>
      <p data-testid="dark" className="bg-white dark:bg-black">
        Stays light
      </p>
    </main>
  );
}
