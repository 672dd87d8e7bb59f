// Answers vectors: each line is one, {settings, steps, start, flat}; the answer is the list of native calls that the
// delivered file makes on an adapter that takes them all down.
import { createInterface } from "node:readline";
import { analyticsPlugin } from "../../build/mobile.mjs";

const NAMES = ["initialize", "setUserHash", "setUserJwt", "loginUser", "loginUnidentifiedUser", "updateUser", "logEvent", "logout"];

function revived(value) {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "$date") return new Date(value.$date);
  if (keys.length === 1 && keys[0] === "$undef") return undefined;
  if (keys.length === 1 && keys[0] === "$num") return Number(value.$num);
  const made = {};
  for (const key of keys) {
    Object.defineProperty(made, key, { value: revived(value[key]), enumerable: true, writable: true, configurable: true });
  }
  return made;
}

function recorder(calls, vector) {
  const adapter = { sdk: {}, platform: "ios", flat: !!vector.flat, who: async () => vector.start };
  for (const name of NAMES) {
    adapter[name] = async (...given) => {
      calls.push([name, ...given]);
    };
  }
  return adapter;
}

/** All promises settle at once here, so that a turn of the event loop is the end of the queue. */
const allDone = () => new Promise((resolve) => setImmediate(resolve));

async function answer(vector) {
  const calls = [];
  let reset;
  const host = { on: (name, listener) => (reset = listener) };
  const plugin = analyticsPlugin(recorder(calls, vector), vector.settings);
  await plugin.load(undefined, host);
  await allDone();
  if (vector.steps[0].type !== "load") calls.length = 0;
  for (const step of vector.steps) {
    if (step.type === "reset") reset();
    else plugin[step.type]?.({ event: revived(step) });
  }
  await allDone();
  return calls;
}

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
