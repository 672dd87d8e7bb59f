export async function sendCalls(calls) {
  for (const [method, ...args] of calls) await analytics[method](...args);
}
