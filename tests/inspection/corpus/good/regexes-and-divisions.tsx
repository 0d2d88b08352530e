const slug = (s: string) => s.replace(/[^a-z0-9`'"/]+/gi, "-").replace(/\/\//, "/");
const half = 10 / 2 / 1;

export default function Page() {
  return <a href={`#${slug("A/B")}`}>{half}</a>;
}
