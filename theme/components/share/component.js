// Sharing: the device's own way where there is one; else the page's list of links, and a button that copies the address.
(function () {
  "use strict";

  var canonical = document.querySelector("link[rel=canonical]");
  var address = canonical ? canonical.href : location.href;
  var first = document.querySelector("[data-share]");

  // The list stands once in the page; below the text a link leads to it. Here it comes down to the reader.
  document.querySelectorAll("[data-share-again]").forEach(function (link) {
    if (!first) return;
    var copy = first.cloneNode(true);
    copy.removeAttribute("id");
    link.replaceWith(copy);
  });

  document.querySelectorAll("[data-share]").forEach(navigator.share ? shareByDevice : completeList);

  function shareByDevice(list) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button share";
    button.innerHTML = list.querySelector("summary").innerHTML;
    button.addEventListener("click", function () {
      var title = document.querySelector("h1").textContent.replace(/\s+/g, " ").trim();
      navigator.share({ title: title, url: address }).catch(function () {}); // The reader closed the sheet.
    });
    list.replaceWith(button);
  }

  function completeList(list) {
    // Zalo reads the address from base64 of JSON; the plain link of the page stays for readers without script.
    list.querySelector('a[href*="zalo.me/"]').href =
      "https://button-share.zalo.me/share_external?shareType=0&d=" +
      encodeURIComponent(btoa(JSON.stringify({ url: address })));
    var panel = list.querySelector("ul");
    panel.insertAdjacentHTML(
      "beforeend",
      '<li><button type="button">' + icon("link") + " Sao chép liên kết</button></li>" +
        '<li class="share__status"><span role="status" data-copy-status></span></li>'
    );
    var status = panel.querySelector("[data-copy-status]");
    panel.querySelector("button").addEventListener("click", function () {
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
  }
})();
