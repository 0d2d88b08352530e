import { useEffect } from "react";

export default function History() {
  useEffect(() => {
    for (let i = 0; i < 10; i++) {
      history.pushState(null, "", `#pushed-${i}`);
      Reflect.apply(history.pushState, history, [null, ""]);
      location.hash = `hash-${i}`;
      location.href = `#href-${i}`;
      location.assign(`#assigned-${i}`);
      const link = document.createElement("a");
      link.href = `#link-${i}`;
      document.body.append(link);
      link.click();
      link.remove();
    }
  }, []);
  // What a person starts is the one thing that the browser lets into the tab's history.
  return <button onClick={() => (location.hash = "clicked")}>Press</button>;
}
