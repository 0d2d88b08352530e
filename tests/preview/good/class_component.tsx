import React, { Component, memo } from "react";

class Clock extends Component {
  state = { now: 7 };
  render() {
    return <time className="text-lg font-semibold">{this.state.now} o&apos;clock</time>;
  }
}

const Page = () => (
  <React.Fragment>
    <Clock />
  </React.Fragment>
);

export default memo(Page);
