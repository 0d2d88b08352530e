import { useEffect, useState } from "react";

export default function Outside() {
  const [done, setDone] = useState(false);
  useEffect(() => {
    const attempts: Array<() => unknown> = [
      () => (top!.location.href = "http://COLLECTOR/top"),
      () => top!.location.replace("http://COLLECTOR/parent"),
      () => window.open("http://COLLECTOR/popup"),
      () => Reflect.apply(Window.prototype.open ?? window.open, window, ["http://COLLECTOR/popup2"]),
      () => alert("Your session has expired"),
      () => prompt("Password?"),
      () => window.print(),
      () => document.write("<h1>Gone</h1>"),
      () => document.documentElement.requestFullscreen().catch(() => {}),
      () => document.body.requestPointerLock(),
      () => top!.close(),
      () => top!.blur(),
      () => history.back(),
      () => (top!.frames[1] as any).location.replace("http://COLLECTOR/sibling"),
    ];
    for (const target of ["_top", "_parent", "_blank", "_self"]) {
      attempts.push(() => {
        const link = document.createElement("a");
        link.href = `http://COLLECTOR/${target}`;
        link.target = target;
        document.body.append(link);
        link.click();
      });
    }
    attempts.push(() => {
      const link = document.createElement("a");
      link.href = "data:application/octet-stream,payload";
      link.download = "payload.exe";
      document.body.append(link);
      link.click();
      link.dispatchEvent(new MouseEvent("click"));
    });
    for (const attempt of attempts) {
      try {
        attempt();
      } catch {
        // Refused.
      }
    }
    setDone(true);
  }, []);
  return <p>{done ? "Tried everything" : "Trying"}</p>;
}
