import { FiSun } from "react-icons/fi";
import { BoltIcon } from "@heroicons/react/24/outline";
import MenuIcon from "@mui/icons-material/Menu";
import { Icon as Iconify } from "@iconify/react";
import { SearchIcon } from "./svgs";

const sections = [{ icon: FiSun, text: "Sun" }, { icon: BoltIcon, text: "Bolt" }];

export default function Page() {
  return (
    <ul className="text-base">
      {sections.map(({ icon: Icon, text }) => (
        <li key={text} className="flex items-center"><Icon className="h-5 w-5 text-red-600" />{text}</li>
      ))}
      <li className="flex"><MenuIcon />Menu</li>
      <li className="flex"><Iconify icon="mdi:home" /><SearchIcon size={16} /></li>
    </ul>
  );
}
