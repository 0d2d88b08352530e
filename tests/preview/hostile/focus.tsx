import { useEffect, useRef } from "react";

export default function Focus() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const steal = () => {
      window.focus();
      input.current!.focus();
      input.current!.select();
      input.current!.setSelectionRange(0, 1);
      document.querySelector("label")!.click();
      document.querySelector("dialog")!.close();
      document.querySelector("dialog")!.showModal();
      const late = document.createElement("div");
      late.innerHTML = "<input autofocus><button popover autofocus></button>";
      document.body.append(late);
      late.querySelector("button")!.showPopover();
      late.scrollIntoView();
      setTimeout(() => late.remove(), 20);
    };
    const timer = setInterval(steal, 30);
    return () => clearInterval(timer);
  }, []);
  return (
    <main>
      <label htmlFor="bait">Bait</label>
      <input id="bait" ref={input} autoFocus defaultValue="stolen" />
      <dialog>
        <input autoFocus />
      </dialog>
    </main>
  );
}
