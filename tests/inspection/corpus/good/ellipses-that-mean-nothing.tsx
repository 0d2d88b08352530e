const items = ["Loading...", "More …"];

// Spread: {...rest} takes all other props.
export default function List({ className, ...rest }: { className?: string }) {
  /* ... */
  return (
    <ul className={className} {...rest}>
      {items.map((item) => (
        <li key={item}>{item}...</li>
      ))}
      <li>and the rest of the week</li>
    </ul>
  );
}
