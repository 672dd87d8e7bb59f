// Answers vectors: each line is one, {settings, steps, start, flat}; the answer is the list of native calls that the
// delivered file makes on an adapter that takes them all down.
import { createInterface } from "node:readline";
import { analyticsPlugin } from "../../../build/mobile.mjs";
import { revived } from "./revived.mjs";

const NAMES = ["initialize", "setUserHash", "setUserJwt", "loginUser", "loginUnidentifiedUser", "updateUser", "logEvent", "logout"];

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
  const library = { on: (name, listener) => (reset = listener) };
  const plugin = analyticsPlugin(recorder(calls, vector), revived(vector.settings));
  await plugin.load(undefined, library);
  await allDone();
  if (vector.steps[0].type !== "load") calls.length = 0;
  for (const step of vector.steps) {
    if (step.type === "reset") reset();
    else plugin[step.type]?.({ event: revived(step.event) });
  }
  await allDone();
  return calls;
}

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
