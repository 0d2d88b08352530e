export default () => <main className="p-4">Hello</main>;
