import { useEffect } from "react";

export default function History() {
  useEffect(() => {
    for (let i = 0; i < 30; i++) {
      history.pushState(null, "", `#pushed-${i}`);
      location.hash = `hash-${i}`;
    }
  }, []);
  return <p>Tried everything</p>;
}
