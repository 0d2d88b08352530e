export default function Page() {
  return (
    <div className="min-h-screen bg-white p-8 before:content-['\201C']">
      <h1 className="text-2xl font-bold">It’s “done” &amp; ready &mdash; 100%</h1>
    </div>
  );
}
