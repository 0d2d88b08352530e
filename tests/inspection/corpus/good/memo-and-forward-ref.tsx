import { forwardRef, memo, type ReactNode } from "react";

const Field = forwardRef<HTMLInputElement, { label: ReactNode }>(({ label }, ref) => (
  <label>
    {label}
    <input ref={ref} />
  </label>
));

export default memo(function Form() {
  return <Field label={<b>Name</b>} />;
});
