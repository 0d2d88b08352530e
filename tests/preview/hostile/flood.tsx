import { useEffect } from "react";

export default function Flood() {
  useEffect(() => {
    const load = "x".repeat(1_000_000);
    const timer = setInterval(() => {
      for (let i = 0; i < 20; i++) top!.postMessage({ load, type: "streamlit:setComponentValue" }, "*");
    }, 0);
    return () => clearInterval(timer);
  }, []);
  return <p>Flooding</p>;
}
