// The page that presents a showcase, and the presenter's own window.
import { table } from "../preview/host/verdict.js";
import { Notes } from "./notes.js";
import { Show } from "./show.js";

const FONT = "Inter";
const setup = JSON.parse(document.getElementById("setup").textContent);

for (const { family, weight, address } of setup.assets.fonts) {
  if (family === FONT) document.fonts.add(new FontFace(FONT, `url(${address})`, { weight }));
}
if (setup.slides) new Show({ ...setup, reasons: table(setup.reasons) });
else new Notes();
