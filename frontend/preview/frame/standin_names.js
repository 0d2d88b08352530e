// What the name of a stand-in, or of its member, says about the value that code expects.

export const TAGS = new Set(
  (
    "a article aside b blockquote button circle code dd div dl dt em fieldset figcaption figure " +
    "footer form g h1 h2 h3 h4 h5 h6 header hr i img input label legend li line main nav ol option " +
    "p path polygon pre rect section select small span strong svg table tbody td text textarea tfoot " +
    "th thead tr u ul video"
  ).split(" "),
);
// Members that React and JavaScript look up on any value; a stand-in would be taken as an answer.
export const NEVER = new Set(
  (
    "$$typeof defaultProps propTypes contextType contextTypes childContextTypes compare _payload " +
    "getDerivedStateFromProps getDerivedStateFromError nodeType toJSON isReactComponent asymmetricMatch " +
    "error displayName isPureReactComponent UNSAFE_componentWillMount"
  ).split(" "),
);
export const FALSE =
  /^(?:is|has|was|can|should|did)[A-Z]|^(?:loading|pending|fetching|submitting|disabled|open)$/;
export const TRUE = new RegExp(
  "^is(?:Success|Mounted|InView|Visible|Loaded|Ready|Client|Connected|Authenticated|SignedIn|Valid)$|" +
    "^(?:inView|mounted|ready)$",
);
export const TRANSLATORS = /^(?:t|_|__|gettext|translate|formatMessage|msg)$/;
export const PICTURE = /^(?:img|image|photo|picture|logo|avatar|hero|banner|bg|background)(?:$|[A-Z\d_])/;
export const WRAPPERS = /^(?:observer|memo|forwardRef|with[A-Z]\w*)$/;
export const LOADERS = /^(?:dynamic|loadable|lazy\w*)$/;
export const LOADED = /\(\s*["']([^"']+)["']/;
export const LISTS = {
  length: 0,
  map: () => [],
  filter: () => [],
  flatMap: () => [],
  slice: () => [],
  reduce: (_, first) => first,
  forEach() {},
  join: () => "",
  toString: () => "",
  valueOf: () => "",
};
