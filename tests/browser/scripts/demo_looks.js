export async function accessibilityViolations() {
  return (await axe.run(document, { iframes: false })).violations.map((found) => [
    found.id,
    ...found.nodes.map((node) => `${node.html} ${node.failureSummary}`),
  ]);
}

export function recordLayoutShifts() {
  if (window === window.top) {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.outerHTML)]);
      }
    }).observe({ type: "layout-shift", buffered: true });
  }
}

export function whetherHeadingsFit() {
  return ["#inspector h2", "#inspector [data-part=count]"].map((selector) => {
    const element = document.querySelector(selector);
    const style = getComputedStyle(element);
    return [element.scrollWidth <= element.clientWidth, element.clientHeight < 2 * parseFloat(style.lineHeight)];
  });
}
