// Gray placeholders, of the requested size, for images that the frame cannot load.
import { stopped } from "./harden.js";

const FILE = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp)(?:\?.*)?$|^figma:asset\//i;
// As in `import.meta.url`.
const OWN_HOST = "preview.invalid";
const SMALL = /logo|icon|avatar|profile/i;
// What turns an object into the text that an address is.
const ADDRESS = new Set(["toString", "valueOf"]);
const pictures = new WeakSet();
const addresses = new Set();

/** A gray image as a data URL. */
function gray(width, height) {
  const x = width / 2;
  const y = height / 2;
  const s = Math.min(width, height) / 8;
  return (
    "data:image/svg+xml," +
    encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
        `viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice">` +
        `<rect width="100%" height="100%" fill="#e2e5ec"/><path fill="#b4bac8" d="M${x - s * 1.5} ` +
        `${y + s}l${s}-${s * 1.4} ${s * 0.7} ${s * 0.8} ${s * 0.6}-${s * 0.7} ${s * 0.9} ${s * 1.3}z"/>` +
        `<circle cx="${x - s * 0.7}" cy="${y - s * 0.9}" r="${s * 0.35}" fill="#b4bac8"/></svg>`,
    )
  );
}

/** A gray image of the size that an element or an address requests. */
function placeholderFor(address, props) {
  const inAddress =
    /(\d{2,4})[x\/](\d{2,4})/.exec(address) ?? /[?&]w=(\d+).*?(?:[?&]h=(\d+))?/.exec(address);
  const width = Number(props.width) || Number(inAddress?.[1]) || 400;
  const height = Number(props.height) || Number(inAddress?.[2]) || Math.round(width * 0.66);
  return gray(width, height);
}

/** Whether a module's name is an image file. */
export function isPictureFile(module) {
  return FILE.test(module);
}

/** The value of an imported image: its address, with the fields that Next.js adds. */
export function importedPicture(name) {
  const [width, height] = SMALL.test(name) ? [96, 96] : [400, 264];
  const src = gray(width, height);
  const picture = Object.assign(new String(src), { src, width, height, blurDataURL: src });
  pictures.add(picture);
  addresses.add(src);
  return picture;
}

/** What `require` returns for an image file: its address, and every export of it. `use(name)` is
 * called with each export that is used, `default` for the address itself. */
export function pictureModule(name, use) {
  const whole = importedPicture(name);
  const made = new Map();
  const module = new Proxy(whole, {
    get(target, key) {
      if (key === "__esModule") return true;
      if (typeof key !== "string" || key === "then") return target[key];
      if (Object.hasOwn(target, key) || ADDRESS.has(key)) {
        use("default");
        const value = target[key];
        return typeof value === "function" ? value.bind(target) : value;
      }
      if (!made.has(key)) made.set(key, importedPicture(name));
      use(key);
      return made.get(key);
    },
  });
  pictures.add(module);
  return module;
}

export function isPicture(value) {
  return typeof value === "object" && value !== null && pictures.has(value);
}

/** The props of an `img`, with a placeholder if its image is on the network. */
export function withoutNetwork(props) {
  const address = props?.src;
  if (isPicture(address)) {
    const { width, height } = address;
    return { ...props, src: placeholderFor("", { width, height, ...sized(props) }) };
  }
  if (addresses.has(address) && props.width && props.height) {
    return { ...props, src: placeholderFor("", props) };
  }
  if (typeof address !== "string" || /^(data|blob):/.test(address)) return props;
  const host = URL.canParse(address) ? new URL(address).host : OWN_HOST;
  const site = host === OWN_HOST ? "its own site" : host.slice(0, 80);
  stopped(`an image from ${site} (a placeholder is shown)`);
  return { ...props, src: placeholderFor(address, props), srcSet: undefined };
}

function sized({ width, height }) {
  return width || height ? { width, height } : {};
}
