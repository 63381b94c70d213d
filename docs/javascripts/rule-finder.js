/* Filters the table of rules on the page "Find a rule". Without it the table is whole. */
(() => {
  "use strict";

  const plain = (text) => text.normalize("NFKD").toLowerCase();

  /* A labelled field, as [label, field]. */
  const labelled = (text, field, id) => {
    const label = document.createElement("label");
    label.htmlFor = field.id = id;
    label.textContent = text;
    const both = document.createElement("p");
    both.append(label, field);
    return both;
  };

  const choice = (values, all) => {
    const select = document.createElement("select");
    select.append(new Option(all, ""), ...values.map((value) => new Option(value, value)));
    return select;
  };

  const start = () => {
    const box = document.querySelector(".rule-finder");
    if (!box) return;
    const rows = [...box.querySelectorAll("tbody tr")].map((row) => {
      const [rule, checks, severity, family] = row.cells;
      return {
        row,
        text: plain([rule, checks].map((cell) => cell.innerText).join(" ")),
        severity: severity.firstChild.textContent.trim(),
        family: family.textContent.trim(),
        safety: severity.querySelector("em") !== null,
      };
    });
    const each = (name) => [...new Set(rows.map((row) => row[name]))];

    const made = (tag, given) => Object.assign(document.createElement(tag), given);
    const words = made("input", { type: "search", autocomplete: "off", spellcheck: false });
    const fields = {
      q: words,
      severity: choice(each("severity"), "any"),
      family: choice(each("family"), "all"),
      safety: made("input", { type: "checkbox" }),
    };
    const reset = made("button", { type: "reset", textContent: "Show all" });
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    const form = document.createElement("form");
    form.className = "rule-finder-form";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Rules");
    form.append(
      labelled("Words or code", fields.q, "rule-finder-words"),
      labelled("Severity", fields.severity, "rule-finder-severity"),
      labelled("Family", fields.family, "rule-finder-family"),
      labelled("Only safety rules", fields.safety, "rule-finder-safety"),
      reset,
      count,
    );
    box.before(form);

    const show = () => {
      const asked = plain(words.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text, severity, family, safety } of rows) {
        const fits =
          asked.every((word) => text.includes(word)) &&
          (!fields.severity.value || severity === fields.severity.value) &&
          (!fields.family.value || family === fields.family.value) &&
          (!fields.safety.checked || safety);
        row.hidden = !fits;
        shown += fits;
      }
      count.textContent = shown ? `${shown} of ${rows.length} rules` : "No rule fits.";
    };

    const read = () => {
      const said = new URLSearchParams(location.hash.slice(1));
      for (const [name, field] of Object.entries(fields)) {
        if (field.type === "checkbox") field.checked = said.has(name);
        else field.value = said.get(name) ?? "";
        if (field.selectedIndex === -1) field.selectedIndex = 0;
      }
      show();
    };

    const write = () => {
      const said = new URLSearchParams();
      for (const [name, field] of Object.entries(fields)) {
        const value = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value.trim();
        if (value) said.set(name, value);
      }
      const hash = said.toString();
      history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
      show();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", write);
    form.addEventListener("reset", () => setTimeout(write));
    addEventListener("hashchange", read);
    read();
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
