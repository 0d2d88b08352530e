// Opens the list of a saved view, whose entry in the navigation is a page of its own. The list takes
// the place of that page in the browser's history, where Back would otherwise lead to the list again.
import { mounted } from "../mount.js";

class OpenView {
  update({ data: { address } }) {
    if (address === this.address) return;
    this.address = address;
    window.history.replaceState({}, "", new URL(address, window.location.href));
    // As after Back and Forward, Streamlit opens the page that the address names.
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  dispose() {}
}

export default mounted(OpenView);
