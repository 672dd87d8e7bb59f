/* Intercom's stub, as a site pastes it: it keeps the calls until the Messenger has come. */
export function installStub() {
  const stub = function () {
    // biome-ignore lint/complexity/noArguments: Intercom's snippet hands them over as they are.
    stub.c(arguments);
  };
  window.Intercom = stub;
  stub.q = [];
  stub.c = (args) => {
    stub.q.push(args);
  };
}

/* Whether the Messenger has an answer to every request that it has sent. */
export function hasEveryAnswer() {
  const count = (...steps) => __intercomSandbox.log.filter((row) => steps.includes(row.step)).length;
  return count("sent") === count("answered", "refused", "failed");
}
