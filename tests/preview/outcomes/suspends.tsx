import { use } from "react";
const never = new Promise<string>(() => {});
export default function Page() { return <p>{use(never)}</p>; }
