// Cài đặt đọc: chạy trước khi trang hiện ra, để cỡ chữ, kiểu chữ và nền không đổi sau khi đã hiện.
// Blocking and small. The buttons that change the settings live in the components; they call window.readingSettings.
(function () {
  "use strict";

  var KEY = "cai-dat-doc";
  var root = document.documentElement;
  var saved = {};

  // Private windows may refuse storage, and what is stored may be anything: both mean "nothing saved".
  try {
    saved = JSON.parse(localStorage.getItem(KEY)) || {};
  } catch (error) {
    saved = {};
  }
  if (Object.prototype.toString.call(saved) !== "[object Object]") saved = {};

  function apply() {
    var zoom = Number(saved.zoom);
    root.style.fontSize = zoom >= 80 && zoom <= 200 && zoom !== 100 ? zoom + "%" : "";
    mark("data-theme", ["light", "dark", "contrast"].indexOf(saved.theme) < 0 ? "" : saved.theme);
    mark("data-font", saved.font === "serif" ? "serif" : "");
  }

  function mark(attribute, value) {
    if (value) root.setAttribute(attribute, value);
    else root.removeAttribute(attribute);
  }

  window.readingSettings = {
    get: function (name) {
      return saved[name];
    },
    set: function (name, value) {
      saved[name] = value;
      try {
        localStorage.setItem(KEY, JSON.stringify(saved));
      } catch (error) {
        // Not remembered, but still applied to this page.
      }
      apply();
    },
  };

  // Styles keep the room of what script is about to show.
  mark("data-script", "yes");
  apply();
})();
