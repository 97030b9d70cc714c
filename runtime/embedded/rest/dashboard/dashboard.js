"use strict";

// refreshEvery is the time between two looks, in milliseconds.
const refreshEvery = 2000;

const byId = (id) => document.getElementById(id);

// element makes an element with text or children. Text is never read as HTML.
function element(tag, content, className) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (Array.isArray(content)) e.append(...content);
  else if (content !== undefined) e.textContent = content;
  return e;
}

function facts(pairs) {
  return pairs.filter(([, value]) => value !== undefined).map(([name, value]) =>
    element("div", [element("dt", name), element("dd", value)]));
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

function bytes(n) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let i = 0;
  for (; n >= 1024 && i < units.length - 1; i++) n /= 1024;
  return number.format(n) + " " + units[i];
}

function duration(ms) {
  if (ms < 1000) return ms + " ms";
  const s = Math.floor(ms / 1000);
  if (s < 60) return number.format(ms / 1000) + " s";
  const parts = [[Math.floor(s / 86400), "d"], [Math.floor(s / 3600) % 24, "h"], [Math.floor(s / 60) % 60, "min"], [s % 60, "s"]];
  return parts.slice(parts.findIndex(([n]) => n > 0)).slice(0, 2).map(([n, unit]) => n + " " + unit).join(" ");
}

const time = (ms) => new Date(ms).toISOString().replace("T", " ").slice(0, 19) + " UTC";

async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (answer.status === 403) throw new Error("The session is over. Get another URL with CreateApplicationPresignedUrl.");
  if (!answer.ok) throw new Error("The cluster does not answer (" + answer.status + ").");
  return answer.json();
}

// last are the records of each vertex at the last look, for their rates.
let last = new Map();

function rates(job) {
  const now = new Map();
  for (const v of job.vertices) {
    const { "read-records": read, "write-records": written } = v.metrics;
    const before = last.get(v.id);
    const seconds = before && (job.now - before.at) / 1000;
    // After a restart the records count from 0 again.
    const rate = (n, m) => (seconds > 0 && n >= m ? (n - m) / seconds : undefined);
    now.set(v.id, { at: job.now, read, written, in: before && rate(read, before.read), out: before && rate(written, before.written) });
  }
  return now;
}

// busiest is the largest share of its time, of any subtask, that a metric in ms per second tells; undefined if none does.
function busiest(metrics, name) {
  const shares = metrics.filter((m) => m.id.endsWith("." + name)).map((m) => Number(m.value) / 1000).filter(Number.isFinite);
  return shares.length ? Math.min(1, Math.max(...shares)) : undefined;
}

const percent = (share) => (share === undefined ? undefined : Math.round(share * 100) + " %");

// metricName is a name as metrics have it.
const metricName = (name) => name.replace(/[ .:,]/g, "_");

const perOperator = ["numRecordsIn", "numRecordsOut", "stateSize"];

// operators is a table of what the operators of a vertex did, of the sums of their metrics.
function operators(v, sums) {
  const of = new Map(sums.map((m) => [m.id, m.sum]));
  const row = (name, kind, values) => element("tr", [element("th", name), ...values.map((value) => element(kind, value))]);
  const rows = v.name.split(" -> ").map((name) => {
    const [read, written, state] = perOperator.map((metric) => of.get(metricName(name) + "." + metric) || 0);
    return row(name, "td", [number.format(read), number.format(written), state ? bytes(state) : ""]);
  });
  return element("table", [row("", "th", ["in", "out", "state"]), ...rows]);
}

function vertex(v, description, rate, metrics, watermarks, sums) {
  const perSecond = (n) => (n === undefined ? "–" : number.format(n) + " /s");
  const busy = busiest(metrics, "busyTimeMsPerSecond");
  const blocked = busiest(metrics, "backPressuredTimeMsPerSecond");
  const times = watermarks.map((w) => Number(w.value)).filter((ms) => Math.abs(ms) < 8.64e15);
  const card = element("article", [
    element("h3", v.name.split(" -> ").join(" → ")), element("p", description, "what"),
    element("dl", facts([
      ["Status", v.status], ["Parallelism", v.parallelism],
      ["Records in", number.format(rate.read)], ["", perSecond(rate.in)],
      ["Records out", number.format(rate.written)], ["", perSecond(rate.out)],
      ["Busy", percent(busy)], ["Backpressured", percent(blocked)],
      ["Watermark", times.length ? time(Math.min(...times)) : undefined],
    ])),
    operators(v, sums),
  ], "vertex");
  if (busy !== undefined) {
    const bar = element("div", [element("i"), element("i")], "load");
    bar.firstChild.style.width = busy * 100 + "%";
    bar.lastChild.style.width = (blocked || 0) * 100 + "%";
    card.append(bar);
  }
  card.querySelector(".what").title = description; // which is cut where it is long
  return card;
}

// layers puts each vertex behind all that it reads from.
function layers(nodes) {
  const inputs = new Map(nodes.map((n) => [n.id, (n.inputs || []).map((i) => i.id)]));
  const depth = new Map();
  const of = (id) => {
    if (!depth.has(id)) {
      depth.set(id, 0);
      depth.set(id, Math.max(-1, ...(inputs.get(id) || []).map(of)) + 1);
    }
    return depth.get(id);
  };
  nodes.forEach((n) => of(n.id));
  return { depth, inputs };
}

function drawGraph(job, cards) {
  const graph = byId("graph");
  const svg = graph.querySelector("svg");
  const { depth, inputs } = layers((job.plan && job.plan.nodes) || []);
  const columns = [];
  for (const v of job.vertices) {
    const at = depth.get(v.id) || 0;
    (columns[at] = columns[at] || []).push(cards.get(v.id));
  }
  const scrolled = graph.scrollLeft;
  graph.replaceChildren(svg, ...columns.filter(Boolean).map((c) => element("div", c, "layer")));
  graph.scrollLeft = scrolled;
  svg.setAttribute("width", graph.scrollWidth);
  svg.setAttribute("height", graph.scrollHeight);
  const origin = graph.getBoundingClientRect();
  const place = (id) => {
    const r = cards.get(id).getBoundingClientRect();
    return { left: r.left - origin.left + graph.scrollLeft, right: r.right - origin.left + graph.scrollLeft, y: (r.top + r.bottom) / 2 - origin.top };
  };
  const paths = [];
  for (const [to, from] of inputs) {
    for (const id of from.filter((id) => cards.has(id) && cards.has(to))) {
      const a = place(id), b = place(to), middle = (a.right + b.left) / 2;
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", `M${a.right},${a.y} C${middle},${a.y} ${middle},${b.y} ${b.left},${b.y}`);
      paths.push(path);
    }
  }
  svg.replaceChildren(...paths);
}

function drawCheckpoints(c) {
  const { completed, failed, in_progress: running } = c.counts;
  byId("checkpoint-counts").textContent = `${completed} completed, ${failed} failed, ${running} in progress` +
    (c.latest.restored ? `; restored from ${c.latest.restored.is_savepoint ? "a snapshot" : "checkpoint " + c.latest.restored.id}` : "");
  byId("checkpoints").replaceChildren(...c.history.slice(0, 20).map((one) => element("tr", [
    element("td", one.id), element("td", one.is_savepoint ? "snapshot" : "checkpoint"),
    element("td", one.failure_message ? one.status + ": " + one.failure_message : one.status, one.status === "FAILED" ? "bad" : ""),
    element("td", time(one.trigger_timestamp)), element("td", duration(one.end_to_end_duration)), element("td", bytes(one.state_size)),
  ])));
}

function drawExceptions(body) {
  const entries = body.exceptionHistory.entries.slice(0, 20);
  byId("exceptions").replaceChildren(...(entries.length ? entries.map((e) => element("div", [
    element("p", time(e.timestamp) + (e.taskName ? " · " + e.taskName : "")), element("pre", e.stacktrace),
  ], "exception")) : [element("p", "None.", "quiet")]));
}

function drawHeader(overview, job) {
  document.title = job ? job.name + " – " + job.state : "Dashboard";
  byId("name").textContent = job ? job.name : "No job yet";
  const state = job ? job.state : "";
  byId("state").textContent = state;
  byId("state").className = "state" + (["RUNNING", "FINISHED"].includes(state) ? " good" : ["FAILED", "FAILING", "RESTARTING"].includes(state) ? " bad" : "");
  byId("facts").replaceChildren(...facts(job ? [
    ["Up for", duration(job.duration)], ["Since", time(job["start-time"])], ["Job", job.jid],
    ["Flink", overview["flink-version"]], ["Slots", overview["slots-total"]],
  ] : []));
}

async function refresh() {
  const [overview, { jobs }] = await Promise.all([get("overview"), get("jobs")]);
  if (!jobs.length) {
    drawHeader(overview, null);
    return;
  }
  const path = "jobs/" + jobs[0].id;
  const [job, checkpoints, exceptions] = await Promise.all([get(path), get(path + "/checkpoints"), get(path + "/exceptions")]);
  const now = rates(job);
  const descriptions = new Map(job.plan.nodes.map((n) => [n.id, n.description]));
  const cards = new Map(await Promise.all(job.vertices.map(async (v) => {
    const names = Array.from({ length: v.parallelism }, (_, i) => [i + ".busyTimeMsPerSecond", i + ".backPressuredTimeMsPerSecond"]).flat();
    const sums = v.name.split(" -> ").flatMap((name) => perOperator.map((metric) => encodeURIComponent(metricName(name) + "." + metric)));
    const [metrics, watermarks, summed] = await Promise.all([
      get(`${path}/vertices/${v.id}/metrics?get=${names.join(",")}`), get(`${path}/vertices/${v.id}/watermarks`),
      get(`${path}/vertices/${v.id}/subtasks/metrics?agg=sum&get=${sums.join(",")}`),
    ]);
    return [v.id, vertex(v, descriptions.get(v.id), now.get(v.id), metrics, watermarks, summed)];
  })));
  last = now;
  drawHeader(overview, job);
  drawGraph(job, cards);
  drawCheckpoints(checkpoints);
  drawExceptions(exceptions);
}

async function keepFresh() {
  const stale = byId("stale");
  try {
    await refresh();
    stale.hidden = true;
  } catch (error) {
    stale.textContent = error.message;
    stale.hidden = false;
  }
  setTimeout(keepFresh, refreshEvery);
}

keepFresh();
