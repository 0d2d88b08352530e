export default function Page() {
  const text = "a b";
  const größe = 3;
  return <p title={text}>{größe} 日本語 🎉 مرحبا</p>;
}
