export default function Regex() {
  return <p>{String(/^(a+)+$/.test(`${"a".repeat(60)}!`))}</p>;
}
