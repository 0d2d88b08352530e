import Image from "next/image";
import hero from "figma:asset/0123456789abcdef.png";
import Logo, { ReactComponent as Mark } from "@/assets/logo.svg";
import { images } from "@/assets";
import { ImageWithFallback } from "./components/figma/ImageWithFallback";
import "./globals.css";
import styles from "./page.module.css";

const chart = require("./chart.png");

export default function Page() {
  return (
    <main className={styles.page}>
      <img alt="hero" src={hero} className="h-20 w-40" />
      <img alt="field" src={hero.src} width={50} height={40} />
      <img alt="member" src={images.boat} />
      <Logo className="h-8 w-8" data-testid="logo" />
      <Mark className="h-8 w-8" data-testid="mark" />
      <div data-testid="background" style={{ backgroundImage: `url(${hero})`, width: 60, height: 60 }} />
      <div className="relative h-24 w-48"><Image alt="filled" src={hero} fill className="object-cover" /></div>
      <Image alt="own size" src={hero} />
      <img alt="required" src={chart} width={70} height={30} />
      <div data-testid="required" style={{ backgroundImage: `url(${chart})`, width: 60, height: 60 }} />
      <img alt="exported" src={require("./map.jpg").default} />
      <ImageWithFallback alt="fallback" src="https://pictures.example/a.jpg" className="h-10 w-10" />
    </main>
  );
}
