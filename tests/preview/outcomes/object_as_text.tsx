const point = { x: 1 };
function Place() {
  return <p>{point as any}</p>;
}
export default function Page() { return <main><Place /></main>; }
