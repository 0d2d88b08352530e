
export default <p>an element</p>;
