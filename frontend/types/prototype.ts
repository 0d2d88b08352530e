// Written by scripts/types from store/records.py: change the models there and run it again.
// Identifiers are UUIDs and times are ISO 8601, both as strings.

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

/** What starts a generation: the imported frame. `design_context` is Figma's nodes answer. */
export interface CodeGenerateRequest {
  design_context: { [key: string]: JsonValue };
  thumbnail_url?: string | null;
  frame_name?: string | null;
  frame_width?: number | null;
  frame_height?: number | null;
}

/** What a generation answers: the row, its status, and its code or its error code. */
export interface CodeGenerateResponse {
  id: string;
  status: string | null;
  generated_code: string | null;
  error_code: string | null;
}

/** One whole row. `session_id` is masked; `version` is the row's xmin, for compare-and-set. */
export interface PrototypeSession {
  id: string;
  /** Masked, see `mask`. */
  session_id: string;
  design_context: JsonValue;
  generated_code: string | null;
  thumbnail_url: string | null;
  frame_name: string | null;
  frame_width: number | null;
  frame_height: number | null;
  status: string | null;
  error_code: string | null;
  created_at: string | null;
  updated_at: string | null;
  version: string;
}
