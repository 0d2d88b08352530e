let turns = 0;
for (;;) {
  try {
    turns++;
  } catch {
    turns--;
  }
}

export default function Loop() {
  return <p>{turns}</p>;
}
