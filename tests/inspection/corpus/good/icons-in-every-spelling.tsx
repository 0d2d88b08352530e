import * as Icons from "lucide-react";
import { Github, HomeIcon, LucideStar, Search as Magnifier, type LucideIcon, X } from "lucide-react";

const links: { icon: LucideIcon; label: string }[] = [
  { icon: Github, label: "Code" },
  { icon: HomeIcon, label: "Home" },
];

export default function Nav() {
  return (
    <nav>
      {links.map(({ icon: Icon, label }) => (
        <a key={label} href="#">
          <Icon size={16} /> {label}
        </a>
      ))}
      <LucideStar /> <Magnifier /> <X /> <Icons.Bell />
    </nav>
  );
}
