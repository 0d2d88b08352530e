--- a/src/Pricing.tsx
+++ b/src/Pricing.tsx
@@ -1,5 +1,5 @@
 export default function Pricing() {
-  return <p>From 8 a month</p>;
+  return <p>From 9 a month</p>;
 }
