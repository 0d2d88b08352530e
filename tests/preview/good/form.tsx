import { useState } from "react";

export default function Page() {
  const [sent, setSent] = useState("");
  return (
    <form
      className="p-8"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(String(new FormData(event.currentTarget).get("email")));
      }}
    >
      <input name="email" aria-label="Email" defaultValue="ada@example.com" className="border" />
      <button type="submit">Send</button>
      <output>{sent && `Sent to ${sent}`}</output>
    </form>
  );
}
