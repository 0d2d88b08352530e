import { useState } from "react";
import { Input } from "@/components/ui/input";

export default function Page() {
  const [name, setName] = useState("");
  const [city, setCity] = useState("");
  return (
    <main className="p-4 space-y-4">
      <input aria-label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <Input aria-label="City" value={city} onChange={(event) => setCity(event.target.value)} />
      <p data-testid="typed">
        {name} from {city}
      </p>
    </main>
  );
}
