import { memo } from "react";
export default memo(function Card() { return false; });
