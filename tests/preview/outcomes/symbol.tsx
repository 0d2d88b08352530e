export default () => Symbol("page");
