import { useEffect } from "react";

// Before the runtime speaks again: try to take its port, then to speak for it and for Streamlit.
const post = MessagePort.prototype.postMessage;
(window as any).stolen = [];
MessagePort.prototype.postMessage = function (...args: unknown[]) {
  (window as any).stolen.push(this);
  return Reflect.apply(post, this, args);
};
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")!;
Object.defineProperty(MessageEvent.prototype, "data", {
  get() {
    (window as any).stolen.push(this.target);
    return Reflect.apply(data.get!, this, []);
  },
});

export default function Spoof() {
  useEffect(() => {
    const lies = [
      { kind: "verdict", state: "throws", message: "A lie", line: 1 },
      { stCommVersion: 1, type: "SET_PAGE_TITLE", title: "Stolen" },
      { stCommVersion: 1, type: "RERUN_SCRIPT" },
      { type: "streamlit:setFrameHeight", height: 9000 },
      { isStreamlitMessage: true, type: "streamlit:setComponentValue", value: "lie" },
      { stCommVersion: 1, type: "UPDATE_HASH", hash: "stolen" },
    ];
    for (const lie of lies) parent.postMessage(lie, "*");
    setTimeout(() => {
      for (const port of [...(window as any).stolen]) port?.postMessage?.({ kind: "verdict", state: "compile", message: "A lie" });
    }, 1500);
  }, []);
  return <p>Lying</p>;
}
