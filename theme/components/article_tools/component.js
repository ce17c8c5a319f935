// The tools of an article: text size in steps of 10 %, print, save.
(function () {
  "use strict";

  var SMALLEST = 80;
  var LARGEST = 200;
  var settings = window.readingSettings;

  function zoom() {
    var saved = Number(settings.get("zoom"));
    return saved >= SMALLEST && saved <= LARGEST ? saved : 100;
  }

  function show(announce) {
    var percent = zoom();
    all("[data-zoom-percent]").forEach(function (element) {
      element.textContent = percent + "%";
    });
    all("[data-zoom-step]").forEach(function (button) {
      // Not "disabled": a button that loses the keyboard's focus under the reader's finger is worse than a silent one.
      var step = Number(button.dataset.zoomStep);
      button.setAttribute("aria-disabled", String(percent + step < SMALLEST || percent + step > LARGEST));
    });
    if (announce) {
      all("[data-zoom-status]").forEach(function (element) {
        element.textContent = "Cỡ chữ " + percent + "%";
      });
    }
  }

  function all(selector) {
    return document.querySelectorAll(selector);
  }

  // What a reader clicks on may have been put there by the script of another component.
  function onClick(selector, handle) {
    document.addEventListener("click", function (event) {
      var element = event.target.closest(selector);
      if (element) handle(element);
    });
  }

  function step(percent, name, sign) {
    return (
      '<button class="article-tools__step" type="button" aria-label="' + name + '" data-zoom-step="' + percent + '">' +
      sign + "</button>"
    );
  }

  if (settings) {
    all("[data-zoom]").forEach(function (group) {
      group.insertAdjacentHTML("afterbegin", step(-10, "Thu nhỏ chữ", icon("minus")));
      group.insertAdjacentHTML(
        "beforeend",
        step(10, "Phóng to chữ", icon("plus")) +
          '<span class="visually-hidden" role="status" aria-live="polite" data-zoom-status></span>'
      );
      group.hidden = false;
    });
    show(false);
    onClick("[data-zoom-step]", function (button) {
      var wanted = zoom() + Number(button.dataset.zoomStep);
      settings.set("zoom", Math.max(SMALLEST, Math.min(LARGEST, wanted)));
      show(true);
    });
    onClick("[data-zoom-reset]", function () {
      settings.set("zoom", 100);
      show(true);
    });
  }

  // Below the text, what needs script stands before the ways to share.
  var article = document.querySelector("[data-article]");
  all(".article-tools--bottom").forEach(function (tools) {
    tools.insertAdjacentHTML(
      "afterbegin",
      '<button class="button" type="button" data-print>' + icon("print") + " In bài</button> " +
        (article ? '<button class="button" type="button" data-save>' + icon("save") + " Lưu bài</button>" : "")
    );
  });
  onClick("[data-print]", function () {
    // Pictures further down may not have loaded yet.
    var waiting = Array.from(document.images, function (image) {
      image.loading = "eager";
      return image.decode().catch(function () {});
    });
    Promise.all(waiting).then(function () {
      window.print();
    });
  });

  // Saving: the article as one file that opens anywhere, pictures inside it, without the portal around it.
  onClick("[data-save]", function (button) {
    button.setAttribute("aria-busy", "true");
    standalone(article).then(function (html) {
      download(html, location.pathname.split("/").filter(Boolean).pop() + ".html");
      button.removeAttribute("aria-busy");
    });
  });

  function standalone(source) {
    // In a document of its own, which loads nothing: the portal's policy refuses pictures given as data.
    var copy = document.implementation.createHTMLDocument("").importNode(source, true);
    copy.querySelectorAll("[data-not-saved], button, source").forEach(function (element) {
      element.remove();
    });
    copy.querySelectorAll("a[href]").forEach(function (link) {
      link.href = new URL(link.getAttribute("href"), location.href).href;
    });
    var pictures = Array.from(copy.querySelectorAll("img"), function (image) {
      return embed(image);
    });
    return Promise.all(pictures).then(function () {
      var address = document.querySelector("link[rel=canonical]").href;
      return (
        '<!doctype html>\n<html lang="' + document.documentElement.lang + '"><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width">' +
        "<title>" + escape(document.title) + "</title><style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;" +
        "font:1.125rem/1.65 sans-serif}img{max-width:100%;height:auto}table{border-collapse:collapse}" +
        "td,th{border:1px solid;padding:.3em .6em}figure{margin:1.5em 0}</style>" +
        copy.innerHTML + '<hr><p lang="vi">Nguồn: ' + escape(address) + "</p></html>\n"
      );
    });
  }

  function embed(image) {
    return fetch(image.getAttribute("src"))
      .then(function (response) {
        if (!response.ok) throw new Error(response.status);
        return response.blob();
      })
      .then(function (blob) {
        return new Promise(function (resolve, reject) {
          var reader = new FileReader();
          reader.onload = function () {
            image.src = reader.result;
            resolve();
          };
          reader.onerror = reject;
          reader.readAsDataURL(blob);
        });
      })
      .catch(function () {
        image.remove(); // Its caption stays.
      });
  }

  function escape(text) {
    var element = document.createElement("p");
    element.textContent = text;
    return element.innerHTML;
  }

  function download(html, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    link.download = name;
    link.click();
    setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 60000);
  }

  // Lists that drop down close on Escape and on a click elsewhere.
  function openDropdowns() {
    return Array.from(all("details.dropdown[open]"));
  }

  function holds(details, element) {
    // In the navigation the list stands beside its button.
    return (details.closest(".navigation__more") || details).contains(element);
  }

  document.addEventListener("click", function (event) {
    openDropdowns().forEach(function (details) {
      if (!holds(details, event.target)) details.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    openDropdowns().forEach(function (details) {
      var focused = holds(details, document.activeElement);
      details.open = false;
      if (focused) details.querySelector("summary").focus();
    });
  });
})();
