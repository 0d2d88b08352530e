import { useEffect } from "react";

export default function Loop() {
  useEffect(() => {
    (async () => {
      while (true) await null;
    })();
  }, []);
  return <p>Waiting</p>;
}
