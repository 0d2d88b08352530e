import { BrowserRouter, Link, NavLink, Route, Routes, useNavigate } from "react-router-dom";

function Home() {
  const navigate = useNavigate();
  return <button onClick={() => navigate("/away")}>home page</button>;
}

export default function App() {
  return (
    <BrowserRouter>
      <Link to="/">Start</Link>
      <NavLink to={{ pathname: "/about" }} className={({ isActive }) => (isActive ? "on" : "off")}>About us</NavLink>
      <Routes>
        <Route path="/about" element={<p>about page</p>} />
        <Route path="/" element={<Home />} />
      </Routes>
    </BrowserRouter>
  );
}
