const EXAMPLE = `
# Title

\`\`\`tsx
export default function App() {}
\`\`\`
`;

export default function Docs() {
  return <pre>{EXAMPLE}</pre>;
}
