export default function Page() {
  return <button onClick={() => navigator.clipboard.writeText("text")}>Copy</button>;
}
