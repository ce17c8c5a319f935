// Where the search page's own script cannot run, the page says so at once, and keeps what was searched for in the field.
// The scripts run in their order, this one before; whether the other one was lost is told when its turn comes.
if (document.querySelector("[data-start]") && document.querySelector("[data-index]")) {
  const explain = (isLost) => {
    const [explanation] = document.getElementsByClassName("search-start__none");
    if (isLost) explanation.textContent = explanation.dataset.lost;
    document.querySelector("main form[role=search]").elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
    for (const element of document.querySelectorAll(".awaits-search")) element.classList.remove("awaits-search");
  };
  if (!("DecompressionStream" in window)) explain(false);
  else addEventListener("error", ({ target }) => target.localName === "script" && explain(true), true);
}
