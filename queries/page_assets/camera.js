// The camera: fitting, panning, zooming, and bringing what is selected into sight.

// The camera: fitting leaves room for labels, the zoom buttons and the time line.
function fit() {
  const ids = network.body.nodeIndices;
  if (!ids.length) return;
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    const { x, y } = network.body.nodes[id];
    const r = radiusOfNode(id);
    box.left = Math.min(box.left, x - r); box.right = Math.max(box.right, x + r);
    box.top = Math.min(box.top, y - r); box.bottom = Math.max(box.bottom, y + r);
  }
  const { width, height } = $("graph").getBoundingClientRect();
  const below = $("timeline").hidden ? 0 : 78;
  const margin = Math.min(70, width * 0.09);
  const scale = Math.min((width - 2 * margin) / Math.max(box.right - box.left, 1), (height - below - 84) / Math.max(box.bottom - box.top, 1), 1.5);
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + (below / 2 - 8) / scale }, scale });
}

function showActors(ids) {
  const spots = ids.map((id) => network.body.nodes[nodeIdOf(id)]).filter(Boolean);
  if (!spots.length) return;
  if (network.getScale() >= 0.5 && spots.every(inPlainSight)) return; // what is seen already need not move
  const scale = Math.max(network.getScale(), 0.7);
  const position = { x: spots.reduce((sum, one) => sum + one.x, 0) / spots.length, y: spots.reduce((sum, one) => sum + one.y, 0) / spots.length };
  network.moveTo({ position, scale, animation: calm.matches ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
}

function inPlainSight({ x: left, y: top }) {
  const { x, y } = network.canvasToDOM({ x: left, y: top });
  return x > 50 && y > 40 && x < stageSize.width - 60 && y < stageSize.height - 120;
}

let cameraTimer = 0;
function rememberCamera() {
  clearTimeout(cameraTimer);
  cameraTimer = setTimeout(() => {
    const { x, y } = network.getViewPosition();
    state.at = [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
    writeHash(true);
  }, 250);
}

function restoreCamera() {
  if (state.at) network.moveTo({ position: { x: state.at[0], y: state.at[1] }, scale: state.at[2] });
  else fit();
}

function zoomBy(factor) {
  network.moveTo({ scale: Math.max(0.02, Math.min(8, network.getScale() * factor)) });
  rememberCamera();
}

function panBy(x, y) {
  const { x: left, y: top } = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: left + x / scale, y: top + y / scale } });
  rememberCamera();
}
