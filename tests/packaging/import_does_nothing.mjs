// Imports the delivered module where timers, promises and the console would be noticed; prints its exports.
const before = Object.getOwnPropertyNames(globalThis).sort().join();
for (const name of ["setTimeout", "fetch"]) {
  globalThis[name] = () => {
    throw new Error(`${name} was called at import`);
  };
}
const module = await import("../../build/mobile.mjs");
if (Object.getOwnPropertyNames(globalThis).sort().join() !== before) throw new Error("a global has come or gone");
process.stdout.write(Object.keys(module).sort().join(" ") + "\n");
