import { useMemo, useRef, useState } from "react";

interface Row<T> {
  id: number;
  value: T;
}

function first<T,>(rows: readonly Row<T>[]): T | undefined {
  return rows[0]?.value;
}

export default function Table() {
  const [rows] = useState<Row<string>[]>([{ id: 1, value: "a" }]);
  const body = useRef<HTMLDivElement | null>(null);
  const total = useMemo<number>(() => rows.length as number, [rows]);
  const flags = { wide: true } satisfies Record<string, boolean>;
  return (
    <div ref={body!} data-wide={flags.wide}>
      {first<string>(rows)} of {total}
    </div>
  );
}
