import { useEffect } from "react";

export default function Leave() {
  useEffect(() => {
    window.location.href = "about:blank";
  }, []);
  return <p>Leaving</p>;
}
