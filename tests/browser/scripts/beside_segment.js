export async function identifyAndTrack() {
  await analytics.identify("u1", { n: 1 });
  await analytics.track("Bought");
}

export function addFile(source) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = source;
    script.dataset.appId = "demo";
    script.onload = resolve;
    document.head.append(script);
  });
}

export async function groupThenCompany() {
  await analytics.group("c1", { name: "One" });
  await analytics.identify("u1", { company: { plan: "pro" } });
}

/* Without waiting: neither file has come. */
export function queueIdentifyAndTrack() {
  analytics.identify("u1", { n: 1 });
  analytics.track("Bought");
}
