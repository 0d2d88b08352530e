import React, { type ReactNode, useState } from "react";
import { type User as Person, User, Search as Find } from "lucide-react";

interface User {
  name: string;
}
type Find = string;
type Props = { children: ReactNode; person?: Person };

function Row({ children }: Props) {
  const React = "Shadowed in here only";
  return <li title={React}>{children}</li>;
}

export default function People() {
  const [people] = useState<User[]>([{ name: "Ada" }, { name: "Grace" }]);
  const title: Find = "People";
  return (
    <React.Fragment>
      <h1 className="flex items-center gap-2 p-4 text-xl">
        <Find size={20} /> {title}
      </h1>
      <ul className="space-y-2 p-4">
        {people.map(({ name }) => (
          <Row key={name}>
            <User size={16} /> {name}
          </Row>
        ))}
      </ul>
    </React.Fragment>
  );
}
