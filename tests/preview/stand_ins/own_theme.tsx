export default function Page() {
  return (
    <>
      <style>{":root { --primary: 120 100% 25%; }"}</style>
      <main className="bg-primary p-8">Green</main>
    </>
  );
}
