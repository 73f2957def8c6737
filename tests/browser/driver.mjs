// A browser through chromedriver's own protocol: JSON over HTTP, without a library.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { writeFileSync } from "node:fs";

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
    devtools: (cmd, params = {}) => ask("POST", at("/goog/cdp/execute"), { cmd, params }),
    log: () => ask("POST", at("/se/log"), { type: "browser" }),
    open: async () => (await ask("POST", at("/window/new"), { type: "window" })).handle,
    handle: () => ask("GET", at("/window")),
    to: (handle) => ask("POST", at("/window"), { handle }),
    picture: async (file) => writeFileSync(file, Buffer.from(await ask("GET", at("/screenshot")), "base64")),
    end: async () => { try { await ask("DELETE", at("")); } finally { driver.kill(); } },
  };
}
