import { lazy, Suspense } from "react";
import { Menu } from "@headlessui/react";
import { EventEmitter } from "events";
import dynamic from "next/dynamic";
import { Inter } from "next/font/google";
import { observer } from "mobx-react-lite";
import { connect } from "react-redux";
import { useTranslation } from "react-i18next";
import { useInView, motion } from "framer-motion";
import * as tags from "motion/react-client";
import styled, { css } from "styled-components";
import { cva } from "class-variance-authority";
import { clsx } from "clsx";
import { items, settings } from "./data";

const Map = dynamic(() => import("./Map"), { ssr: false });
const Chart = lazy(() => import("./charts/line-chart"));
const inter = Inter({ subsets: ["latin"] });
const badge = cva("px-2", {
  variants: { tone: { red: "text-red-600", blue: "text-blue-600" } },
  defaultVariants: { tone: "blue" },
});
const Box = styled.div<{ $dark: boolean }>`
  background: ${(props) => (props.$dark ? "rgb(1, 2, 3)" : "white")};
  h3 { color: rgb(4, 5, 6); }
`;
const Bigger = styled(Box).attrs({ title: "bigger" })`
  padding-left: 33px;
`;
class Bus extends EventEmitter {
  constructor() {
    super();
    this.on("open", () => {});
  }
  line() {
    return "bus line";
  }
}
const Watched = observer(() => <p>watched</p>);
const Connected = connect((state: any) => state)(function Connected() {
  return <p>connected</p>;
});

export default observer(function Page() {
  const { t } = useTranslation();
  const [ref, inView] = useInView();
  const total = items.reduce((sum: number, item: any) => sum + item.price, 0);
  return (
    <main className={clsx("p-2", inter.className, { underline: true, hidden: false })}>
      <h1>{t("Welcome")}</h1>
      <Watched />
      <Connected />
      <Suspense fallback={<p>loading</p>}><Chart /></Suspense>
      <Map />
      <Menu as="div">
        <Menu.Button>Options</Menu.Button>
        <Menu.Items><Menu.Item>{({ active }: any) => <a>Edit {String(active)}</a>}</Menu.Item></Menu.Items>
      </Menu>
      <motion.div ref={ref} animate={{ x: 1 }} initial={false} style={{ opacity: inView ? 1 : 0 }}>moved</motion.div>
      <tags.section className="tagged">tagged</tags.section>
      <Box $dark><h3>styled</h3></Box>
      <Bigger $dark={false}>bigger</Bigger>
      <b className={badge({ tone: "red" })}>red</b>
      <p>{new Bus().line()}, total {total.toFixed(2)}, {items.length > 0 ? "some" : "none"}{settings.title}</p>
      <ol>{items.map((item: any) => <li key={item.id}>{item.name}</li>)}</ol>
    </main>
  );
});
