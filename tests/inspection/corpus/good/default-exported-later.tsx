export default Page;

const price = 1 < 2 && 3 > 2;

function Page() {
  return price ? <p>{"<Foo>"} {`<Bar ${price}>`}</p> : null;
}
