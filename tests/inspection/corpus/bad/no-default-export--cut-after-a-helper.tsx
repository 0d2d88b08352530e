import { Star } from "lucide-react";

function Stars() {
  return <Star />;
}
