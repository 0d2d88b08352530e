import React, { useState, type FC } from "react";
import type { Plan } from "./types";
import { motion } from "framer-motion";

const Page: FC<{ plan?: Plan }> = () => {
  const [count] = useState(3);
  return <main className="p-8">{count} plans</main>;
};

export default Page;
