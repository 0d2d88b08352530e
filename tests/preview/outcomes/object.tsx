const Page = () => ({ title: "a", body: "b" });
export default Page;
