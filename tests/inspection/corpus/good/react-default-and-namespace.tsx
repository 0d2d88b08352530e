import * as React from "react";

export default function Page() {
  const [open, setOpen] = React.useState<boolean>(false);
  React.useEffect(() => void setOpen(true), []);
  return <React.Fragment>{open ? "open" : "closed"}</React.Fragment>;
}
