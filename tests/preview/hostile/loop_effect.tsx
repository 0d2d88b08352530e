import { useEffect, useState } from "react";

export default function Loop() {
  const [turns, setTurns] = useState(0);
  useEffect(() => setTurns(turns + 1));
  return <p>{turns}</p>;
}
