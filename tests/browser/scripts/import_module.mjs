/* What importing the module whose address is given adds, and what it exports, where there is no window. */
const before = Object.getOwnPropertyNames(globalThis).length;
const found = await import(process.argv[2]);
const after = Object.getOwnPropertyNames(globalThis).length;
const kinds = Object.keys(found)
  .sort()
  .map((key) => [key, typeof found[key]]);
const plugin = found.intercom({ appId: "demo" });
console.log(JSON.stringify([kinds, after - before, found.Intercom.prototype.name, plugin.isLoaded()]));
