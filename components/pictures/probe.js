// Finds out which addresses show a picture, and says so: a cell of a table cannot fall back.
const LONGEST_WAIT_MS = 20_000;
const GATHER_MS = 400;
const mounted = new WeakMap();

function loads(address) {
  return new Promise((resolve) => {
    const image = new Image();
    const settle = (loaded) => {
      clearTimeout(waiting);
      resolve(loaded);
    };
    const waiting = setTimeout(() => {
      image.src = "";
      settle(false);
    }, LONGEST_WAIT_MS);
    image.referrerPolicy = "no-referrer";
    image.onload = () => settle(true);
    image.onerror = () => settle(false);
    image.src = address;
  });
}

class Probe {
  loaded = new Set();
  asked = new Set();
  sent = 0;

  update({ data, setStateValue }) {
    this.send = setStateValue;
    for (const address of data.addresses) {
      if (this.asked.has(address)) continue;
      this.asked.add(address);
      loads(address).then((loaded) => loaded && this.keep(address));
    }
  }

  keep(address) {
    this.loaded.add(address);
    // Each report is a rerun of the page: those that come together are told together.
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => this.report(), GATHER_MS);
  }

  report() {
    if (this.loaded.size === this.sent) return;
    this.sent = this.loaded.size;
    this.send("loaded", [...this.loaded]);
  }
}

export default function (component) {
  const { parentElement } = component;
  if (!mounted.has(parentElement)) mounted.set(parentElement, new Probe());
  const probe = mounted.get(parentElement);
  probe.update(component);
  return () => clearTimeout(probe.gathering);
}
