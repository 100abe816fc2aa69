// What a script may add to pages that work without it. No eval, no inline handlers: the content policy forbids both.
(function () {
  "use strict";
  var doc = document;

  // A menu closes when one clicks elsewhere or presses Escape.
  doc.addEventListener("click", function (event) {
    doc.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  function isTyping(element) {
    return element && (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable);
  }

  // "/" goes to the search field, unless somebody is typing (or an input method is at work).
  doc.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      doc.querySelectorAll("details.menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    var search = doc.querySelector("main input[type=search], input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // Keys of a page: what bears data-hotkey="u" is pressed (a field: entered) with that key, unless somebody is typing.
  doc.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) && event.target.type !== "checkbox" && event.target.type !== "radio") return;
    if (["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter"].indexOf(event.key) >= 0) {
      if (event.target !== doc.body && event.target !== doc.getElementById("main")) return;
    }
    var found = Array.prototype.filter.call(doc.querySelectorAll("[data-hotkey]"), function (element) {
      return element.dataset.hotkey.split(" ").indexOf(event.key) >= 0;
    })[0];
    if (!found) return;
    event.preventDefault();
    if (isTyping(found)) { found.focus(); found.select(); } else found.click();
  });

  // A field may be called "method" and hide that of its form.
  function methodOf(form) { return (form.getAttribute("method") || "get").toLowerCase(); }
  // Typed and not sent: the browser asks before the page is left.
  function isKept(form) {
    return form && methodOf(form) === "post" && !form.closest(".head") && !form.hasAttribute("data-no-warning");
  }
  doc.addEventListener("input", function (event) {
    var form = event.target.form;
    if (isKept(form)) form.dataset.dirty = "yes";
  });
  doc.addEventListener("submit", function (event) {
    delete event.target.dataset.dirty;
    // A second click sends nothing twice. The name of the pressed button must still go along, so disable it afterwards.
    if (methodOf(event.target) === "post" && !event.target.hasAttribute("hx-post")) {
      var button = event.submitter;
      if (button) window.setTimeout(function () { button.disabled = true; }, 0);
    }
  });
  doc.addEventListener("htmx:afterRequest", function (event) {
    var elt = event.detail.elt;
    var form = elt.form || doc.getElementById(elt.dataset.form) || elt;
    if (event.detail.successful && form.dataset) delete form.dataset.dirty;
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) doc.querySelectorAll("button:disabled").forEach(function (button) { button.disabled = false; });
  });
  window.addEventListener("beforeunload", function (event) {
    if (doc.querySelector("form[data-dirty]")) {
      event.preventDefault();
      event.returnValue = doc.body.dataset.unsaved || "";
    }
  });

  // What a browser says of an empty field is in the browser's language: ours is that of the page.
  doc.addEventListener("invalid", function (event) {
    var field = event.target;
    field.setCustomValidity("");
    if (field.validity.valueMissing) field.setCustomValidity(doc.body.dataset.required || "");
  }, true);
  ["input", "change"].forEach(function (name) {
    doc.addEventListener(name, function (event) {
      if (event.target.setCustomValidity) event.target.setCustomValidity("");
    });
  });

  // Fields that send their form when they change, such as filters. The button stays for those without a script.
  doc.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-auto-submit") && event.target.type !== "search") form.requestSubmit();
  });

  // Tick all rows of a table: <input type="checkbox" data-check-all="name of the boxes">.
  doc.addEventListener("change", function (event) {
    var name = event.target.dataset && event.target.dataset.checkAll;
    if (!name) return;
    var scope = event.target.closest("form, table") || doc;
    scope.querySelectorAll("input[type=checkbox][name='" + name + "']").forEach(function (box) {
      if (!box.disabled && !box.closest("[hidden]")) box.checked = event.target.checked;
    });
  });

  // A search that narrows a long list of boxes; without a script it stays hidden.
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }
  doc.querySelectorAll("[data-narrows]").forEach(function (search) { search.hidden = false; });
  doc.addEventListener("input", function (event) {
    if (!event.target.matches("[data-narrows]")) return;
    var wanted = plain(event.target.value.trim());
    event.target.closest(".many-boxes").querySelectorAll("label").forEach(function (label) {
      label.parentElement.hidden = plain(label.textContent).indexOf(wanted) < 0;
    });
  });
  doc.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches && event.target.matches("[data-narrows]")) event.preventDefault();
  });

  // Sections of a long table: <tbody data-fold> with its heading in the first row. Without a script all are open.
  function prepareFolds() {
    doc.querySelectorAll("tbody[data-fold]:not(.can-fold)").forEach(function (body) {
      var heading = body.querySelector("th");
      var button = doc.createElement("button");
      button.type = "button";
      button.className = "fold";
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-controls", body.id);
      button.setAttribute("aria-label", heading.textContent.trim());
      heading.insertBefore(button, heading.firstChild);
      body.classList.add("can-fold");
    });
    var all = doc.querySelector("[data-fold-all]");
    if (all) all.hidden = !doc.querySelector(".can-fold");
  }
  function fold(body, folded) {
    body.classList.toggle("is-folded", folded);
    body.querySelector(".fold").setAttribute("aria-expanded", String(!folded));
  }
  doc.addEventListener("click", function (event) {
    var one = event.target.closest(".fold");
    if (one) fold(one.closest("tbody"), !one.closest("tbody").classList.contains("is-folded"));
    var all = event.target.closest("[data-fold-all]");
    if (!all) return;
    var folded = !all.dataset.folded;
    doc.querySelectorAll(".can-fold").forEach(function (body) { fold(body, folded); });
    var words = all.textContent;
    all.textContent = all.dataset.foldAll;
    all.dataset.foldAll = words;
    if (folded) all.dataset.folded = "yes"; else delete all.dataset.folded;
  });
  prepareFolds();
  // How many boxes are ticked: <strong data-count-of="name of the boxes" data-text="… {n} …">.
  doc.addEventListener("change", function (event) {
    if (event.target.type !== "checkbox") return;
    doc.querySelectorAll("[data-count-of]").forEach(function (told) {
      var count = doc.querySelectorAll("input[name='" + told.dataset.countOf + "']:checked").length;
      if (!told.dataset.none) told.dataset.none = told.textContent;
      told.textContent = count ? told.dataset.text.replace("{n}", count) : told.dataset.none;
    });
  });

  // A filter that asks for nothing stays out of the address.
  doc.addEventListener("formdata", function (event) {
    if (methodOf(event.target) !== "get") return;
    Array.from(event.formData.entries()).forEach(function (pair) {
      if (pair[1] === "") event.formData.delete(pair[0]);
    });
  });
  // A login in another tab changes the key of this page's forms: the newest one goes along.
  function newestKey() {
    var found = doc.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : "";
  }
  doc.addEventListener("submit", function (event) {
    var field = event.target.elements.namedItem("csrfmiddlewaretoken");
    if (field && newestKey()) field.value = newestKey();
  });
  doc.addEventListener("htmx:configRequest", function (event) {
    if (!newestKey() || event.detail.verb === "get") return;
    event.detail.headers["X-CSRFToken"] = newestKey();
    if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = newestKey();
  });
  doc.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb !== "get") return;
    Object.keys(event.detail.parameters).forEach(function (name) {
      if (event.detail.parameters[name] === "") delete event.detail.parameters[name];
    });
  });

  // Things that cannot be undone ask first: <button data-confirm="…">.
  doc.addEventListener("click", function (event) {
    var asker = event.target.closest("[data-confirm]");
    if (asker && !window.confirm(asker.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  doc.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-back]") && window.history.length > 1) {
      event.preventDefault();
      window.history.back();
    }
    var copier = event.target.closest("[data-copy]");
    var source = copier && doc.getElementById(copier.dataset.copy);
    if (source && navigator.clipboard) {
      navigator.clipboard.writeText(source.value || source.textContent.trim()).then(function () {
        if (copier.dataset.copied) copier.textContent = copier.dataset.copied;
      });
    }
  });

  // Files go into the field of a frame [data-drop]: a field for several keeps those that are in it already.
  function putFiles(field, files) {
    var carrier = new DataTransfer();
    if (field.multiple) Array.prototype.forEach.call(field.files, function (file) { carrier.items.add(file); });
    Array.prototype.slice.call(files, 0, field.multiple ? 1000 : 1).forEach(function (file) { carrier.items.add(file); });
    field.files = carrier.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A picture of the screen, or files copied in a folder, may be pasted on a page with one such frame.
  doc.addEventListener("paste", function (event) {
    var zones = doc.querySelectorAll("[data-drop] input[type=file]");
    var files = event.clipboardData && event.clipboardData.files;
    if (zones.length !== 1 || !files || !files.length) return;
    event.preventDefault();
    putFiles(zones[0], files);
  });

  // Files may be dropped on [data-drop]; they go into its own file field.
  ["dragenter", "dragover", "dragleave", "drop"].forEach(function (name) {
    doc.addEventListener(name, function (event) {
      var zone = event.target.closest && event.target.closest("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragenter" || name === "dragover");
      var field = zone.querySelector("input[type=file]");
      if (name !== "drop" || !field || !event.dataTransfer.files.length) return;
      putFiles(field, event.dataTransfer.files);
    });
  });

  // A file field says in our words which file is in it.
  function nameFiles(zone) {
    var field = zone.querySelector("input[type=file]");
    var line = zone.querySelector("[data-drop-name]");
    if (!field || !line) return;
    var names = Array.prototype.map.call(field.files, function (file) {
      return file.name + " (" + Math.max(1, Math.round(file.size / 1024)).toLocaleString(doc.documentElement.lang) + " KB)";
    });
    zone.classList.add("is-scripted");
    zone.classList.toggle("has-file", names.length > 0);
    line.textContent = names.join(", ") || line.dataset.dropName;
    field.title = line.textContent;
  }
  doc.addEventListener("change", function (event) {
    var zone = event.target.type === "file" && event.target.closest("[data-drop]");
    if (zone) nameFiles(zone);
  });
  doc.querySelectorAll("[data-drop]").forEach(nameFiles);

  // After a form came back with errors, or a part was swapped in, the eye and the screen reader go there.
  function focusOnErrors(scope) {
    var summary = scope.querySelector(".error-summary[data-focus]");
    if (!summary) return;
    summary.focus();
    var first = summary.querySelector(".error-summary-heading");
    if (scope === doc && first && doc.title.indexOf("⚠") !== 0) doc.title = "⚠ " + doc.title;
  }
  focusOnErrors(doc);
  doc.addEventListener("htmx:afterSettle", function (event) { focusOnErrors(event.target); reachByKeys(); prepareFolds(); });

  // Tables that are folded away on the screen stand open on paper: <details data-print-open>.
  ["beforeprint", "afterprint"].forEach(function (name) {
    window.addEventListener(name, function () {
      doc.querySelectorAll("details[data-print-open]").forEach(function (fold) {
        if (name === "beforeprint") fold.dataset.wasOpen = fold.open ? "yes" : "";
        fold.open = name === "beforeprint" || fold.dataset.wasOpen === "yes";
      });
    });
  });

  // On the phone the rooms and the chips stand in one line: the current one is brought into sight.
  doc.querySelectorAll(".rooms, .section-ways, nav.chips").forEach(function (line) {
    var here = line.querySelector("[aria-current]");
    if (!here) return;
    line.scrollLeft = Math.max(0, here.offsetLeft - line.offsetLeft - (line.clientWidth - here.offsetWidth) / 2);
  });

  // A table that scrolls can be scrolled by keys too; old browsers do not reach it by themselves.
  function reachByKeys() {
    doc.querySelectorAll(".table-scroll:not([tabindex])").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    });
  }
  reachByKeys();
  window.addEventListener("resize", reachByKeys);

  // htmx could not reach the server: say it, keep what was typed.
  function sayOffline() {
    var box = doc.getElementById("messages");
    if (!box) return;
    var line = doc.createElement("div");
    line.className = "notice notice-warning";
    line.textContent = doc.body.dataset.offline || "";
    box.replaceChildren(line);
  }
  doc.addEventListener("htmx:sendError", sayOffline);
  doc.addEventListener("htmx:responseError", sayOffline);
  doc.addEventListener("htmx:timeout", sayOffline);

  // Two minutes before the session ends it is said, with a button to go on. Whatever is asked of the server begins it anew.
  var ending, endsSoon;
  function beginAnew() {
    var seconds = Number(doc.body.dataset.secondsLeft);
    window.clearTimeout(ending);
    if (endsSoon) endsSoon.remove();
    if (seconds) ending = window.setTimeout(sayEndsSoon, Math.max(seconds - 120, 0) * 1000);
  }
  function sayEndsSoon() {
    var button = doc.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = doc.body.dataset.goOn;
    button.addEventListener("click", function () {
      fetch(doc.body.dataset.stay, { credentials: "same-origin" }).then(beginAnew, sayOffline);
    });
    endsSoon = doc.createElement("div");
    endsSoon.className = "notice notice-warning";
    endsSoon.append(doc.body.dataset.endsSoon + " ", button);
    doc.getElementById("messages").append(endsSoon);
  }
  doc.addEventListener("htmx:afterOnLoad", beginAnew);
  beginAnew();
})();
