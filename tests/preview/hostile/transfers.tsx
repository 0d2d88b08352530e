import { useEffect } from "react";

// As few messages as a limit on their number would let pass, each as large as it can be.
export default function Transfers() {
  useEffect(() => {
    for (let i = 0; i < Number("WAY"); i++) {
      const load = new ArrayBuffer(100_000_000);
      top!.postMessage(load, "*", [load]);
    }
  }, []);
  return <p>Sent</p>;
}
