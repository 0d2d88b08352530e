function Price() {
  throw "No price";
}
export default function Page() { return <Price />; }
