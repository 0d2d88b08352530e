const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
async function Price() { await wait(10); return <b>1</b>; }
export default function Page() { return <main>Price <Price /></main>; }
