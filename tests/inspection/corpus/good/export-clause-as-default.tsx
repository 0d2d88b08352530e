function Card() {
  return <div>Card</div>;
}

export { Card as default, Card };
