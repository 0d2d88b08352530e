// Class name helpers such as clsx, which nearly every generated project imports.
const VARIANTS = new Set(["cva", "tv"]);
const JOINERS = new Set(["clsx", "cn", "cx", "classnames", "classNames", "twMerge", "twJoin"]);

/** Class names from strings, lists and objects of conditions, as in clsx. */
export function joined(...parts) {
  return parts
    .flatMap((part) => {
      if (Array.isArray(part)) return joined(...part);
      if (typeof part === "string" || typeof part === "number") return part || [];
      if (typeof part !== "object" || part === null) return [];
      return Object.keys(part).filter((name) => part[name]);
    })
    .filter(Boolean)
    .join(" ");
}

function variants(base, options) {
  const config = options ?? (Array.isArray(base) || typeof base !== "object" ? {} : base);
  const first = options || base !== config ? base : config.base;
  return (props = {}) => {
    const chosen = { ...config.defaultVariants };
    for (const [name, value] of Object.entries(props)) if (value !== undefined) chosen[name] = value;
    const classes = Object.entries(config.variants ?? {}).map(([name, each]) => each[chosen[name]]);
    const compound = (config.compoundVariants ?? [])
      .filter((each) => {
        const conditions = Object.entries(each).filter(([name]) => !/^class(?:Name)?$/.test(name));
        return conditions.every(([name, value]) => [value].flat().includes(chosen[name]));
      })
      .map((each) => each.class ?? each.className);
    return joined(first, classes, compound, props.class, props.className);
  };
}

/** The helper of this name, or undefined. */
export function classHelper(name) {
  if (JOINERS.has(name)) return joined;
  return VARIANTS.has(name) ? variants : undefined;
}
