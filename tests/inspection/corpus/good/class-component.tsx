import React from "react";

type Props = { label?: string };

export default class Panel extends React.Component<Props, { open: boolean }> {
  state = { open: false };

  render() {
    return <section onClick={() => this.setState({ open: !this.state.open })}>{this.props.label}</section>;
  }
}
