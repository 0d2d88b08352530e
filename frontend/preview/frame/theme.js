// The theme colors of shadcn/ui with their default values. Without them, Tailwind does not know
// classes such as `bg-primary`.
const VALUES = {
  background: ["0 0% 100%", "222.2 84% 4.9%"],
  foreground: ["222.2 84% 4.9%", "210 40% 98%"],
  card: ["0 0% 100%", "222.2 84% 4.9%"],
  "card-foreground": ["222.2 84% 4.9%", "210 40% 98%"],
  popover: ["0 0% 100%", "222.2 84% 4.9%"],
  "popover-foreground": ["222.2 84% 4.9%", "210 40% 98%"],
  primary: ["222.2 47.4% 11.2%", "210 40% 98%"],
  "primary-foreground": ["210 40% 98%", "222.2 47.4% 11.2%"],
  secondary: ["210 40% 96.1%", "217.2 32.6% 17.5%"],
  "secondary-foreground": ["222.2 47.4% 11.2%", "210 40% 98%"],
  muted: ["210 40% 96.1%", "217.2 32.6% 17.5%"],
  "muted-foreground": ["215.4 16.3% 46.9%", "215 20.2% 65.1%"],
  accent: ["210 40% 96.1%", "217.2 32.6% 17.5%"],
  "accent-foreground": ["222.2 47.4% 11.2%", "210 40% 98%"],
  destructive: ["0 84.2% 60.2%", "0 62.8% 30.6%"],
  "destructive-foreground": ["210 40% 98%", "210 40% 98%"],
  border: ["214.3 31.8% 91.4%", "217.2 32.6% 17.5%"],
  input: ["214.3 31.8% 91.4%", "217.2 32.6% 17.5%"],
  "input-background": ["240 5% 96%", "217.2 32.6% 17.5%"],
  ring: ["222.2 84% 4.9%", "212.7 26.8% 83.9%"],
  "chart-1": ["12 76% 61%", "220 70% 50%"],
  "chart-2": ["173 58% 39%", "160 60% 45%"],
  "chart-3": ["197 37% 24%", "30 80% 55%"],
  "chart-4": ["43 74% 66%", "280 65% 60%"],
  "chart-5": ["27 87% 67%", "340 75% 55%"],
  "sidebar-background": ["0 0% 98%", "240 5.9% 10%"],
  sidebar: ["0 0% 98%", "240 5.9% 10%"],
  "sidebar-foreground": ["240 5.3% 26.1%", "240 4.8% 95.9%"],
  "sidebar-primary": ["240 5.9% 10%", "224.3 76.3% 48%"],
  "sidebar-primary-foreground": ["0 0% 98%", "0 0% 100%"],
  "sidebar-accent": ["240 4.8% 95.9%", "240 3.7% 15.9%"],
  "sidebar-accent-foreground": ["240 5.9% 10%", "240 4.8% 95.9%"],
  "sidebar-border": ["220 13% 91%", "240 3.7% 15.9%"],
  "sidebar-ring": ["217.2 91.2% 59.8%", "217.2 91.2% 59.8%"],
};
const TOKENS = Object.keys(VALUES);
const USED = new RegExp(`var\\(--(?:${TOKENS.join("|")})\\)`);
const DEFINED = new RegExp(`--(?:${TOKENS.join("|")})["']?\\s*:`);

function rule(selector, index) {
  const properties = TOKENS.map((token) => `--${token}:${VALUES[token][index]};`);
  return `${selector}{${properties.join("")}--radius:0.5rem}`;
}

/** Tailwind's names for these colors. */
export const colors = Object.fromEntries(
  TOKENS.map((token) => [token, `hsl(var(--${token}) / <alpha-value>)`]),
);

export const RULES = `${rule(":root", 0)}${rule(".dark", 1)}`;

/** Whether a style sheet uses one of these colors and the source does not define it. */
export function usesTheme(css, source) {
  return USED.test(css) && !DEFINED.test(source);
}
