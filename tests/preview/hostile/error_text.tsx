export default function Page() {
  const error = new Error(`<img src=x onerror="parent.pwned = 1">\u202e\u0007 **bold** [link](http://COLLECTOR) ${"long ".repeat(500_000)}`);
  error.stack = `at x (prototype.tsx:${"9".repeat(400)}:1)`;
  throw error;
}
