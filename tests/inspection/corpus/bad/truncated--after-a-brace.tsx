import { useState } from "react";
import { Search } from "lucide-react";

const items = ["One", "Two", "Three"];

export default function App() {
  const [query, setQuery] = useState("");
  const shown = items.filter((item) =>