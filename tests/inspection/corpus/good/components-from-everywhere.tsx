import { createContext, Fragment, Suspense, useContext } from "react";
import type { ComponentType } from "./types";

const Theme = createContext("light");
const parts = { Title: ({ children }: { children: string }) => <h1>{children}</h1> };
const { Title } = parts;
enum Size { Small, Large }

function render(Component: ComponentType<object>) {
  return <Component />;
}

function useTheme(): string {
  return useContext(Theme);
}

export default function App({ as: Tag = "div", slots: [Left] = [Fragment] }: any) {
  const theme = useTheme();
  const Right = Left;
  let Later;
  Later = Fragment;
  return (
    <Theme.Provider value={theme}>
      <Suspense fallback={null}>
        <Tag><Left /><Right /><Later /><parts.Title>{String(Size.Small)}</parts.Title><Title>x</Title></Tag>
        {render(Fragment as never)}
      </Suspense>
    </Theme.Provider>
  );
}
