export default function Page() { return NaN; }
