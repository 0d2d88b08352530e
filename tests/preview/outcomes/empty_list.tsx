export default function Page() { return [].map((row) => <p>{row}</p>); }
