export default function Page() {
  return (
    <div className="p-4">
      <h1 className="text-xl
