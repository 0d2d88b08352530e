  1 | export default function Pricing() {
  2 |   return <p>From 9 a month</p>;
  3 | }
