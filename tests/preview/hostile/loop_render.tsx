export default function Loop() {
  let turns = 0;
  while (true) {
    turns++;
  }
  return <p>{turns}</p>;
}
