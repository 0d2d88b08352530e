// The keys of the inbox.
import { t } from "../language.js";

export const KEYS = [
  [["j", "k"], t("next, previous item")],
  [["Enter"], t("open it")],
  [["1", "2", "…"], t("the button with this number")],
  [["h"], t("snooze, then a number")],
  [["⌘Z", "Ctrl+Z"], t("undo your last action")],
  [["/"], t("search")],
  [["?"], t("show or hide these keys")],
];
