export default function First() {
  return <p>First</p>;
}

export default function Second() {
  return <p>Second</p>;
}
