export default function Nodes() {
  return (
    <main className="flex flex-wrap">
      {Array.from({ length: 400_000 }, (_, index) => (
        <div key={index} className="m-1 inline-block rounded border p-1">
          {index}
        </div>
      ))}
    </main>
  );
}
