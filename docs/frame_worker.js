// Search from disk: web browsers start no worker from a file, so its script runs in a hidden frame.
// The theme would load another program for this from the network.
window.Worker = class extends EventTarget {
  constructor(address) {
    super();
    const frame = document.createElement("iframe");
    frame.hidden = true;
    document.body.append(frame);
    const inside = frame.contentWindow;
    inside.postMessage = (data) => this.tell(this, data);
    const script = inside.document.createElement("script");
    script.src = address;
    this.ready = new Promise((loaded) => script.addEventListener("load", loaded));
    inside.document.body.append(script);
    this.inside = inside;
  }

  postMessage(data) { this.ready.then(() => this.tell(this.inside, data)); }

  tell(whom, data) {
    const message = new MessageEvent("message", { data });
    whom.dispatchEvent(message);
    if (whom === this && this.onmessage) this.onmessage(message);
  }
};
