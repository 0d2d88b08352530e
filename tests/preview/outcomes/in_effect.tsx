import { useEffect } from "react";
export default function Page() {
  useEffect(() => {
    const chart: any = null;
    chart.draw();
  }, []);
  return <p>shown</p>;
}
