export default function Page() {
  const save = () => {
    throw new Error("Saving is not wired up");
  };
  return (
    <button className="m-8 rounded bg-rose-600 px-4 py-2 text-white" onClick={save}>
      Save
    </button>
  );
}
