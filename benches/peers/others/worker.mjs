// Runs one of the JavaScript peers: worker.mjs NAME FOLDER, where FOLDER has the node_modules. ../src/process.rs starts
// it. The messages are those of ../src/protocol.rs.

import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const REPEAT_SECONDS = 0.1;
const [, , name, folder] = process.argv;
const require = createRequire(path.resolve(folder) + "/");
const { Readability } = require("@mozilla/readability");
const versionOf = (name) =>
  JSON.parse(fs.readFileSync(path.join(folder, "node_modules", name, "package.json"), "utf8")).version;

const PEERS = {
  "Readability.js, jsdom": () => {
    const { JSDOM, VirtualConsole } = require("jsdom");
    return (html, url) => {
      // Without a listener, errors in the page's style sheets are not printed.
      const dom = new JSDOM(html, { url: url ?? undefined, virtualConsole: new VirtualConsole() });
      const text = new Readability(dom.window.document).parse()?.textContent;
      dom.window.close();
      return text;
    };
  },
  "Readability.js, linkedom": () => {
    const { parseHTML } = require("linkedom");
    return (html) => new Readability(parseHTML(html).document).parse()?.textContent;
  },
};

function peakMemoryKb() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return 0;
  }
}

function answer(run, request, html) {
  const reply = { seconds: [], text: "", nothing: null, panic: null };
  let total = 0;
  for (let round = 0; round < request.rounds; round++) {
    const start = process.cpuUsage();
    let text;
    try {
      text = run(html, request.url);
    } catch (error) {
      reply.panic = String(error);
    }
    // Node reports only the time of all threads.
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    reply.seconds.push(seconds);
    total += seconds;
    reply.text = (text ?? "").toWellFormed();
    reply.nothing = text === undefined || text === null ? "null" : null;
    if (reply.panic !== null || total > REPEAT_SECONDS) break;
  }
  reply.memory_kb = peakMemoryKb();
  return reply;
}

// ---- Standard input, read synchronously ----

let buffered = Buffer.alloc(0);

function more() {
  const chunk = Buffer.allocUnsafe(1 << 16);
  const count = fs.readSync(0, chunk);
  buffered = Buffer.concat([buffered, chunk.subarray(0, count)]);
  return count > 0;
}

function take(count) {
  const taken = buffered.subarray(0, count);
  buffered = buffered.subarray(count);
  return taken;
}

function readLine() {
  let end;
  while ((end = buffered.indexOf(10)) < 0) {
    if (!more()) return null;
  }
  return take(end + 1).toString();
}

function readBytes(count) {
  const parts = [take(Math.min(count, buffered.length))];
  let missing = count - parts[0].length;
  while (missing > 0) {
    const part = Buffer.allocUnsafe(missing);
    const read = fs.readSync(0, part);
    if (read === 0) break;
    parts.push(part.subarray(0, read));
    missing -= read;
  }
  return Buffer.concat(parts).toString();
}

// Writes whole lines, even if the pipe takes only a part at a time.
function say(message) {
  let rest = Buffer.from(JSON.stringify(message) + "\n");
  while (rest.length > 0) rest = rest.subarray(fs.writeSync(1, rest));
}

const run = PEERS[name]();
const library = name.endsWith("jsdom") ? "jsdom" : "linkedom";
say({
  version: `${versionOf("@mozilla/readability")}, ${library} ${versionOf(library)}`,
  memory_kb: peakMemoryKb(),
});
for (let line; (line = readLine()) !== null; ) {
  const request = JSON.parse(line);
  say(answer(run, request, readBytes(request.bytes)));
}
