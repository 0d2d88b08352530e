// The keys of a review.
import { t } from "../language.js";

export const KEYS = [
  [["1", "2", "3"], t("good, needs work, wrong")],
  [["4", "…", "9"], t("a reason")],
  [["n"], t("write a note, Esc leaves it")],
  [["d"], t("design and code one at a time, as large as fits; again for the other one")],
  [["s"], t("both side by side")],
  [["p"], t("point at a place of the design")],
  [["Enter"], t("save, and go to the next one")],
  [["j", "k"], t("the row after, before in the list")],
  [["u"], t("take your last mark back")],
  [["o"], t("open its session")],
  [["?"], t("show or hide these keys")],
];

/** Buttons of the preview's toolbar. */
export const LOOKS = { d: "one", s: "side" };

export const MARK_KEYS = 3;
