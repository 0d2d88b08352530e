function primes(limit: number): number[] {
  const found: number[] = [];
  for (let n = 2; n < limit; n++) if (found.every((p) => n % p)) found.push(n);
  let i = 0;
  do i++;
  while (i < 1_000_000);
  outer: for (const a of found) {
    for (const b of found) {
      if (a * b > limit) continue outer;
      if (a > 40) break outer;
    }
  }
  return found;
}

export default function Page() {
  return <p>There are {primes(5000).length} primes</p>;
}
