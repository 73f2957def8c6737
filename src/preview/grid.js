"use strict";
(() => {
  // A case that is dragged is chosen, so that the slots say what would come of it. Dropping it sends the form of its slot.
  let dragged = null, former = [];

  async function choose(key) {
    const number = document.getElementById("grid")?.dataset.number;
    const answer = await fetch(`/inspection/${number}/schedule?case=${key}`, { credentials: "same-origin" });
    if (!answer.ok || dragged !== key) return;
    const young = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (dragged !== key) return;
    const next = [...young.querySelectorAll("#grid td")];
    document.querySelectorAll("#grid td").forEach((cell, at) => {
      // What is dragged stays as it is, or the browser would let go of it.
      if (!next[at] || cell.querySelector(`[data-case="${key}"]`)) return;
      former.push([cell, cell.className, [...cell.childNodes]]);
      cell.className = next[at].className;
      cell.replaceChildren(...next[at].cloneNode(true).childNodes);
    });
  }

  const target = (event) => dragged && event.target instanceof Element ? event.target.closest("#grid td.open") : null;

  document.addEventListener("dragstart", (event) => {
    const one = event.target instanceof Element ? event.target.closest(".case[draggable]") : null;
    if (!one) return;
    dragged = one.dataset.case;
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
    choose(dragged);
  });
  document.addEventListener("dragover", (event) => {
    document.querySelectorAll("#grid td.over").forEach((cell) => cell.classList.remove("over"));
    const cell = target(event);
    if (!cell) return;
    cell.classList.add("over");
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const cell = target(event);
    if (!cell) return;
    event.preventDefault();
    former = [];
    cell.querySelector("form.target")?.requestSubmit();
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    for (const [cell, name, nodes] of former) { cell.className = name; cell.replaceChildren(...nodes); }
    former = [];
  });
})();
