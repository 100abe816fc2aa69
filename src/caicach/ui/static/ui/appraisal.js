// Appraising by keyboard: J and K move, A accepts and goes on, E changes, R returns, V shows the evidence beside.
(function () {
  "use strict";
  var doc = document;
  var desk = doc.querySelector("[data-appraisal]");
  if (!desk) return;
  var panel = doc.getElementById("panel");
  var opening = ""; // which form of the panel is wanted once it is there

  function rows() { return Array.prototype.slice.call(desk.querySelectorAll("tr[data-row]")); }
  function current() { return desk.querySelector("tr[data-row].is-current"); }

  function go(row) {
    if (!row) return;
    rows().forEach(function (one) { one.classList.toggle("is-current", one === row); });
    row.focus({ preventScroll: true });
    var box = row.getBoundingClientRect();
    if (box.top < 120 || box.bottom > window.innerHeight - 80) row.scrollIntoView({ block: "center" });
    if (panel.dataset.of && panel.dataset.of !== row.id) show(row, "");
  }

  function step(by) {
    var all = rows();
    var place = all.indexOf(current());
    go(all[Math.min(Math.max(place + by, 0), all.length - 1)]);
  }

  function onward(row) {
    var all = rows();
    var rest = all.slice(all.indexOf(row) + 1).concat(all.slice(0, all.indexOf(row)));
    var next = rest.filter(function (one) { return one.hasAttribute("data-waits"); })[0];
    go(next || row);
  }

  function show(row, form) {
    opening = form;
    panel.dataset.of = row.id;
    window.htmx.ajax("GET", row.dataset.panel, { target: "#panel", swap: "innerHTML" });
  }

  function close() {
    panel.replaceChildren();
    delete panel.dataset.of;
    var row = current();
    if (row) row.focus({ preventScroll: true });
  }

  function isTyping(element) {
    return element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox";
  }

  doc.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel.dataset.of) { close(); event.preventDefault(); return; }
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    var row = current();
    var key = event.key.toLowerCase();
    if (key === "j" || event.key === "ArrowDown") step(1);
    else if (key === "k" || event.key === "ArrowUp") step(-1);
    else if (key === "a" && row) { var accept = row.querySelector("[data-accept]"); if (accept) accept.click(); }
    else if (key === "e" && row) show(row, "change");
    else if (key === "r" && row) show(row, "return");
    else if (key === "v" && row) show(row, "");
    else return;
    event.preventDefault();
  });

  desk.addEventListener("click", function (event) {
    var link = event.target.closest("[data-open]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(link.closest("tr"));
      show(link.closest("tr"), "");
    }
  });

  // A refused form comes back into the panel, not into the row.
  doc.addEventListener("htmx:beforeSwap", function (event) {
    var xhr = event.detail.xhr;
    if (xhr.getResponseHeader("HX-Retarget")) return;
    var form = event.detail.requestConfig.elt;  // the event itself bears its target
    if (form.hasAttribute("data-act") && (xhr.status === 422 || xhr.status === 409)) {
      event.detail.target = panel;
      event.detail.swapOverride = "innerHTML";
    }
  });

  doc.addEventListener("htmx:afterSettle", function (event) {
    if (event.detail.target === panel || panel.contains(event.detail.elt)) {
      var form = opening && panel.querySelector("[data-form=" + opening + "]");
      if (form) {
        form.open = true;
        var field = form.querySelector("input:not([type=hidden]), select, textarea");
        if (field) field.focus();
      }
      opening = "";
    }
  });

  // A row that was dealt with has come anew: on to the next that waits.
  doc.addEventListener("htmx:load", function (event) {
    var row = event.detail.elt;
    if (!row || !row.matches || !row.matches("tr[data-row]")) return;
    if (panel.dataset.of === row.id) { panel.replaceChildren(); delete panel.dataset.of; }
    onward(row);
  });

  go(desk.querySelector("tr[data-waits]") || rows()[0]);
})();
