// Time: a histogram of the claims, two handles, and play.
const BINS = 72;
let span = null; // first and last day of any claim, or null where fewer than two days are known
let axis = null; // the days that the histogram shows: a few far outliers count at its ends
let playing = 0;

function readSpan() {
  const days = claims.day.filter((day) => day != null).sort((a, b) => a - b);
  const [first, last] = [days[0], days[days.length - 1]];
  span = first < last ? [first, last] : null;
  if (!span) return;
  const spare = Math.floor(days.length * 0.015);
  const [low, high] = [days[spare], days[days.length - 1 - spare]];
  const margin = Math.max(1, Math.round((high - low) * 0.04));
  const squeezed = high > low && last - first > 1.6 * (high - low);
  axis = squeezed ? [Math.max(first, low - margin), Math.min(last, high + margin)] : span;
}

const shortSign = (side) => (axis[side] === span[side] ? "" : ["≤ ", "≥ "][side]);

function startTimeline() {
  readSpan();
  $("timeline").hidden = !span;
  if (!span) return;
  for (const id of ["time-from", "time-to"]) {
    const slider = $(id);
    [slider.min, slider.max, slider.step] = [axis[0], axis[1], 1];
    slider.addEventListener("input", () => { stopPlaying(); readSliders(true); });
    slider.addEventListener("change", () => writeHash(false));
  }
  $("play").addEventListener("click", () => (playing ? stopPlaying() : play()));
}

function readSliders(replace) {
  const [a, b] = [Number($("time-from").value), Number($("time-to").value)].sort((x, y) => x - y);
  go({ from: a <= axis[0] ? null : a, to: b >= axis[1] ? null : b }, { replace });
}

function binned(list, bins, [first, last]) {
  const counts = Array.from({ length: bins }, () => ({ hostile: 0, cooperative: 0, neutral: 0 }));
  for (const edge of list) {
    if (state.hide.has(edge.relation)) continue;
    for (let claim = edge.first; claim < edge.last; claim += 1) {
      const day = claims.day[claim];
      if (day == null || claims.confidence[claim] < state.min || !state.show.has(mannerOf(claim))) continue;
      counts[Math.max(0, Math.min(bins - 1, Math.floor(((day - first) / (last - first + 1)) * bins)))][edge.style.family] += 1;
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
      const tall = Math.max(1.5, (bin[family] / tallest) * (height - 1));
      top -= tall;
      bars.push(drawn("rect", { x: index * 10 + 1, y: top, width: 8, height: tall, class: `bar ${family}${mark(index) ? "" : " out"}` }));
    }
  });
  svg.replaceChildren(...bars);
}

function refreshTimeline() {
  if (!span) return;
  const [first, last] = axis;
  const width = (last - first + 1) / BINS;
  const from = state.from ?? first;
  const to = state.to ?? last;
  drawBars($("histogram"), edges, { bins: Math.min(BINS, last - first + 1), height: 36, range: axis, mark: (index) => {
    const size = (last - first + 1) / Math.min(BINS, last - first + 1);
    const middle = first + (index + 0.5) * size;
    return middle >= from - width / 2 && middle <= to + 1;
  } });
  $("time-from").value = from;
  $("time-to").value = to;
  $("time-from").setAttribute("aria-valuetext", isoOf(from));
  $("time-to").setAttribute("aria-valuetext", isoOf(to));
  $("time-out").textContent = `${state.from == null ? shortSign(0) : ""}${isoOf(from)}\n${state.to == null ? shortSign(1) : ""}${isoOf(to)}`;
}

// Play moves a window over the whole time; a window that spans everything grows from the start.
function play() {
  const [first, last] = axis;
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
