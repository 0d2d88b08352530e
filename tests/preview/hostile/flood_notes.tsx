import { useEffect } from "react";

export default function Flood() {
  useEffect(() => {
    const timer = setInterval(() => {
      for (let i = 0; i < 200; i++) window.dispatchEvent(new ErrorEvent("error", { error: new Error(`Number ${i}`) }));
    }, 0);
    return () => clearInterval(timer);
  }, []);
  return <p>Flooding</p>;
}
