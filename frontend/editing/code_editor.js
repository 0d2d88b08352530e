// Registered with Streamlit. It loads the editor.
import { fetched } from "../fetched.js";
import { t } from "../language.js";

export default fetched(
  (data) => data.script,
  t("The editor could not be loaded. Reload the page."),
);
