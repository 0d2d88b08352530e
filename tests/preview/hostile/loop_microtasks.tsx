import { useEffect } from "react";

export default function Loop() {
  useEffect(() => {
    const again = () => queueMicrotask(again);
    setTimeout(again, 300);
  }, []);
  return <p>Waiting</p>;
}
