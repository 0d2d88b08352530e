export default function () {
  return <main className="p-4">Hello</main>;
}
