// What is typed into a form stays until it has arrived: in this browser at once, on the server within five seconds.
// A dead session, network, tab or machine loses nothing. What is kept bears the person, so that nobody on the same PC
// reads another's words.
(function () {
  "use strict";
  var doc = document, says = doc.body.dataset, person = says.person || "";
  var PREFIX = "caicach:typed:", SOON = 700, TO_SERVER = 2500, MANY = 3;
  var TYPED = /^(text|number|date|tel|email)$/;
  if (!person) {
    sessionStorage.removeItem(PREFIX);  // signed out in between: what was sent has not arrived
    return;
  }

  function wordsOf(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !field.readOnly && (field.tagName === "TEXTAREA" || TYPED.test(field.type));
    });
  }
  // Forms that say so, and every form in which much is typed; never one with a secret.
  function isKept(form) {
    if (!form || form.hasAttribute("data-no-warning")) return false;
    if ((form.getAttribute("method") || "get").toLowerCase() !== "post") return false;
    if (form.closest(".head") || form.querySelector("input[type=password]")) return false;
    return form.hasAttribute("data-keep") || wordsOf(form).length > MANY;
  }
  function pathOf(form) { return new URL(form.getAttribute("action") || location.href, location.href).pathname; }
  function keyOf(form) { return PREFIX + person + ":" + pathOf(form); }
  function timeOf(at) {
    var time = new Date(at);
    return String(time.getHours()).padStart(2, "0") + ":" + String(time.getMinutes()).padStart(2, "0");
  }
  // Only what differs from the form as it came.
  function typedIn(form) {
    var words = {};
    wordsOf(form).forEach(function (field) { if (field.value !== field.defaultValue) words[field.name] = field.value; });
    return words;
  }

  function keepHere(form) {
    var words = typedIn(form);
    try {
      if (Object.keys(words).length) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), words: words }));
      else localStorage.removeItem(keyOf(form));
    } catch (full) { /* no room or not allowed: the server keeps them */ }
  }
  function send(path, words) {
    var headers = JSON.parse(doc.body.getAttribute("hx-headers") || "{}");
    var body = new URLSearchParams({ form: path, words: JSON.stringify(words) });
    return fetch(says.typedUrl, { method: "POST", headers: headers, body: body, redirect: "error" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
    });
  }
  function tell(form, words) {
    var line = form.querySelector(".typed-state");
    if (!line) {
      line = doc.createElement("p");
      line.className = "typed-state";
      line.setAttribute("role", "status");
      form.appendChild(line);
    }
    line.textContent = words;
  }
  var flying = false, next = null;
  function keepThere(form) {
    if (flying) { next = form; return; }
    flying = true;
    send(pathOf(form), typedIn(form)).then(function () {
      if (!form.dataset.alsoChosen) delete form.dataset.dirty;  // nothing is lost when the page is left
      tell(form, says.typedSaved.replace("{time}", timeOf(Date.now())));
    }).catch(function () {
      tell(form, says.typedHere);
    }).finally(function () {
      var waits = next;
      flying = false;
      next = null;
      if (waits) keepThere(waits);
    });
  }
  function forget(key) {
    localStorage.removeItem(key);
    send(key.slice((PREFIX + person + ":").length), {}).catch(function () { /* it ends by itself after a month */ });
  }

  function button(words, act) {
    var made = doc.createElement("button");
    made.type = "button";
    made.className = "button-link";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }
  function giveBack(form, kept) {
    var fields = wordsOf(form).filter(function (field) {
      return field.name in kept.words && field.value !== kept.words[field.name];
    });
    if (!fields.length) return;
    var line = doc.createElement("p"), was = fields.map(function (field) { return field.value; });
    line.className = "kept";
    line.setAttribute("role", "status");
    function fill() {
      fields.forEach(function (field) {
        field.value = kept.words[field.name];
        var fold = field.closest("details");
        if (fold) fold.open = true;
      });
      form.dataset.dirty = "yes";
      line.textContent = says.kept.replace("{time}", timeOf(kept.at)) + " ";
      line.appendChild(button(says.keptDrop, drop));
    }
    function drop() {
      fields.forEach(function (field, place) { field.value = was[place]; });
      forget(keyOf(form));
      delete form.dataset.dirty;
      line.remove();
    }
    if (was.every(function (value) { return !value.trim(); })) fill();
    else {  // what stands in the form is not overwritten unasked
      line.textContent = says.keptWaits.replace("{time}", timeOf(kept.at)) + " ";
      line.append(button(says.keptGoOn, fill), " ", button(says.keptDrop, drop));
    }
    form.prepend(line);
  }

  var soon, later;
  doc.addEventListener("input", function (event) {
    var form = event.target.form;
    if (!isKept(form)) return;
    if (wordsOf(form).indexOf(event.target) < 0) { form.dataset.alsoChosen = "yes"; return; }
    window.clearTimeout(soon);
    window.clearTimeout(later);
    soon = window.setTimeout(function () { keepHere(form); }, SOON);
    later = window.setTimeout(function () { keepThere(form); }, TO_SERVER);
  });
  doc.addEventListener("submit", function (event) {
    if (isKept(event.target)) {
      window.clearTimeout(soon);
      window.clearTimeout(later);
      keepHere(event.target);
      sessionStorage.setItem(PREFIX, keyOf(event.target));
    }
    if (event.target.hasAttribute("data-forget")) {
      Object.keys(localStorage).forEach(function (key) { if (key.indexOf(PREFIX) === 0) localStorage.removeItem(key); });
    }
  });

  function hereOf(form) { return JSON.parse(localStorage.getItem(keyOf(form)) || "null"); }
  function lookBack(sent) {
    var forms = Array.from(doc.querySelectorAll("form")).filter(isKept);
    if (!forms.length) return;
    var query = forms.map(function (form) { return "form=" + encodeURIComponent(pathOf(form)); }).join("&");
    forms.forEach(function (form) { if (hereOf(form)) giveBack(form, hereOf(form)); });
    fetch(says.typedUrl + "?" + query, { redirect: "error" }).then(function (answer) {
      return answer.ok ? answer.json() : {};
    }).then(function (there) {
      forms.forEach(function (form) {
        if (there[pathOf(form)] && !hereOf(form) && keyOf(form) !== sent) giveBack(form, there[pathOf(form)]);
      });
    }).catch(function () { /* without a network what this browser keeps is enough */ });
  }
  (function () {
    var sent = sessionStorage.getItem(PREFIX);
    var way = performance.getEntriesByType("navigation")[0];
    sessionStorage.removeItem(PREFIX);
    // A form that arrived leads on to another page; one that came back, or a login in between, does not.
    if (sent && way && way.redirectCount > 0) forget(sent);
    else sent = null;
    lookBack(sent);
  })();
})();
