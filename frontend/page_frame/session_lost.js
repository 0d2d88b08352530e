// What pulse.js tells page_frame.js: the server no longer has this page's session.
export const SESSION_LOST = "prototype-session-lost";
