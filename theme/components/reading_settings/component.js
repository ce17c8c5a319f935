// The choices of font and ground. settings.js applies and remembers them.
(function () {
  "use strict";

  var settings = window.readingSettings;
  if (!settings) return;

  document.querySelectorAll("[data-reading-settings]").forEach(function (details) {
    details.hidden = false;
    details.querySelectorAll("input").forEach(function (input) {
      if (settings.get(input.name) === input.value) input.checked = true;
      input.addEventListener("change", function () {
        settings.set(input.name, input.value);
      });
    });
  });
})();
