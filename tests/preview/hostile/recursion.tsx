export default function Recursion() {
  const deeper = (): number => deeper() + 1;
  return <p>{deeper()}</p>;
}
