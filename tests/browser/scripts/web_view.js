export async function identifyTwoPeople() {
  for (const id of ["u1", "u2"]) await analytics.identify(id, { name: "Same" });
}
