import React from "react";
class Boundary extends React.Component<any, any> {
  state = { failed: false };
  static getDerivedStateFromError() { return { failed: true }; }
  render() { return this.state.failed ? <p>Caught it</p> : this.props.children; }
}
function Bad(): any { throw new Error("inside"); }
export default function Page() { return <Boundary><Bad /></Boundary>; }
