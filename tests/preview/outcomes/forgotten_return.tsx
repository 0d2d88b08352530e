function Page() {
  <p>never returned</p>;
}
export default Page;
