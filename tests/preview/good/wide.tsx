export default function Wide() {
  return <div style={{ width: 900, height: 40, background: "teal" }}>Wide</div>;
}
