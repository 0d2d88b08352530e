// A choice that this tab remembers across reloads.
export default function ({ data: { name, value }, setStateValue }) {
  if (value !== null) sessionStorage.setItem(name, value);
  else if (sessionStorage.getItem(name) !== null) {
    setStateValue("restored", sessionStorage.getItem(name));
  }
}
