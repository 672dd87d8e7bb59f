export async function accessibilityViolations() {
  return (await axe.run(document)).violations
    .filter((found) => ["serious", "critical"].includes(found.impact))
    .map((found) => [found.id, ...found.nodes.map((node) => `${node.html} ${node.failureSummary}`)]);
}
