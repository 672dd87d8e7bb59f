/* A table that is wider than the page scrolls: a keyboard has to reach it. */
function makeTablesReachable() {
  document.querySelectorAll(".md-typeset__scrollwrap").forEach((wrap) => {
    if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
    else wrap.removeAttribute("tabindex");
  });
}

// The theme's own observable: it has wrapped the tables by then.
window.document$.subscribe(makeTablesReachable);
window.addEventListener("resize", makeTablesReachable);
