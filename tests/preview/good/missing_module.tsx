import { useState } from "react";
import { LineChart, Line } from "recharts";
import { motion } from "framer-motion";
import { cn } from "@/lib/utils";

export default function Page() {
  const [open] = useState(true);
  return (
    <motion.div className={cn("p-8", open && "bg-slate-100")} animate={{ opacity: 1 }}>
      <h1>Revenue</h1>
      <LineChart data={[]}>
        <Line dataKey="value" />
      </LineChart>
    </motion.div>
  );
}
