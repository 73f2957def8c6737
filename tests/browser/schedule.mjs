// How a person moves a case in `sqspack preview`: node schedule.mjs ADDRESS WORKSPACE PID AXE PICTURES
// AXE is the path of axe.min.js, or `none`. The browser has to be let in by ADDRESS, so nobody else may have opened it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { browser, checking, pause, waiting } from "./driver.mjs";

const [address, workspace, , axe, pictures] = process.argv.slice(2);
const page = `${new URL(address).origin}/inspection/1/schedule`;
const cases = () => readFileSync(`${workspace}/inspections/2027-01-aberford/cases.toml`, "utf8");
const before = cases();
const b = await browser();
const until = waiting(b), check = checking(b, axe);

const cell = (slot) => `[...document.querySelectorAll("#grid td")].find((one) => one.querySelector(".slot")?.innerText === "${slot}")`;
const focus = (script) => b.run(`(${script}).focus()`);
const place = (script) => b.run(`const one = ${script}; one.scrollIntoView({ block: "center", inline: "center" });
  const box = one.getBoundingClientRect(); return { x: box.left + box.width / 2, y: box.top + 14 };`);
const inSlot = (slot, id) => `${cell(slot)}?.querySelector(".case strong")?.innerText === "${id}"`;
const undo = async () => {
  await focus(`document.querySelector("#undo button")`);
  await b.press("\uE007");
  await until("the undo", `!document.getElementById("undo")`);
  assert.equal(cases(), before, "an undo gives the same bytes back");
};

// For a page on which no script runs.
async function patiently(what, attempt) {
  for (let tries = 0; tries < 100; tries++) {
    try { if (await attempt()) return; } catch { /* The page is not there yet. */ }
    await pause(100);
  }
  assert.fail(`in vain: ${what}`);
}
const clicked = (selector) => patiently(selector, async () => { await b.click(selector); return true; });
const written = (what, is) => patiently(what, async () => is(cases()));

// Takes a case with the mouse, waits for what the slots say, and lets go of it over one of them.
async function drag(id, slot, letGo = true) {
  const own = await b.run(`return document.querySelector('[aria-label="Choose ${id}"]').closest("td").querySelector(".slot").innerText`);
  const there = await b.run(`const box = ${cell(slot)}.getBoundingClientRect(); return [box.top + scrollY, box.height]`);
  const from = await place(`document.querySelector('[aria-label="Choose ${id}"]').closest(".case")`);
  await b.mouse(from, "down", { x: from.x + 20, y: from.y }, { x: from.x + 40, y: from.y + 5 });
  await until("what a move would break", `document.querySelectorAll("#grid td.refused").length > 0`);
  const box = `(() => { const box = ${cell(slot)}.getBoundingClientRect(); return [box.top + scrollY, box.height]; })()`;
  assert.deepEqual(await b.run(`return ${box}`), there, "no slot moves while a case is dragged");
  const to = await place(cell(slot));
  await b.mouse({ x: to.x - 5, y: to.y }, to);
  if (letGo) {
    if (slot !== own) await until("what this slot says", `document.getElementById("beside")?.innerText.includes("${slot}")`);
    await b.mouse(to, "up");
  }
}

try {
  await b.go(address);
  await b.go(page);
  await check("the grid");
  await b.picture(`${pictures}/grid-light.png`);

  // By keyboard.
  await focus(`document.querySelector('[aria-label="Choose AB01"]')`);
  await b.press("\uE007");
  await until("the choice", `document.getElementById("chosen")?.innerText.includes("AB01 in LI 1 is chosen")`);
  assert.match(await b.run("return document.activeElement.id"), /^case-/);
  await check("a chosen case");
  await b.picture(`${pictures}/grid-chosen.png`);
  await focus(`${cell("AI 1")}.querySelector("form.target button")`);
  await b.press(" ");
  await until("the move", inSlot("AI 1", "AB01"));
  assert.notEqual(cases(), before);
  await check("after a move");
  await undo();

  // A case that is let go in its own slot, or outside of all, stays where it is.
  await drag("AB01", "LI 1");
  await pause(300);
  assert.equal(cases(), before, "a case that is let go in its own slot stays");
  await drag("AB01", "AI 1", false);
  const heading = await place(`document.querySelector("h1")`);
  await b.mouse(heading, "up");
  await until("the end of the drag", `!document.querySelector("#beside, .dragged, #grid td.open")`);
  assert.equal(cases(), before, "a case that is let go outside of the grid stays");

  // By dragging.
  await drag("AB01", "AI 1");
  await until("the drop", inSlot("AI 1", "AB01"));
  await until("the words", `document.getElementById("undo")?.innerText.includes("AB01 is in AI 1 now, and AB02 in LI 1")`);
  await undo();

  // Without a script, the forms alone do it.
  await b.devtools("Emulation.setScriptExecutionDisabled", { value: true });
  await b.go(page);
  await clicked('[aria-label="Choose AB01"]');
  await clicked("form.target button");
  await written("a case moves without a script", (text) => text !== before);
  await clicked("#undo button");
  await written("and back", (text) => text === before);
  await b.devtools("Emulation.setScriptExecutionDisabled", { value: false });

  // Dark, and as narrow as a small telephone.
  await b.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
  await b.go(page);
  await focus(`document.querySelector('[aria-label="Choose AB01"]')`);
  await b.press("\uE007");
  await until("the choice", `document.getElementById("chosen")?.innerText.includes("is chosen")`);
  await check("dark");
  await b.picture(`${pictures}/grid-dark.png`);
  await b.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 800, deviceScaleFactor: 1, mobile: false });
  assert.ok(await b.run("return document.documentElement.scrollWidth <= 320"), "the page is too wide");
  await check("narrow");
  await b.picture(`${pictures}/grid-narrow.png`);
  console.log("all is well");
} finally {
  await b.end();
}
