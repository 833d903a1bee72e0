// Time: a histogram of the claims, two handles, and play.
const BINS = 72;
let span = null; // first and last day of any claim, or null where fewer than two days are known
let playing = 0;

function readSpan() {
  let first = Infinity;
  let last = -Infinity;
  for (const day of claims.day) {
    if (day == null) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  span = first < last ? [first, last] : null;
}

function startTimeline() {
  readSpan();
  $("timeline").hidden = !span;
  if (!span) return;
  for (const id of ["time-from", "time-to"]) {
    const slider = $(id);
    [slider.min, slider.max, slider.step] = [span[0], span[1], 1];
    slider.addEventListener("input", () => { stopPlaying(); readSliders(true); });
    slider.addEventListener("change", () => writeHash(false));
  }
  $("play").addEventListener("click", () => (playing ? stopPlaying() : play()));
}

function readSliders(replace) {
  const [a, b] = [Number($("time-from").value), Number($("time-to").value)].sort((x, y) => x - y);
  go({ from: a <= span[0] ? null : a, to: b >= span[1] ? null : b }, { replace });
}

function binned(list, bins, [first, last]) {
  const counts = Array.from({ length: bins }, () => ({ hostile: 0, cooperative: 0, neutral: 0 }));
  for (const edge of list) {
    if (state.hide.has(edge.relation)) continue;
    for (let claim = edge.first; claim < edge.last; claim += 1) {
      const day = claims.day[claim];
      if (day == null || claims.confidence[claim] < state.min || !state.show.has(mannerOf(claim))) continue;
      counts[Math.min(bins - 1, Math.floor(((day - first) / (last - first + 1)) * bins))][edge.style.family] += 1;
    }
  }
  return counts;
}

function drawBars(svg, list, { bins, height, range, mark = () => true }) {
  const counts = binned(list, bins, range);
  const tallest = Math.max(1, ...counts.map((bin) => bin.hostile + bin.cooperative + bin.neutral));
  svg.setAttribute("viewBox", `0 0 ${bins * 10} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  const bars = [];
  counts.forEach((bin, index) => {
    let top = height;
    for (const family of ["hostile", "cooperative", "neutral"]) {
      if (!bin[family]) continue;
      const tall = (bin[family] / tallest) * (height - 1);
      top -= tall;
      bars.push(drawn("rect", { x: index * 10 + 1, y: top, width: 8, height: tall, class: `bar ${family}${mark(index) ? "" : " out"}` }));
    }
  });
  svg.replaceChildren(...bars);
}

function refreshTimeline() {
  if (!span) return;
  const [first, last] = span;
  const width = (last - first + 1) / BINS;
  const from = state.from ?? first;
  const to = state.to ?? last;
  drawBars($("histogram"), edges, { bins: Math.min(BINS, last - first + 1), height: 36, range: span, mark: (index) => {
    const size = (last - first + 1) / Math.min(BINS, last - first + 1);
    const middle = first + (index + 0.5) * size;
    return middle >= from - width / 2 && middle <= to + 1;
  } });
  $("time-from").value = from;
  $("time-to").value = to;
  $("time-from").setAttribute("aria-valuetext", isoOf(from));
  $("time-to").setAttribute("aria-valuetext", isoOf(to));
  $("time-out").textContent = `${isoOf(from)}\n${isoOf(to)}`;
}

// Play moves a window over the whole time; a window that spans everything grows from the start.
function play() {
  const [first, last] = span;
  const length = state.from == null && state.to == null ? Math.max(1, Math.round((last - first) / 10)) : (state.to ?? last) - (state.from ?? first);
  const step = Math.max(1, Math.round((last - first) / 80));
  let start = (state.to ?? last) >= last ? first : state.from ?? first;
  setPlaying(true);
  playing = setInterval(() => {
    go({ from: start <= first ? null : start, to: start + length >= last ? null : start + length }, { replace: true });
    if (start + length >= last) stopPlaying();
    start += step;
  }, calm.matches ? 900 : 220);
}

function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  setPlaying(false);
}

function setPlaying(on) {
  $("play").setAttribute("aria-label", say(on ? "pause" : "play"));
  $("play").title = say(on ? "pause" : "play");
  $("play-sign").setAttribute("d", on ? "M5 3h4v14H5zM11 3h4v14h-4z" : "M5 3l12 7-12 7z");
}
