export function listen(method) {
  Intercom(method, function heard() {});
}

export function countBoots() {
  window.boots = 0;
  analytics.on("intercom:boot", () => {
    boots += 1;
  });
}

export async function identifyTwoPeople() {
  await analytics.identify("ann");
  await analytics.identify("bob");
}
