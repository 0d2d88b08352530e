import { Check, NoSuchIcon } from "lucide-react";

export default function Page() {
  return (
    <p className="p-8">
      <Check /> <NoSuchIcon /> Done
    </p>
  );
}
