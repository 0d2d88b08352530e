import { useState } from "react";

export default function A() {
  const [a] = useState(1);
  return <p>{a}</p>;
}
