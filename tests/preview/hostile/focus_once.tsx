import { useEffect, useRef, useState } from "react";

export default function Dialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      dialog.current!.showModal();
      setOpened(true);
    }, 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main>
      <h1>Settings</h1>
      <dialog ref={dialog}>
        <input autoFocus aria-label="Name" /> {opened && "Opened"}
      </dialog>
    </main>
  );
}
