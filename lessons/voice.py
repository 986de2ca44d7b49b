#!/usr/bin/env python3
"""Makes the two files of lesson 58 out of a voice detector that others trained and gave away (Silero VAD, MIT licence):
voice.safetensors, its LSTM and what reads it, and voice.npy, what its LSTM reads while a sound is played to it.

    pip install numpy safetensors; pip install --no-deps silero-vad; apt install espeak-ng sox; python3 voice.py

The sound: silence, a hiss, a tone, silence, a spoken sentence with a pause in it, silence; 32 ms a step."""
import importlib.util
import pathlib
import subprocess
import tempfile
import wave
import numpy as np
from safetensors.numpy import load_file, save_file

HERE = pathlib.Path(__file__).parent
STEP, BEFORE, AFTER, HOP = 512, 64, 64, 128  # samples at 16 kHz: a step, what is seen around it, between two spectra
SENTENCE = "Every gate is a question. How much of the old do I keep?"

package = pathlib.Path(importlib.util.find_spec("silero_vad").origin).parent
weights = load_file(package / "data" / "silero_vad_16k.safetensors")


def spoken():
    with tempfile.TemporaryDirectory() as folder:
        said, heard = f"{folder}/said.wav", f"{folder}/heard.wav"
        subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", said, SENTENCE], check=True)
        subprocess.run(["sox", "-D", said, "-r", "16000", "-c", "1", heard], check=True)
        with wave.open(heard) as sound:
            return np.frombuffer(sound.readframes(sound.getnframes()), np.int16) / 32768


def convolution(x, name, stride, pad, bias=True):
    kernel = weights[f"{name}.weight"]
    x = np.pad(x, ((0, 0), (pad, pad)))
    width = kernel.shape[2]
    y = np.stack([np.tensordot(kernel, x[:, k:k + width], axes=([1, 2], [0, 1]))
                  for k in range(0, x.shape[1] - width + 1, stride)], axis=1)
    return y + weights[f"{name}.bias"][:, None] if bias else y


def features(sound):
    """What the LSTM reads: 128 numbers for each 32 ms, through a spectrum and four convolutions."""
    sound = np.concatenate([np.zeros(BEFORE), sound])
    for at in range(BEFORE, len(sound) - STEP + 1, STEP):
        x = np.pad(sound[at - BEFORE:at + STEP], (0, AFTER), mode="reflect")[None]
        x = convolution(x, "stft_conv", HOP, 0, bias=False)
        x = np.sqrt(x[:129] ** 2 + x[129:] ** 2)
        for name, stride in ("conv1", 1), ("conv2", 2), ("conv3", 2), ("conv4", 1):
            x = np.maximum(convolution(x, name, stride, 1), 0)
        yield x[:, 0]


random = np.random.default_rng(1)
steps = lambda count: np.zeros(count * STEP)
hiss = random.normal(0, 0.1, 12 * STEP)
tone = 0.2 * np.sin(2 * np.pi * 880 * np.arange(12 * STEP) / 16000)
sound = np.concatenate([steps(8), hiss, steps(6), tone, steps(8), spoken()[:66 * STEP], steps(24)])
sound += np.random.default_rng(1).normal(0, 0.001, len(sound))  # no room is quite silent
np.save(HERE / "voice.npy", np.array(list(features(sound)), np.float16))

# The readout is sigmoid(w relu(h) + b). Split in two, so that each unit's vote can be seen: relu(|w| h), then its sign.
vote = weights["final_conv.weight"][0, :, 0]
units = len(vote)
half = {f"lstm.{name}_l0": weights[f"lstm_cell.{name}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
half |= {"votes.weight_ih_l0": np.diag(np.abs(vote)), "votes.weight_hh_l0": np.zeros((units, units))}
half |= {"votes.bias_ih_l0": np.zeros(units), "votes.bias_hh_l0": np.zeros(units)}
half |= {"voice.weight_ih_l0": np.sign(vote)[None], "voice.weight_hh_l0": np.zeros((1, 1))}
half |= {"voice.bias_ih_l0": weights["final_conv.bias"], "voice.bias_hh_l0": np.zeros(1)}
save_file({name: np.ascontiguousarray(numbers, np.float16) for name, numbers in half.items()}, HERE / "voice.safetensors",
          {"source": "Silero VAD 6.2.3", "licence": "MIT, Copyright (c) 2020-present Silero Team"})
