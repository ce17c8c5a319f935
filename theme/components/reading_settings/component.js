// The choices of font and ground. settings.js applies and remembers them. They need script, so script writes them.
(function () {
  "use strict";

  var GROUPS = [
    ["Kiểu chữ", "font", [["sans", "Chữ không chân"], ["serif", "Chữ có chân"]]],
    [
      "Nền trang",
      "theme",
      [["auto", "Theo thiết bị"], ["light", "Nền sáng"], ["dark", "Nền tối"], ["contrast", "Tương phản cao"]],
    ],
  ];
  var settings = window.readingSettings;
  if (!settings) return;

  function fieldset(group) {
    var choices = group[2].map(function (choice) {
      return '<label><input type="radio" name="' + group[1] + '" value="' + choice[0] + '"> ' + choice[1] + "</label>";
    });
    return "<fieldset><legend>" + group[0] + "</legend>" + choices.join("") + "</fieldset>";
  }

  document.querySelectorAll("[data-reading-settings]").forEach(function (details) {
    var form = details.querySelector("form");
    form.innerHTML =
      GROUPS.map(fieldset).join("") +
      '<button class="button" type="button" data-zoom-reset>Trở về cỡ chữ thường</button>';
    GROUPS.forEach(function (group) {
      var inputs = Array.from(form.elements[group[1]]);
      inputs[0].checked = true;
      inputs.forEach(function (input) {
        if (settings.get(input.name) === input.value) input.checked = true;
        input.addEventListener("change", function () {
          settings.set(input.name, input.value);
        });
      });
    });
    details.hidden = false;
  });
})();
