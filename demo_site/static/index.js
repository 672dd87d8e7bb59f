/* The links to the scenarios go by the door that is chosen, also where the browser has kept a choice. */
(function () {
  "use strict";

  var door = document.getElementById("door");

  function apply() {
    document.querySelectorAll("a[href^='/open/']").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").replace(/^\/open\/[^./]+/, "/open/" + door.value));
    });
  }

  door.addEventListener("change", apply);
  window.addEventListener("pageshow", apply);
})();
