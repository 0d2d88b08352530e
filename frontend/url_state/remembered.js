// A choice that this tab remembers across reloads, or the whole browser in a cookie.
const YEAR_S = 31_536_000;

export default function ({ data: { name, cookie, value }, setStateValue }) {
  if (cookie) {
    const secure = location.protocol === "https:" ? ["secure"] : [];
    const parts = [`${cookie}=${value}`, "path=/", `max-age=${YEAR_S}`, "samesite=lax", ...secure];
    if (value !== null) document.cookie = parts.join(";");
  } else if (value !== null) sessionStorage.setItem(name, value);
  else if (sessionStorage.getItem(name) !== null) setStateValue("restored", sessionStorage.getItem(name));
}
