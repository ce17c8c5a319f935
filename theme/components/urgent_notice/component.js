// A notice ends at its minute, also on a page that was opened before.
(function () {
  "use strict";

  // Timers longer than this (2^31 milliseconds) fire at once.
  var LONGEST = 2147483647;

  document.querySelectorAll("[data-until]").forEach(function (notice) {
    var end = Date.parse(notice.getAttribute("data-until"));

    function check() {
      var left = end - Date.now();
      if (left <= 0) notice.hidden = true;
      else if (left) setTimeout(check, Math.min(left, LONGEST));
    }

    check();
  });
})();
