import { useEffect } from "react";
export default function Page() {
  useEffect(() => {
    (async () => {
      await null;
      throw new Error("Loading is not wired up");
    })();
  }, []);
  return <p>shown</p>;
}
