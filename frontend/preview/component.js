// Registered with Streamlit. It loads the host.
import { fetched } from "../fetched.js";
import { t } from "../language.js";

export default fetched(
  (data) => data.assets.host,
  t("The preview could not be loaded. Reload the page."),
);
