// Listens until it is told to stop, or for as long as is allowed.
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];

/**
 * Starts recording; throws where the microphone may not be used.
 *   most  seconds at most        wave  the bars that show how loud it is        time  is told the seconds so far
 * Gives `stop()` and the promise `heard`: { blob, seconds }, or null when there was nothing.
 */
export async function listen({ most, wave, time }) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32000 });
  const parts = [];
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const meter = measure(stream, wave);
  const stop = () => { if (recorder.state === "recording") recorder.stop(); };
  const ticking = setInterval(() => {
    time(seconds());
    meter.draw();
    if (seconds() >= most) stop();
  }, 100);
  recorder.ondataavailable = (event) => { if (event.data.size) parts.push(event.data); };
  const heard = new Promise((resolve) => {
    recorder.onstop = () => {
      clearInterval(ticking);
      meter.close();
      stream.getTracks().forEach((track) => track.stop());
      const blob = new Blob(parts, { type: (type || parts[0]?.type || "audio/webm").split(";")[0] });
      resolve(blob.size ? { blob, seconds: seconds() } : null);
    };
  });
  recorder.start(1000);
  return { stop, heard };
}

function measure(stream, wave) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const levels = new Uint8Array(analyser.fftSize);
  const draw = () => {
    analyser.getByteTimeDomainData(levels);
    const loud = Math.max(...levels) - 128;
    wave.append(wave.firstElementChild);
    wave.lastElementChild.style.height = `${Math.max(8, Math.min(100, loud * 1.6))}%`;
  };
  return { draw, close: () => context.close() };
}
