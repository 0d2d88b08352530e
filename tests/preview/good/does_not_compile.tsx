export default function Page() {
  const total = 3;
  return (
    <div className="p-4">
      <h1>{total}</h1>
    </section>
  );
}
