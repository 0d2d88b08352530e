import { useEffect } from "react";

export default function Leave() {
  useEffect(() => window.location.reload(), []);
  return <p>Leaving</p>;
}
