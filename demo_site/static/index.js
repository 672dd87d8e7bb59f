/* The links to the scenarios go by the installation that is chosen, also where the browser has kept a choice. */
(function () {
  "use strict";

  var installation = document.getElementById("installation");

  function apply() {
    document.querySelectorAll("a[href^='/open/']").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").replace(/^\/open\/[^./]+/, "/open/" + installation.value));
    });
  }

  installation.addEventListener("change", apply);
  window.addEventListener("pageshow", apply);
})();
