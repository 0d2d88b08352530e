import { useEffect } from "react";

export default function Spoof() {
  useEffect(() => {
    const lies = [
      { stCommVersion: 1, type: "SET_PAGE_TITLE", title: "Stolen" },
      { stCommVersion: 1, type: "RERUN_SCRIPT" },
      { isStreamlitMessage: true, type: "streamlit:setComponentValue", value: "lie" },
      { stCommVersion: 1, type: "UPDATE_HASH", hash: "stolen" },
    ];
    for (const lie of lies) top!.postMessage(lie, "*");
  }, []);
  return <p>Lying</p>;
}
