import { Star } from "lucide-react";

export const Rating = ({ value }: { value: number }) => (
  <>
    {Array.from({ length: value }, (_, i) => (
      <Star key={i} />
    ))}
  </>
);

export function Card() {
  return <Rating value={3} />;
}

export default function Page() {
  return <Card />;
}
