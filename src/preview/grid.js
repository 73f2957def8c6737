"use strict";
(() => {
  // A case that is dragged is chosen. What would come of a move stands in a place of its own, so that no slot moves below the
  // mouse. Dropping the case sends the form of its slot.
  let dragged = null, targets = new Map(), panel = null;

  async function choose(key) {
    const number = document.getElementById("grid")?.dataset.number;
    const answer = await fetch(`/inspection/${number}/schedule?case=${key}`, { credentials: "same-origin" });
    if (!answer.ok || dragged !== key) return;
    const young = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (dragged !== key) return;
    const cells = [...document.querySelectorAll("#grid td")];
    young.querySelectorAll("#grid td").forEach((next, at) => {
      if (!cells[at] || !next.matches(".open, .refused")) return;
      targets.set(cells[at], next);
      cells[at].classList.add(next.matches(".open") ? "open" : "refused");
    });
  }

  // Says what a move to the slot below the mouse would break.
  function tell(cell) {
    const next = cell && targets.get(cell), what = next?.querySelector(".what");
    if (!what) { panel?.remove(); panel = null; return; }
    if (!panel) {
      panel = document.createElement("div");
      panel.id = "beside";
      panel.setAttribute("role", "status");
      document.body.append(panel);
    }
    const slot = document.createElement("strong");
    slot.textContent = next.querySelector("form.target button")?.textContent ?? next.querySelector(".slot").textContent;
    panel.replaceChildren(slot, what.cloneNode(true));
  }

  const below = (event) => dragged && event.target instanceof Element ? event.target.closest("#grid td") : null;

  document.addEventListener("dragstart", (event) => {
    const one = event.target instanceof Element ? event.target.closest(".case[draggable]") : null;
    if (!one) return;
    dragged = one.dataset.case;
    one.classList.add("dragged");
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
    choose(dragged);
  });
  document.addEventListener("dragover", (event) => {
    const cell = below(event);
    document.querySelectorAll("#grid td.over").forEach((other) => { if (other !== cell) other.classList.remove("over"); });
    if (!cell?.classList.contains("over")) tell(cell);
    if (!cell || !targets.has(cell)) return;
    cell.classList.add("over");
    if (cell.matches(".open")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const cell = below(event), form = cell && targets.get(cell)?.querySelector("form.target");
    if (!form) return;
    event.preventDefault();
    form.hidden = true;
    document.body.append(form);
    form.requestSubmit();
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    tell(null);
    for (const cell of targets.keys()) cell.classList.remove("open", "refused", "over");
    document.querySelectorAll(".dragged").forEach((one) => one.classList.remove("dragged"));
    targets = new Map();
  });
})();
