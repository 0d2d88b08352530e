
export default async function Page() { return <p>later</p>; }
