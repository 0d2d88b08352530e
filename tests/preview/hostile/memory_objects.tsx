import { useEffect } from "react";

const kept: unknown[] = [];

export default function Bomb() {
  useEffect(() => {
    const grow = () => {
      for (let i = 0; i < 200_000; i++) kept.push({ index: i, text: `number ${i} of ${kept.length}` });
      setTimeout(grow, 0);
    };
    grow();
  }, []);
  return <p>Growing</p>;
}
