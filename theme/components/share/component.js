// Sharing: the device's own way where there is one; else links, and a button that copies the address.
(function () {
  "use strict";

  document.querySelectorAll("[data-share][data-url]").forEach(function (button) {
    if (!navigator.share) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator
        .share({ title: button.dataset.title, url: button.dataset.url })
        .catch(function () {}); // The reader closed the sheet.
    });
  });

  // Zalo reads the address from base64 of JSON; the plain link of the page stays for readers without script.
  document.querySelectorAll("[data-share-zalo]").forEach(function (link) {
    var data = btoa(JSON.stringify({ url: link.dataset.shareZalo }));
    link.href = "https://button-share.zalo.me/share_external?shareType=0&d=" + encodeURIComponent(data);
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var status = button.closest("ul").querySelector("[data-copy-status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      var address = button.dataset.copy;
      Promise.resolve()
        .then(function () {
          return navigator.clipboard.writeText(address);
        })
        .then(
          function () {
            status.textContent = "Đã sao chép";
          },
          function () {
            status.textContent = "Không sao chép được. Hãy tự chọn và sao chép địa chỉ: " + address;
          }
        );
    });
  });
})();
