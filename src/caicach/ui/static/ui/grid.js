// The draft of a plan like a sheet: keys as in Excel. Without this script each row is a form with its own button.
(function () {
  "use strict";
  var doc = document;
  var table = doc.querySelector("[data-grid]");
  if (!table) return;
  var undone = []; // changes that were saved, the newest last: {cell, before}
  doc.querySelectorAll("[data-shown-with-script]").forEach(function (part) { part.hidden = false; });

  function cellsOf(row) {
    return Array.prototype.slice.call(row.querySelectorAll("[data-cell]"));
  }

  function enter(cell) {
    if (!cell) return false;
    cell.focus();
    cell.select();
    return true;
  }

  function move(cell, right, down) {
    var row = cell.closest("tr");
    var place = cellsOf(row).indexOf(cell);
    if (right) return enter(cellsOf(row)[place + right]);
    do { row = down > 0 ? row.nextElementSibling : row.previousElementSibling; } while (row && !cellsOf(row).length);
    return Boolean(row) && enter(cellsOf(row)[place]);
  }

  // A cell is either entered as a whole (typing replaces it, arrows leave it) or being edited (arrows move in it).
  function edit(cell) {
    cell.dataset.editing = "yes";
  }

  function insertLine(cell) {
    if (cell.tagName !== "TEXTAREA") return;
    cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end");
    edit(cell);
    fit(cell);
  }

  function fit(cell) {
    if (cell.tagName !== "TEXTAREA") return;
    while (cell.scrollHeight > cell.clientHeight + 2 && cell.rows < 14) cell.rows += 1;
  }

  // All heights are read before one is set: the page is laid out once.
  function fitAll() {
    var tight = Array.prototype.filter.call(table.querySelectorAll("textarea[data-cell]"), function (cell) {
      return cell.scrollHeight > cell.clientHeight + 2;
    });
    tight.forEach(fit);
  }
  fitAll();

  function giveBack(cell) {
    cell.value = cell.dataset.before;
    delete cell.dataset.editing;
    cell.select();
  }

  function undo() {
    var last = undone.pop();
    if (!last || !last.cell.isConnected) return;
    enter(last.cell);
    last.cell.value = last.before;
    last.cell.dataset.before = last.before;
    last.cell.dataset.isUndo = "yes";
    last.cell.dispatchEvent(new Event("change", { bubbles: true }));
  }

  var steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  table.addEventListener("focusin", function (event) {
    var cell = event.target;
    if (!cell.hasAttribute("data-cell")) return;
    cell.dataset.before = cell.value;
    delete cell.dataset.editing;
  });

  // The first click takes the whole cell, a second one sets the cursor.
  table.addEventListener("mouseup", function (event) {
    var cell = event.target;
    if (!cell.hasAttribute("data-cell")) return;
    if (cell.dataset.clicked) { edit(cell); return; }
    cell.dataset.clicked = "yes";
    if (cell.selectionStart === cell.selectionEnd) cell.select();
  });
  table.addEventListener("focusout", function (event) {
    if (event.target.dataset) { delete event.target.dataset.clicked; delete event.target.dataset.editing; }
  });

  table.addEventListener("input", function (event) {
    if (event.target.hasAttribute("data-cell")) { edit(event.target); fit(event.target); }
  });

  table.addEventListener("change", function (event) {
    var cell = event.target;
    if (!cell.hasAttribute("data-cell")) return;
    if (cell.dataset.isUndo) delete cell.dataset.isUndo;
    else if (cell.dataset.before !== cell.value) undone.push({ cell: cell, before: cell.dataset.before });
    cell.dataset.before = cell.value;
  });

  table.addEventListener("keydown", function (event) {
    var cell = event.target;
    if (event.isComposing || !cell.hasAttribute || !cell.hasAttribute("data-cell")) return;
    var editing = Boolean(cell.dataset.editing);
    var step = steps[event.key];
    if (event.key === "Enter" && (event.ctrlKey || event.altKey)) insertLine(cell);
    else if (event.key === "Enter") { if (!move(cell, 0, event.shiftKey ? -1 : 1)) cell.blur(); }
    else if (event.key === "F2") { edit(cell); cell.setSelectionRange(cell.value.length, cell.value.length); }
    else if (event.key === "Escape") giveBack(cell);
    else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !editing) undo();
    else if (step && !editing && !event.shiftKey && !event.ctrlKey && !event.altKey) move(cell, step[0], step[1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // A row that somebody else has changed too comes back as a whole: the cursor stays in its cell.
  var kept = null;
  doc.addEventListener("htmx:beforeSwap", function (event) {
    var at = doc.activeElement;
    kept = at && at.name && event.detail.target.contains(at) ? at.name : null;
  });
  doc.addEventListener("htmx:afterSettle", function () {
    var cell = kept && table.querySelector("[name='" + kept + "']");
    kept = null;
    if (cell && doc.activeElement !== cell) enter(cell);
  });

  // Cells copied from a sheet go to the preview; a single value is pasted into the cell.
  table.addEventListener("paste", function (event) {
    var text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    var form = doc.getElementById("paste-form");
    if (!form || !/\t/.test(text)) return;
    event.preventDefault();
    form.elements.text.value = text;
    form.requestSubmit();
  });
})();
