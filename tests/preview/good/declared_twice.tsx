export default function Page() {
  const total = 3;
  const total = 4;
  return <p>{total}</p>;
}
