// Plays every scenario and prints each answer as a line, where there is no standard input to ask. The system is that of
// the build: Metro writes it in the place of `Platform.OS`.
import { Platform } from "react-native";
import { turns } from "./app.mjs";
import { scenarios } from "./scenarios.mjs";

async function playAll() {
  for (const scenario of Object.keys(scenarios)) {
    const system = Platform.OS;
    const { bridge, warnings, client, extra = {} } = await scenarios[scenario](system);
    await turns();
    client.cleanup();
    const { calls, ended, lost } = bridge;
    console.log(JSON.stringify({ scenario, system, calls, ended, lost, warnings, ...extra }));
  }
}

playAll().catch((error) => console.log(`failed: ${error && error.stack}`));
