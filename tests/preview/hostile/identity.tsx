import { useEffect, useState } from "react";

function look(what: () => unknown): string {
  try {
    return String(what());
  } catch (error) {
    return `blocked (${(error as Error).name})`;
  }
}

export default function Snoop() {
  const [found, setFound] = useState<Record<string, string>>({});
  useEffect(() => {
    document.cookie = "planted=by-the-frame; path=/";
    const tell = (name: string) => (value: unknown) => setFound((all) => ({ ...all, [name]: String(value) }));
    setFound({
      origin: look(() => window.origin),
      cookie: look(() => document.cookie),
      stored: look(() => localStorage.getItem("secret")),
      parentCookie: look(() => top!.document.cookie),
      parentTitle: look(() => top!.document.title),
      parentStorage: look(() => top!.localStorage.getItem("secret")),
      topAddress: look(() => top!.location.href),
      sibling: look(() => top!.frames[0].document.body.innerHTML),
      frameElement: look(() => window.frameElement),
      opener: look(() => window.opener),
      overwrite: look(() => ((top as any).secret = "planted")),
    });
    try {
      const opening = indexedDB.open("secret");
      opening.onsuccess = () => tell("database")("opened");
      opening.onerror = () => tell("database")("blocked");
    } catch {
      tell("database")("blocked");
    }
    look(() => caches.keys().then(tell("caches"), () => tell("caches")("blocked")));
    look(() => navigator.storage.getDirectory().then(() => tell("files")("opened"), () => tell("files")("blocked")));
    look(() => navigator.clipboard.readText().then(tell("clipboard"), () => tell("clipboard")("blocked")));
  }, []);
  return (
    <ul>
      {Object.entries(found).map(([name, value]) => (
        <li key={name}>
          {name}: {value}
        </li>
      ))}
    </ul>
  );
}
