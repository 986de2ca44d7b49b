"""trace mapped over a folder, as docs/models.md shows it: with Dask's local cluster, and with GNU parallel where that is."""
import os
import shutil
import subprocess

import numpy as np
import pytest

MODEL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "models", "torch", "lstm.pt")


@pytest.fixture
def recordings(tmp_path):
    for k in range(6):
        np.save(tmp_path / f"{k}.npy", np.random.default_rng(k).uniform(-1, 1, (20 + k, 3)).astype("f4"))
    return tmp_path


def test_with_dask(recordings):
    import gatescope
    from dask.distributed import Client, LocalCluster

    def memory(path):
        return gatescope.trace(MODEL, path, signal="c")["layer0.c"]

    paths = sorted(str(path) for path in recordings.glob("*.npy"))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        found = client.gather(client.map(memory, paths))
    for path, one in zip(paths, found):
        np.testing.assert_array_equal(one, memory(path))


@pytest.mark.skipif(not shutil.which("parallel"), reason="GNU parallel is not installed")
def test_with_parallel(recordings):
    import gatescope
    subprocess.run(["sh", "-c", f"parallel {os.environ.get('GATESCOPE', 'gatescope')} trace {MODEL} --inputs {{}} "
                    "--signal c -o {.}.npz ::: *.npy"], cwd=recordings, check=True, stdin=subprocess.DEVNULL)
    for path in recordings.glob("*.npy"):
        with np.load(path.with_suffix(".npz")) as found:
            np.testing.assert_array_equal(found["layer0.c"], gatescope.trace(MODEL, path, signal="c")["layer0.c"])
