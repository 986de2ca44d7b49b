// jobs.js: work beside the page: each job a worker with an instance of the program of its own (src/web/beside.js). The
// other side is src/ui/window/job_worker.c.

const besides = new Map(); // by their numbers
let jobs = 0;

// A worker that does as `wish` says, once it has the program's files; `heard` is told what it answers.
async function workBeside(worker, wish, heard) {
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = () => heard({ failed: true });
  try {
    const archive = wish.job ? await more() : [...files.archive, ...wish.own];
    worker.postMessage({ ...wish, files: { code: files.code, archive } });
  } catch {
    heard({ failed: true });
  }
}

// Of each tag the newest answer waits until it is fetched. What the job wrote for its user lies here before that is told.
function hear(beside, { failed, taken, busy, replies, written }) {
  if (failed) {
    beside.failed = true;
    return;
  }
  beside.taken += taken;
  beside.busy = busy;
  for (const { name, data } of written) program.FS.writeFile(`${OUT}/${name}`, data);
  for (const { tag, bytes } of replies) beside.replies.set(tag, bytes);
}

const jobServices = {
  // 0: there are none here, as in a page that has all of its files in it.
  begin(job) {
    if (given || typeof Worker === 'undefined') return 0;
    const worker = new Worker('beside.js');
    const beside = { worker, sent: 0, taken: 0, busy: false, failed: false, replies: new Map() };
    besides.set(++jobs, beside);
    workBeside(worker, { job }, (answer) => hear(beside, answer));
    return jobs;
  },
  end(number) {
    besides.get(number).worker.terminate();
    besides.delete(number);
  },
  send(number, tag, bytes) {
    const beside = besides.get(number);
    beside.sent++;
    beside.worker.postMessage({ tag, bytes }, [bytes.buffer]);
  },
  next(number) {
    const { replies } = besides.get(number);
    for (const [tag, bytes] of replies) {
      replies.delete(tag);
      return { tag, bytes };
    }
    return null;
  },
  busy(number) {
    const { sent, taken, busy, replies } = besides.get(number);
    return busy || taken < sent || replies.size > 0;
  },
  failed: (number) => besides.get(number).failed,
};

// A command of the program's, run to its end beside the page, with files of the visitor's; what it wrote and printed, and
// its errors.
function runBeside(words, own = []) {
  const worker = new Worker('beside.js');
  return new Promise((done, fail) => {
    workBeside(worker, { words, own }, (answer) => (answer.failed ? fail(new Error('it cannot be done here')) : done(answer)));
  }).finally(() => worker.terminate());
}
