// What a caller may write, and what the compiler must refuse.
import type { CodeGenerateRequest, CodeGenerateResponse, PrototypeSession } from "./prototype";

export const request: CodeGenerateRequest = {
  design_context: { nodes: { "1:2": { document: { type: "FRAME", children: [] } } } },
  frame_name: null,
  frame_width: 390,
};

export function describe(session: PrototypeSession): string {
  const code: string | null = session.generated_code;
  return `${session.id} ${session.status ?? "(none)"} ${code?.length ?? 0} ${session.version}`;
}

export function reference(response: CodeGenerateResponse): string | null {
  return response.error_code;
}

// @ts-expect-error the design is required
export const withoutDesign: CodeGenerateRequest = { frame_name: "Login" };

export const wrongWidth: CodeGenerateRequest = {
  design_context: {},
  // @ts-expect-error pixels are a number
  frame_width: "390",
};

export function shout(session: PrototypeSession): string {
  // @ts-expect-error the code may be null
  return session.generated_code.toUpperCase();
}
