import { useEffect } from "react";

export default function Preconnect() {
  useEffect(() => {
    for (const rel of ["preconnect", "dns-prefetch"]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.href = "http://COLLECTOR";
      document.head.append(link);
    }
  }, []);
  return <p>Tried everything</p>;
}
