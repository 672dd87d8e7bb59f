// The links to the scenarios go by the installation that is chosen, also where the browser has kept a choice.

const installation = /** @type {HTMLSelectElement} */ (document.getElementById("installation"));

function apply() {
  for (const link of document.querySelectorAll("a[href^='/open/']")) {
    const address = link.getAttribute("href") ?? "";
    link.setAttribute("href", address.replace(/^\/open\/[^./]+/, `/open/${installation.value}`));
  }
}

installation.addEventListener("change", apply);
window.addEventListener("pageshow", apply);
apply();

export {};
