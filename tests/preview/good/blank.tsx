export default function Blank() {
  return (
    <div className="min-h-screen bg-white">
      <div className="hidden">Nobody sees this</div>
      <p className="opacity-0">Nor this</p>
    </div>
  );
}
