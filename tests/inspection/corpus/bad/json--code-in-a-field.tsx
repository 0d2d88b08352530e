{"code": "export default function App() {}"}
