import { useEffect } from "react";

export default function Loop() {
  useEffect(() => {
    setTimeout(() => {
      let turns = 0;
      do turns++;
      while (turns >= 0);
    }, 300);
  }, []);
  return <p>Waiting</p>;
}
