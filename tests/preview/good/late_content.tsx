import { useEffect, useState } from "react";

export default function Page() {
  const [rows, setRows] = useState<string[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setRows(["First", "Second"]), 2000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <ul>
      {rows.map((row) => (
        <li key={row}>{row}</li>
      ))}
    </ul>
  );
}
