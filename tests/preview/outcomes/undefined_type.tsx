const parts: any = {};
export default function Page() {
  return <main><parts.Header /></main>;
}
