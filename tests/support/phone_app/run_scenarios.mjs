// Answers lines: {scenario, system} gives the native calls, what arrives of them, warnings, and the scenario's own.
import { createInterface } from "node:readline";
import { turns } from "./app.mjs";
import { scenarios } from "./scenarios.mjs";

process.on("unhandledRejection", (error) => {
  throw error;
});

for await (const line of createInterface({ input: process.stdin })) {
  const { scenario, system } = JSON.parse(line);
  const { bridge, warnings, client, extra = {} } = await scenarios[scenario](system);
  await turns();
  client.cleanup();
  process.stdout.write(JSON.stringify({ calls: bridge.calls, ended: bridge.ended, lost: bridge.lost, warnings, ...extra }) + "\n");
}
process.exit();
