// The number of visitors at this moment. Whatever goes wrong, the line of the page stays as it is.
(function () {
  "use strict";

  document.querySelectorAll("[data-online-visitors][data-api]").forEach(function (line) {
    if (!window.fetch) return;
    fetch(line.dataset.api, { headers: { Accept: "application/json" } })
      .then(function (response) {
        return response.ok ? response.json() : {};
      })
      .then(function (answer) {
        if (!Number.isInteger(answer.online) || answer.online < 0) return;
        line.textContent = answer.online.toLocaleString("vi-VN") + " người đang online";
      })
      .catch(function () {});
  });
})();
