import { Tile } from "./tile";
undeclared.start();
export default function Page() { return <Tile />; }
