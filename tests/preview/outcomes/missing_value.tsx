import Page from "./page";
const text = Page.title;
export default function Shown() { return text; }
