// What the demo's pages have on `window`, for the type checker.

type SandboxRow = {
  n: number;
  at: number;
  step: string;
  call: number;
  method: string;
  args?: unknown[];
  [detail: string]: unknown;
};
type TraceRow = { n: number; at: number; step: string; diagnostics: { text: string }[]; [detail: string]: unknown };
type Recorded = { method: string; args: unknown[]; settings: unknown };

interface WindowEventMap {
  "segment:call": CustomEvent<{ method: string; args: unknown[] }>;
  "intercom:call": CustomEvent<Recorded>;
  "intercom:sandbox": CustomEvent<SandboxRow>;
  "intercom:trace": CustomEvent<TraceRow>;
  "intercom:report": CustomEvent;
}

interface Window {
  // biome-ignore lint/suspicious/noExplicitAny: Segment's library, whichever it is.
  analytics: any;
  // biome-ignore lint/suspicious/noExplicitAny: Intercom's function, or a stub of it.
  Intercom: any;
  intercomSettings: Record<string, unknown>;
  intercomLoader: () => void;
  intercomIntegration: unknown;
  intercomDeps: string[];
  __intercomSandbox?: { log: SandboxRow[]; page: string };
  __intercomTrace?: { rows: TraceRow[] };
  recorder: { calls: Recorded[]; encode: (value: unknown) => unknown; record: (args: ArrayLike<unknown>) => void };
  // For tests, and for whoever plays scenarios from outside.
  demo: unknown;
  site: import("./site.js").Site;
}
