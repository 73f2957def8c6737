"use strict";
(() => {
  let stream = null, release = null, waits = null, asked = 0, lost = 0;

  // Makes one element like another, and leaves alone what is the same: places, focus and pictures stay.
  function liken(old, young) {
    if (old.nodeType !== young.nodeType || old.nodeName !== young.nodeName || old.id !== young.id) {
      old.replaceWith(young.cloneNode(true));
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== young.data) old.data = young.data;
      return;
    }
    if (old.nodeName === "IMG" && old.getAttribute("src") !== young.getAttribute("src")) {
      const next = young.getAttribute("src"), picture = new Image();
      old.dataset.next = next;
      picture.src = next;
      // The page that is there stays until the next can be shown whole.
      picture.decode().catch(() => {}).then(() => {
        if (old.dataset.next === next) { old.setAttribute("src", next); delete old.dataset.next; }
      });
      return;
    }
    for (const { name } of [...old.attributes]) {
      if (!young.hasAttribute(name) && !["open", "class"].includes(name)) old.removeAttribute(name);
    }
    for (const { name, value } of young.attributes) {
      if (old.getAttribute(name) !== value && !(old.id === "bar" && name === "class")) old.setAttribute(name, value);
    }
    const olds = [...old.childNodes], youngs = [...young.childNodes];
    youngs.forEach((child, at) => olds[at] ? liken(olds[at], child) : old.append(child.cloneNode(true)));
    olds.slice(youngs.length).forEach((child) => child.remove());
  }

  async function update() {
    const mine = ++asked;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok || mine !== asked) return;
      const young = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      document.title = young.title;
      document.documentElement.dataset.generation = young.documentElement.dataset.generation;
      for (const part of ["header", "main", "#bar", "#documents"]) {
        const old = document.querySelector(part), next = young.querySelector(part);
        if (old && next) liken(old, next);
      }
      narrowing();
    } catch { /* The stream tells when the program is gone. */ }
  }

  function ended(isEnded) {
    let bar = document.getElementById("ended");
    if (!isEnded) { bar?.remove(); return; }
    if (bar) return;
    bar = document.createElement("p");
    bar.id = "ended";
    bar.className = "trouble";
    bar.setAttribute("role", "alert");
    bar.textContent = "sqspack has ended. What you see is as it was.";
    document.body.prepend(bar);
  }

  // Where things stand now, as the program tells it; nothing where it does not answer.
  function told(state) {
    clearTimeout(lost);
    lost = 0;
    ended(false);
    if (state !== document.documentElement.dataset.generation) update();
  }

  function gone() {
    if (!lost) lost = setTimeout(() => ended(true), 1500);
  }

  function listen() {
    stream = new EventSource("/events");
    stream.onmessage = (event) => { told(event.data); others.postMessage(event.data); };
    stream.onerror = () => {
      gone();
      others.postMessage(null);
      // A browser gives up on some failures for ever.
      if (stream && stream.readyState === EventSource.CLOSED) setTimeout(() => { if (stream) listen(); }, 1000);
    };
  }

  // A browser has six connections for one server. So one tab that can be seen listens, and tells the others.
  const others = new BroadcastChannel("sqspack");
  others.onmessage = (event) => { if (event.data === null) gone(); else told(event.data); };

  function lead() {
    if (document.hidden) return undefined;
    return new Promise((done) => {
      listen();
      release = () => { stream?.close(); stream = release = null; done(); };
    });
  }

  function join() {
    if (document.hidden || release || waits) return;
    waits = new AbortController();
    const mine = () => { waits = null; return lead(); };
    navigator.locks.request("sqspack-events", { signal: waits.signal }, mine).catch(() => { waits = null; });
  }

  function leave() {
    waits?.abort();
    waits = null;
    release?.();
    clearTimeout(lost);
    lost = 0;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { leave(); return; }
    join();
    update();
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { join(); update(); } });

  function page(step) {
    const all = [...document.querySelectorAll("figure.page")];
    const here = all.findIndex((one) => one.getBoundingClientRect().bottom > 80);
    all[Math.min(Math.max(here + step, 0), all.length - 1)]?.scrollIntoView();
  }

  function step(by) {
    const links = [...document.querySelectorAll("#documents a")];
    const here = links.findIndex((link) => link.hasAttribute("aria-current"));
    links[here + by]?.click();
  }

  document.addEventListener("keydown", (event) => {
    const isTyped = event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select");
    if (event.key === "Escape") document.getElementById("bar")?.classList.toggle("folded");
    if (isTyped || document.getElementById("keys")?.checked === false) return;
    const help = document.getElementById("help");
    const keys = {
      j: () => page(1), k: () => page(-1), "]": () => step(1), "[": () => step(-1),
      b: () => { location.href = "/"; }, "?": () => { if (help) { help.open = !help.open; help.scrollIntoView(); } },
    };
    keys[event.key]?.();
  });

  // With a script, the facts can be narrowed to those that hold some words; a click on a word of a message does it too.
  function narrow(list, words) {
    const wanted = words.trim().toLowerCase();
    for (const item of list.querySelectorAll("li")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  }

  function narrowing() {
    for (const list of document.querySelectorAll(".origins")) {
      if (list.querySelector("input")) continue;
      const label = document.createElement("label"), input = document.createElement("input");
      input.type = "search";
      label.append("Only facts that hold: ", input);
      input.addEventListener("input", () => narrow(list, input.value));
      list.querySelector("h3")?.after(label);
    }
  }

  // A word that is marked on the page, in a table or in a message narrows the list beside it.
  document.addEventListener("mouseup", (event) => {
    const list = event.target.closest?.("article")?.querySelector(".origins");
    const words = String(getSelection()).trim();
    if (!list || !words || list.contains(event.target)) return;
    const input = list.querySelector("input");
    if (input) { input.value = words; narrow(list, words); }
  });
  narrowing();

  // The list of documents is long: the one that is shown stays in sight in it.
  const list = document.getElementById("documents");
  if (list && list.scrollHeight > list.clientHeight) {
    const here = list.querySelector("[aria-current]");
    if (here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 3;
  }

  // What is due today is another thing after midnight, and a record need not change for that.
  setInterval(() => { if (!document.hidden) update(); }, 60000);
  join();
})();
