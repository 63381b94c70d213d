/* Tells a screen reader and the keyboard of what the theme leaves out. */
(() => {
  "use strict";

  const mend = () => {
    document.querySelector(".md-search:not([aria-label])")?.setAttribute("aria-label", "Search");
    // Each box around a "copy" button would else be a landmark of the page.
    for (const box of document.querySelectorAll("nav.md-code__nav:not([role])"))
      box.setAttribute("role", "presentation");
    // A table that is wider than its box is scrolled by keyboard too.
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap"))
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
  };

  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", mend);
})();
