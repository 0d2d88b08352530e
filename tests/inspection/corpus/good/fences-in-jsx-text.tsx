export default function Help() {
  return (
    <pre>
      Write your code between
```
      and
```
      and press send... the rest of the page stays as it is.
    </pre>
  );
}
