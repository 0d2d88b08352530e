// The parts of Next.js, React Router and similar frameworks that a single page needs.
import { Children, createElement, Fragment, isValidElement } from "react";
import { withoutNetwork } from "./pictures.js";

const nothing = () => null;
const through = ({ children }) => createElement(Fragment, null, children);
const FILLED = { position: "absolute", inset: 0, width: "100%", height: "100%" };
const NOT_HTML = new Set(
  (
    "fill priority quality placeholder blurDataURL loader unoptimized onLoadingComplete sizes " +
    "prefetch replace scroll shallow passHref legacyBehavior locale to as state relative " +
    "reloadDocument viewTransition end caseSensitive"
  ).split(" "),
);

function html(props) {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !NOT_HTML.has(name)));
}

/** An image laid out like `next/image`. */
function Image(props) {
  const { fill, style, width = props.src?.width, height = props.src?.height } = props;
  const size = fill ? {} : { width, height };
  const own = { ...html(props), ...size, style: { ...(fill ? FILLED : null), ...style } };
  return createElement("img", withoutNetwork({ ...own, src: props.src ?? "" }));
}

function resolved(value) {
  return typeof value === "function" ? value({ isActive: false, isPending: false }) : value;
}

function address(to) {
  return typeof to === "string" ? to : (to?.pathname ?? to?.pathName ?? "#");
}

/** A link of any router, drawn as a plain link. */
function Link({ className, style, children, ...props }) {
  const href = address(props.href ?? props.to);
  const own = { ...html(props), href, className: resolved(className), style: resolved(style) };
  // With legacyBehavior the child is the link.
  if (props.legacyBehavior && isValidElement(children)) return children;
  return createElement("a", own, resolved(children));
}

/** The first route to show: the index, else the root, else the first one listed. */
function Routes({ children }) {
  const routes = Children.toArray(children).filter(isValidElement);
  const isFirst = ({ props }) => props.index || ["/", "", "*"].includes(props.path);
  const route = routes.find((each) => isFirst(each) && each.props.path !== "*") ?? routes[0];
  return route ? createElement(Route, route.props) : null;
}

function Route({ element, component, children }) {
  if (element) return element;
  if (component) return createElement(component);
  const nested = isValidElement(children) || Array.isArray(children);
  return nested ? createElement(Routes, null, children) : null;
}

const go = () => {};
const router = {
  ...{ push: go, replace: go, back: go, forward: go, refresh: go, prefetch: go },
  ...{ pathname: "/", asPath: "/", query: {}, isReady: true, events: { on: go, off: go } },
};
const params = () => new URLSearchParams();
const place = { pathname: "/", search: "", hash: "", state: null, key: "default" };

const reactRouter = {
  ...{ BrowserRouter: through, HashRouter: through, MemoryRouter: through, Router: through },
  ...{ Routes, Switch: Routes, Route, Link, NavLink: Link, Outlet: nothing, Navigate: nothing },
  ScrollRestoration: nothing,
  useNavigate: () => go,
  useHistory: () => router,
  useLocation: () => place,
  useParams: () => ({}),
  useSearchParams: () => [params(), go],
  useMatch: () => null,
};
const font = new Proxy({}, { get: () => () => ({ className: "", variable: "", style: {} }) });
const MODULES = {
  "next/image": { default: Image },
  "next/legacy/image": { default: Image },
  "next/link": { default: Link },
  "next/head": { default: nothing },
  "next/script": { default: nothing },
  "next/font/google": font,
  "next/font/local": { default: font.local },
  "next/router": { useRouter: () => router },
  "next/navigation": {
    useRouter: () => router,
    usePathname: () => "/",
    useSearchParams: params,
    useParams: () => ({}),
    redirect: go,
    notFound: go,
  },
  "react-router": reactRouter,
  "react-router-dom": reactRouter,
  wouter: { ...reactRouter, useLocation: () => ["/", go], useRoute: () => [false, {}] },
  "@remix-run/react": reactRouter,
  "react-helmet": { Helmet: nothing },
  "react-helmet-async": { Helmet: nothing, HelmetProvider: through },
};

/** A framework module's exports, or undefined if the name is not one of them. */
export function frameworkModule(module) {
  return Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
}
