// What the browser's tab never keeps of what is typed: docs/decisions/0073-drafts-in-the-tab.md.
const FULL_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const SECRET = /bp_session\s*[=:]|[?&](?:[\w-]*(?:token|signature|key|secret|credential))=/i;

export function holdsFullId(text) {
  return FULL_ID.test(text);
}

export function holdsSecret(text) {
  return SECRET.test(text);
}
