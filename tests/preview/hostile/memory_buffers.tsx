import { useEffect } from "react";

const kept: Uint8Array[] = [];

export default function Bomb() {
  useEffect(() => {
    // At most 2 GB, in one go: the tests run beside other work.
    setTimeout(() => {
      Array.from({ length: 32 }, () => kept.push(new Uint8Array(64 * 1024 * 1024).fill(1)));
      kept[0].fill(2);
      Array.from({ length: 200 }, () => kept.forEach((part) => part.fill(3)));
    }, 300);
  }, []);
  return <p>Growing</p>;
}
