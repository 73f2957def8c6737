// What a person sees of `sqspack preview`: node preview.mjs ADDRESS WORKSPACE PID AXE PICTURES EDITS
// AXE is the path of axe.min.js, or `none`. The browser has to be let in by ADDRESS, so nobody else may have opened it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { browser, checking, pause, waiting } from "./driver.mjs";

const [address, workspace, pid, axe, pictures, edits] = process.argv.slice(2);
const origin = new URL(address).origin;
const team = `${workspace}/inspections/2027-01-aberford/team.toml`;
const good = readFileSync(team, "utf8");
const save = (text) => writeFileSync(team, text);
const b = await browser();

const until = waiting(b), check = checking(b, axe);

const shown = `[...document.querySelectorAll("figure.page")].map((page) => page.innerText).join(" ")`;
const sources = () => b.run(`return [...document.querySelectorAll("figure.page img")].map((image) => image.getAttribute("src"))`);
const bar = () => b.run(`return document.getElementById("bar").innerText.trim()`);

try {
  await b.go(address);
  assert.equal(await b.run("return location.href"), `${origin}/`);
  await check("the board");
  await b.go(`${origin}/inspection/1`);
  await check("a message");
  const links = await b.run(`return Object.fromEntries([...document.querySelectorAll("#documents li")].map((item) =>
    [item.querySelector(".file")?.innerText, item.querySelector("a")?.href]))`);
  for (const [file, what] of [["case-sample-spreadsheet.xlsx", "a workbook"], ["timeline.ics", "a calendar"]]) {
    await b.go(links[file]);
    await check(what);
  }
  const pages = links["team-and-preparation.pdf"];
  await b.go(pages);
  await until("the pages", `[...document.images].length > 0 && [...document.images].every((image) => image.naturalWidth > 0)`);
  await check("pages");
  const sides = await b.run(`const [list, shown] = ["documents", "shown"].map((id) => document.getElementById(id).getBoundingClientRect());
    return [list.right <= shown.left, Math.abs(list.top - shown.top) < 150, document.querySelector("#documents [aria-current]").innerText]`);
  assert.deepEqual(sides, [true, true, "Team and preparation"], "the document stands beside the list");
  await b.picture(`${pictures}/light.png`);

  // Where the facts come from, all of them and those that hold some words.
  await b.go(pages.replace("#", "&origins=shown#"));
  await until("the facts", `document.querySelectorAll(".origins details").length > 5 && document.querySelector(".origins input")`);
  await check("where facts come from");
  const narrowed = await b.run(`const input = document.querySelector(".origins input");
    input.value = "Priya"; input.dispatchEvent(new Event("input"));
    const seen = [...document.querySelectorAll(".origins li")].filter((item) => !item.hidden);
    seen[0].querySelector("summary").click();
    return [seen.length, seen.every((item) => item.textContent.includes("Priya")), seen[0].querySelector("code").checkVisibility()]`);
  assert.ok(narrowed[0] > 0 && narrowed[1] && narrowed[2], `${narrowed}`);
  await b.picture(`${pictures}/origins.png`);
  await b.go(pages);
  await until("the pages again", `[...document.images].length > 0 && [...document.images].every((image) => image.naturalWidth > 0)`);

  // A save is on the screen, and the place where the reader is stays to the pixel.
  const times = [];
  let word = "Priya Nair";
  for (let edit = 0; edit < Number(edits); edit++) {
    // The pack of the save before is built by then: who saves has typed something in between.
    await pause(500);
    await b.run("window.scrollTo(0, 300)");
    const before = await sources(), place = await b.run("return window.scrollY");
    const next = `Priya Nair${"abcdefghij"[edit % 10]}${Math.floor(edit / 10)}`;
    await b.run(`window.seen = 0;
      const look = () => {
        const images = [...document.querySelectorAll("figure.page img")];
        const isNew = (${shown}).includes(arguments[0]) && images.every((image) => image.complete && !image.dataset.next);
        if (isNew) window.seen = performance.timeOrigin + performance.now(); else setTimeout(look, 2);
      };
      performance.clearResourceTimings();
      look();`, next);
    const begun = Date.now();
    save(good.replaceAll("Priya Nair", next));
    await until("the save", "window.seen > 0");
    times.push(await b.run("return window.seen") - begun);
    const after = await sources();
    assert.ok(Math.abs(await b.run("return window.scrollY") - place) <= 1, "the page has moved");
    const fetched = await b.run(`return performance.getEntriesByType("resource").filter((one) => one.name.includes("/page/")).length`);
    const changed = after.filter((source) => !before.includes(source)).length;
    assert.equal(fetched, changed, "the browser asks for pages that have changed and no others");
    word = next;
  }
  times.sort((one, other) => one - other);
  const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
  console.log(`save to screen, ${times.length} edits: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);

  // An error: the pages stay, also over a reload, and the bar says what and where.
  const last = await sources();
  save(good.replaceAll("Priya Nair", word).replace("priya.nair@", "priya.nair."));
  await until("the bar", `document.getElementById("bar").innerText.includes("Stale since")`);
  const words = await bar();
  assert.match(words, /1 error/);
  assert.match(words, /team\.toml:\d+:\d+/);
  assert.deepEqual(await sources(), last);
  await check("an error");
  await b.picture(`${pictures}/error.png`);
  await b.reload();
  assert.equal(await bar(), words);
  assert.deepEqual(await sources(), last);
  await b.type("\uE00C");
  assert.equal(await b.run(`return document.querySelector("#bar ul").checkVisibility()`), false);
  save(good.replaceAll("Priya Nair", word));
  await until("the mend", `document.getElementById("bar").innerText.trim() === ""`);

  // Keys.
  await b.go(pages);
  await b.type("]");
  await until("the next document", `location.href !== ${JSON.stringify(pages)}`);
  await b.type("[");
  await until("the document before", `location.href === ${JSON.stringify(pages)}`);
  await b.run(`document.getElementById("keys").click(); document.activeElement.blur()`);
  await b.type("b");
  await pause(500);
  assert.equal(await b.run("return location.href"), pages);
  await b.run(`document.getElementById("keys").click(); document.activeElement.blur()`);
  await b.type("b");
  await until("the board", `location.pathname === "/"`);

  // Seven windows, all of which can be seen.
  const windows = [await b.handle()];
  await b.go(pages);
  while (windows.length < 7) {
    windows.push(await b.open());
    await b.to(windows.at(-1));
    await b.go(pages);
  }
  save(good);
  for (const handle of windows) {
    await b.to(handle);
    await until("the save in each window", `!(${shown}).includes(${JSON.stringify(word)}) && (${shown}).includes("Priya Nair")`);
  }

  // Dark, and as narrow as a small telephone.
  await b.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
  await b.go(pages);
  await check("dark");
  await b.picture(`${pictures}/dark.png`);
  await b.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 800, deviceScaleFactor: 1, mobile: false });
  for (const url of [pages, `${origin}/`, links["case-sample-spreadsheet.xlsx"]]) {
    await b.go(url);
    assert.ok(await b.run("return document.documentElement.scrollWidth <= 320"), `${url} is too wide`);
  }
  await b.go(pages);
  await b.picture(`${pictures}/narrow.png`);

  // The end.
  process.kill(Number(pid), "SIGKILL");
  await until("the words about the end", `document.body.innerText.includes("sqspack has ended")`, 20);
  console.log("all is well");
} finally {
  await b.end();
}
