// Answers lines: {system, settings, steps} gives how many native calls a plugin made of those events, why the app has
// ended if it has, and what was lost on the bridge. The events come straight to the plugin, as the library would hand them over.
import { createInterface } from "node:readline";
import Intercom from "@intercom/intercom-react-native";
import { destinationPlugin, reactNative } from "intercom-destination/mobile";
import { AndroidBridge } from "./android_bridge.mjs";
import { DestinationPlugin, turns } from "./app.mjs";
import { revived } from "./revived.mjs";

console.warn = () => {};

async function answer({ settings, steps }) {
  const bridge = new AndroidBridge({ initialized: true });
  globalThis.phone = { system: "android", bridge };
  const plugin = destinationPlugin(DestinationPlugin, reactNative(Intercom, "android"), revived(settings));
  plugin.update({ integrations: { Intercom: {} } }, "initial");
  for (const step of steps) {
    if (step.type === "reset") plugin.reset();
    else if (plugin[step.type]) plugin[step.type](revived(step.event));
  }
  // As many turns as it takes until nothing more is called.
  for (let before = -1; before !== bridge.calls.length; ) {
    before = bridge.calls.length;
    await turns(3);
  }
  return { calls: bridge.calls.length, ended: bridge.ended, lost: bridge.lost };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
process.exit();
