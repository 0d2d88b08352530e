setTimeout(() => {
  throw null;
}, 300);
export default function Page() { return <p>shown</p>; }
