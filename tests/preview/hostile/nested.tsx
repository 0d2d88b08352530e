import { useEffect, useState } from "react";

export default function Nested() {
  const [ran, setRan] = useState("none");
  useEffect(() => {
    const hear = (event: MessageEvent) => event.data === "nested ran" && setRan("some");
    window.addEventListener("message", hear);
    const script = "<script>parent.postMessage('nested ran', '*'); fetch('http://COLLECTOR/nested')</script>";
    const kinds: Array<[string, Record<string, string>]> = [
      ["iframe", { srcdoc: script }],
      ["iframe", { src: "http://COLLECTOR/iframe" }],
      ["iframe", { src: `data:text/html,${script}` }],
      ["iframe", { src: `javascript:"${script}"` }],
      ["iframe", { src: "/" }],
      ["iframe", { src: "/preview/frame" }],
      ["fencedframe", { src: "http://COLLECTOR/fenced" }],
      ["object", { data: "http://COLLECTOR/object", type: "text/html" }],
    ];
    for (const [tag, attributes] of kinds) {
      const frame = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
      document.body.append(frame);
    }
    return () => window.removeEventListener("message", hear);
  }, []);
  return <p>Ran: {ran}</p>;
}
