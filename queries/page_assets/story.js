// The guided tour: each step has words and sets the view.
function tourCard() {
  if (state.step == null) return [];
  const step = meta.steps[state.step];
  const last = meta.steps.length - 1;
  return [element("section", { class: "tour", "aria-label": say("tour") },
    element("p", { class: "about" }, say("tour_step", { n: state.step + 1, m: meta.steps.length })),
    element("h2", { dir: "auto" }, step.title),
    ...step.paragraphs.map((pieces) => element("p", { dir: "auto" }, ...pieces.map(inline))),
    element("div", { class: "buttons" },
      button(say("tour_back"), () => showStep(state.step - 1), { class: "outlined", disabled: state.step === 0, id: "tour-back" }),
      button(say("tour_next"), () => showStep(state.step + 1), { class: "primary", disabled: state.step === last, id: "tour-next" }),
      button(say("close"), () => go({ step: null, tool: null }), { class: "text" })))];
}

function inline([how, text, address]) {
  const link = how === "link" ? safeLink(address) : null;
  if (link) return element("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
  return how === "strong" || how === "em" ? element(how, {}, text) : document.createTextNode(text);
}

// A step shows exactly its own view; the tour itself is part of the state, so Back goes back.
function showStep(index) {
  const focusId = document.activeElement?.id;
  state = { ...stateOf(meta.steps[index].view), step: index };
  refresh({ camera: true });
  if (!state.at) bringIntoSightIfSelected();
  writeHash(false);
  const again = $(focusId) ?? $("tour-next");
  (again.disabled ? $("tour-back") : again).focus();
  announce(say("tour_step", { n: index + 1, m: meta.steps.length }));
}

function bringIntoSightIfSelected() {
  if (state.actor || state.edge || state.path) bringIntoSight();
}

function startStory() {
  $("tool-tour").hidden = !meta.steps.length;
  $("tool-tour").addEventListener("click", () => showStep(state.step ?? 0));
}
