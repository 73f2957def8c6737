// A browser through chromedriver's own protocol: JSON over HTTP, without a library.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

export async function browser() {
  const port = await freePort();
  const driver = spawn("chromedriver", [`--port=${port}`], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries++) {
    try { await fetch(`${base}/status`); break; } catch { await pause(100); }
  }
  const ask = async (method, path, body) => {
    const answer = await fetch(base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message.split("\n")[0]}`);
    return value;
  };
  const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"];
  const always = { "goog:chromeOptions": { args }, "goog:loggingPrefs": { browser: "ALL" } };
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: always } });
  const at = (path) => `/session/${sessionId}${path}`;
  const element = "element-6066-11e4-a52e-4f735466cecf";
  return {
    go: (url) => ask("POST", at("/url"), { url }),
    reload: () => ask("POST", at("/refresh"), {}),
    run: (script, ...args) => ask("POST", at("/execute/sync"), { script, args }),
    later: (script, ...args) => ask("POST", at("/execute/async"), { script, args }),
    type: async (text) => {
      const body = await ask("POST", at("/element"), { using: "css selector", value: "body" });
      await ask("POST", at(`/element/${body[element]}/value`), { text });
    },
    click: async (value) => {
      const found = await ask("POST", at("/element"), { using: "css selector", value });
      await ask("POST", at(`/element/${found[element]}/click`), {});
    },
    // Moves the mouse through places and presses or lets go of its button: `{ x, y }`, "down", "up".
    mouse: (...parts) => ask("POST", at("/actions"), { actions: [{ type: "pointer", id: "mouse", actions: parts.map((part) =>
      part === "down" ? { type: "pointerDown", button: 0 } : part === "up" ? { type: "pointerUp", button: 0 }
        : { type: "pointerMove", duration: 100, x: Math.round(part.x), y: Math.round(part.y) }) }] }),
    // Presses keys where the focus is.
    press: (...keys) => ask("POST", at("/actions"), { actions: [{ type: "key", id: "keys", actions: keys.flatMap((value) =>
      [{ type: "keyDown", value }, { type: "keyUp", value }]) }] }),
    devtools: (cmd, params = {}) => ask("POST", at("/goog/cdp/execute"), { cmd, params }),
    log: () => ask("POST", at("/se/log"), { type: "browser" }),
    open: async () => (await ask("POST", at("/window/new"), { type: "window" })).handle,
    handle: () => ask("GET", at("/window")),
    to: (handle) => ask("POST", at("/window"), { handle }),
    picture: async (file) => writeFileSync(file, Buffer.from(await ask("GET", at("/screenshot")), "base64")),
    end: async () => { try { await ask("DELETE", at("")); } finally { driver.kill(); } },
  };
}

// Waits until a script of the page gives something.
export const waiting = (b) => async (what, script, seconds = 60) => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    if (await b.run(`return ${script}`)) return;
    assert.ok(Date.now() < end, `waited in vain: ${what}`);
    await pause(20);
  }
};

// Fails if the browser complains or axe finds something. AXE is the path of axe.min.js, or `none`.
export const checking = (b, axe) => async (what) => {
  const said = (await b.log()).filter((entry) => entry.level === "SEVERE" && !entry.message.includes("favicon"));
  assert.deepEqual(said.map((entry) => entry.message), [], `${what}: the browser complains`);
  if (axe === "none") return;
  await b.run(readFileSync(axe, "utf8"));
  const found = await b.later(`const done = arguments[0];
    axe.run(document, { iframes: false }).then(({ violations }) => done(violations.map((one) =>
      one.id + ": " + one.nodes.map((node) => node.html).join(" | ").slice(0, 400))), (error) => done([String(error)]));`);
  assert.deepEqual(found, [], `${what}: axe`);
  console.log(`axe finds nothing: ${what}`);
};
