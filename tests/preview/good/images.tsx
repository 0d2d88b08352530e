export default function Page() {
  return (
    <main className="grid grid-cols-2 gap-4 p-4">
      <img alt="Person" src="http://COLLECTOR/photo?w=640&h=480" srcSet="http://COLLECTOR/2x 2x" />
      <img alt="Own" className="h-24 w-full object-cover" src="/hero.png" />
      <img alt="Data" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>" />
    </main>
  );
}
